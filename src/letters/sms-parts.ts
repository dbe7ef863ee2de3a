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

/**
 * Characters that word processors put in place of plain ones. Outside the alphabet, each would more than double the price of a
 * message, and reads the same without.
 */
const PLAIN_TWINS: ReadonlyMap<string, string> = new Map([
  ...[...'‘’‚‛′`´ʼ'].map((quote) => [quote, "'"] as const),
  ...[...'“”„‟″«»'].map((quote) => [quote, '"'] as const),
  ...[...'‐‑‒–—―−'].map((dash) => [dash, '-'] as const),
  ...[...'\u00a0\u2002\u2003\u2007\u2009\u200a\u202f'].map((space) => [space, ' '] as const),
  ...[...'\u00ad\u200b\u200c\u200d\u2060\ufeff'].map((unseen) => [unseen, ''] as const),
  ['…', '...'],
  ['•', '-'],
  ['\t', ' '],
])

/** The same words for a text message, with plain quotation marks, dashes and spaces. */
export const plainTwins = (text: string): string =>
  [...text.normalize('NFC')].map((character) => PLAIN_TWINS.get(character) ?? character).join('')

interface SmsParts {
  readonly parts: number
  /** Characters as the network counts them. */
  readonly characters: number
  readonly alphabet: 'gsm-7' | 'unicode'
  /** Parts that it would take with a letter of the alphabet in place of each character outside it. */
  readonly plainParts: number
  /** Characters outside the GSM alphabet, each once. */
  readonly outside: readonly string[]
}

/** Characters of a message in one part, and in each of several. */
const GSM_7 = [160, 153] as const
const UNICODE = [70, 67] as const

export function smsParts(text: string): SmsParts {
  const characters = [...text.replaceAll('\r\n', '\n')]
  const outside = [...new Set(characters.filter((character) => !ALPHABET.has(character)))]
  const unicode = outside.length > 0
  const places = characters.map((character) =>
    unicode ? (character === '\n' ? 2 : character.length) : (ALPHABET.get(character) ?? 1),
  )
  const count = places.reduce((sum, place) => sum + place, 0)
  const inParts = (taken: readonly number[], [one, each]: readonly [number, number]): number => {
    const all = taken.reduce((sum, place) => sum + place, 0)
    return all <= one ? Math.min(1, all) : partsOf(taken, each)
  }
  return {
    parts: inParts(places, unicode ? UNICODE : GSM_7),
    plainParts: inParts(
      characters.map((character) => ALPHABET.get(character) ?? 1),
      GSM_7,
    ),
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
