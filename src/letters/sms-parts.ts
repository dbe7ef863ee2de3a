/**
 * How many parts a text message is sent in: each part is paid for.
 *
 * GSM 03.38: 160 characters of seven bits, or 153 in each of several parts. A single character outside its alphabet
 * makes the message 16-bit: 70 characters, or 67 in each part. Some characters of the alphabet take two places, and a
 * line break counts as two (NHS service manual).
 *
 * @module
 */

const BASIC =
  '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const TWICE = '^{}\\[~]|€'
const ALPHABET: ReadonlyMap<string, number> = new Map([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...TWICE].map((character) => [character, 2] as const),
  ['\n', 2],
])

interface SmsParts {
  readonly parts: number
  /** Characters as the network counts them. */
  readonly characters: number
  readonly alphabet: 'gsm-7' | 'unicode'
  /** Characters outside the GSM alphabet, each once. */
  readonly outside: readonly string[]
}

export function smsParts(text: string): SmsParts {
  const characters = [...text.replaceAll('\r\n', '\n')]
  const outside = [...new Set(characters.filter((character) => !ALPHABET.has(character)))]
  const unicode = outside.length > 0
  const places = characters.map((character) =>
    unicode ? (character === '\n' ? 2 : character.length) : (ALPHABET.get(character) ?? 1),
  )
  const count = places.reduce((sum, place) => sum + place, 0)
  const [one, each] = unicode ? [70, 67] : [160, 153]
  return {
    parts: count <= one ? Math.min(1, count) : partsOf(places, each),
    characters: count,
    alphabet: unicode ? 'unicode' : 'gsm-7',
    outside,
  }
}

/** A character that takes two places is never split between two parts. */
function partsOf(places: readonly number[], room: number): number {
  let parts = 1
  let used = 0
  for (const place of places) {
    if (used + place > room) {
      parts += 1
      used = 0
    }
    used += place
  }
  return parts
}
