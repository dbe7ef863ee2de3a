/**
 * Cleans a cell's text: removes invisible characters and stray spaces, undoes what happened to it on its way where only one
 * reading is possible, and reports text that cannot be printed.
 *
 * To undo one more kind of damage, add an entry to {@link DAMAGES}.
 *
 * @module
 */
import { WINDOWS_1252 } from '../base/encoding.ts'
import type { CellFinding } from './parse-value.ts'

/** Zero width and soft hyphens: never meant, and they make two equal words differ. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g
/** White space other than a plain space; a tab is pasted together with a table. */
const ODD_SPACE = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g
/** Control characters, and marks that reverse the direction of the text around them. */

const CONTROL = /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/

/** Nearly every cell of a large file is plain, and nothing in it can be damaged. */
const PLAIN = /^(?!.*\(\()[A-Za-z0-9(](?:[ A-Za-z0-9(),./:@-]*[A-Za-z0-9),./-])?$/

/**
 * Composed (NFC), trimmed, with plain spaces. Line breaks inside a cell become `join`.
 *
 * @param join replaces line breaks: `, ` in a list or an address, a space elsewhere
 */
export function cleanText(text: string, join = ' '): string {
  return cleanCell(text, join).text
}

interface CleanCell {
  readonly text: string
  /** What was undone. */
  readonly notes: readonly CellFinding[]
}

/** As {@link cleanText}, with a note for each kind of damage that was undone. */
export function cleanCell(written: string, join = ' '): CleanCell {
  if (PLAIN.test(written)) return { text: written, notes: [] }
  const notes: CellFinding[] = []
  let text = written.normalize('NFC')
  for (const { what, undo } of DAMAGES) {
    const undone = undo(text)
    if (undone === text) continue
    text = undone
    notes.push({
      rule: 'text-repaired',
      message: `“${plain(written, ' ')}” ${what}.`,
      fix: `It is read as “${plain(text, ' ')}”.`,
    })
  }
  return { text: plain(text, join), notes }
}

const plain = (text: string, join: string): string =>
  text
    .normalize('NFC')
    .replaceAll(ODD_SPACE, ' ')
    .replaceAll(INVISIBLE, '')
    .trim()
    .replaceAll(/,? *(?:\r\n|[\n\r\u0085\u2028\u2029])+ */g, join)

interface Damage {
  /** After the value: what happened to it. */
  readonly what: string
  /** The text as it was before; unchanged where it has no such damage, or more than one reading. */
  readonly undo: (text: string) => string
}

const DAMAGES: readonly Damage[] = [
  {
    what: 'was wrapped in a formula, as exports do to keep a leading zero',
    undo: (text) =>
      text.replace(/^\s*=\s*(?:"((?:[^"]|"")*)"|'([^']*)')\s*$/, (_, one?: string, other?: string) =>
        (one ?? other ?? '').replaceAll('""', '"'),
      ),
  },
  {
    what: 'has the apostrophe that marks text in a spreadsheet',
    undo: (text) => text.replace(/^\s*['’`](?=[\d+(#][^'’`]*$)/, ''),
  },
  {
    what: 'has the quotation marks of another file around it',
    undo: (text) => text.replace(/^\s*"([^"]+)"\s*$/, '$1'),
  },
  { what: 'was saved in the wrong encoding', undo: withoutTwiceEncoded },
  { what: 'has codes of a web page in it', undo: withoutEntities },
  {
    what: 'has codes of a program in it',
    undo: (text) =>
      text
        .replaceAll(/_x([0-9A-F]{4})_/gi, decodedUnit)
        .replaceAll(/\\u([0-9a-f]{4})/gi, decodedUnit)
        .replaceAll(
          /(?:(?<![\w/?&=])|(?<=[A-Za-z]))((?:=[0-9A-F]{2}){2,})/g,
          (all, codes: string) => decodedBytes(codes, '=') ?? all,
        )
        // In a web address such codes are right.
        .replaceAll(/^(?!\S*[/:]\S*$)[^]*$/g, (all) =>
          all.replaceAll(/(?:%[0-9A-F]{2})+/gi, (codes) => decodedBytes(codes, '%') ?? codes),
        ),
  },
]

function decodedUnit(all: string, hex: string): string {
  const character = String.fromCharCode(Number.parseInt(hex, 16))
  return character === '\r' ? '' : /[\n\t\x20-\x7E\u00A0-\uD7FF]/.test(character) ? character : all
}

/** `=C3=A2` or `%20` as text, or null where the bytes are no text. */
function decodedBytes(codes: string, mark: string): string | null {
  return utf8Of(
    codes
      .split(mark)
      .slice(1)
      .map((hex) => Number.parseInt(hex, 16)),
  )
}

function utf8Of(bytes: readonly number[]): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
    return CONTROL.test(text) ? null : text
  } catch {
    return null
  }
}

/** The byte behind each character above 0x7F, as Windows and old Macs show it. */
const MISREADINGS: readonly ReadonlyMap<string, number>[] = [
  new Map(
    Array.from({ length: 128 }, (_, at) => at + 128).flatMap((byte): [string, number][] => [
      // Some programs show the bare codes between 0x80 and 0x9F.
      [String.fromCharCode(byte), byte],
      ...[...(WINDOWS_1252[byte - 128] ?? '')].map((shown): [string, number] => [shown, byte]),
    ]),
  ),
  new Map(
    [...new TextDecoder('macintosh').decode(Uint8Array.from({ length: 128 }, (_, at) => at + 128))].map((shown, at) => [
      shown,
      at + 128,
    ]),
  ),
]

/** Letters and marks of English and Welsh: what a decoded sequence must be, so that two real letters are never taken for one. */
const LIKELY = /^[\u00A0-\u017F\u1E80-\u1E85\u1EF2\u1EF3\u2010-\u2026\u20AC\u2122\uFEFF]$/

/** `Ã¢` → `â`, `â€™` → `’`, as often as it was encoded. */
function withoutTwiceEncoded(text: string): string {
  if (/^[\x00-\x7F]*$/.test(text)) return text
  let before = text
  for (let round = 0; round < 4; round += 1) {
    const after = MISREADINGS.reduce(decodeOnce, before)
    if (after === before) return after
    before = after
  }
  return before
}

function decodeOnce(text: string, bytesOf: ReadonlyMap<string, number>): string {
  const characters = [...text]
  let decoded = ''
  for (let at = 0; at < characters.length; at += 1) {
    const length = lengthOf(bytesOf.get(characters[at] ?? ''))
    const bytes = characters.slice(at, at + length).flatMap((character) => bytesOf.get(character) ?? [])
    const one = length > 1 && bytes.length === length ? utf8Of(bytes) : null
    if (one !== null && LIKELY.test(one)) {
      decoded += one
      at += length - 1
    } else decoded += characters[at] ?? ''
  }
  return decoded
}

/** How many bytes a character of UTF-8 has that begins with this one; 0 for one that none begins with. */
function lengthOf(byte: number | undefined): number {
  if (byte === undefined || byte < 0xc2 || byte > 0xef) return 0
  return byte < 0xe0 ? 2 : 3
}

/** Of HTML; numbers are decoded besides. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  pound: '£',
  euro: '€',
  shy: '',
}
const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
}

function withoutEntities(text: string): string {
  if (!/[&<]/.test(text)) return text
  let before = text.replaceAll(/<br\s*\/?>/gi, '\n')
  // `&amp;amp;` was encoded twice.
  for (let round = 0; round < 4; round += 1) {
    const after = before.replaceAll(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, decodedEntity)
    if (after === before) return after
    before = after
  }
  return before
}

function decodedEntity(all: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) {
    const [, letter = '', accent = ''] = /^([a-z])(acute|grave|circ|uml|tilde|cedil)$/i.exec(name) ?? []
    return letter === '' ? (ENTITIES[name.toLowerCase()] ?? all) : (letter + (ACCENTS[accent] ?? '')).normalize('NFC')
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : all
}

/** What encoding a text twice, or losing a letter, leaves behind where it cannot be undone. */
const DAMAGED =
  /\uFFFD|\p{Surrogate}|[ÂÃ][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÂÃ](?=\s|$)|â€|ðŸ|ï¿½|[├┬][\u00A0-\u00FF\u2500-\u257F]|ÔÇ|\p{L}\?\p{L}/u

/**
 * What programs act on in a text that is handed to them: a field of GOV.UK Notify, NHS Notify or Word, a link of Markdown. In a
 * name it would put another person's field, or nothing, into a letter. Tags are no such: everything of ours escapes them.
 */
const LIVE = /\(\([^()]*\)\)|\{[dc]\.[^{}]*\}|«[^«»]*»|\]\([^()\s]*\)?/

/** A web address may have a question mark between letters. */
const ADDRESS = /^\S*(?:\/\/|www\.|@)\S*$/

/** Why a cleaned text cannot be printed, or null. */
export function unusableText(text: string): CellFinding | null {
  if (PLAIN.test(text)) return null
  const control = CONTROL.exec(text)
  if (control !== null) {
    const code = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return {
      rule: 'control-character',
      message: `The cell holds a control character (U+${code}) that cannot be seen or printed.`,
      fix: 'Type the value again instead of pasting it.',
    }
  }
  if (DAMAGED.test(text) && !ADDRESS.test(text)) {
    return {
      rule: 'damaged-character',
      message: `In “${text}” a character was damaged when the file was saved.`,
      fix: 'Type the value again, and save the file as “CSV UTF-8” or as an Excel workbook.',
    }
  }
  const live = LIVE.exec(text)
  if (live !== null && !ADDRESS.test(text)) {
    return {
      rule: 'live-text',
      message: `“${live[0]}” would not be printed as it stands: a mail merge or a message service puts something else in its place.`,
      fix: 'Type the value without these marks.',
    }
  }
  if (/^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/.test(text)) {
    return {
      rule: 'formula-error',
      message: `The cell shows ${text}: its formula in Excel does not work.`,
      fix: 'Correct the formula, or type the value.',
    }
  }
  if (/^#{3,}$/.test(text)) {
    return {
      rule: 'formula-error',
      message: `The cell shows ${text}: the column was too narrow when the file was saved.`,
      fix: 'Make the column wider, save again, or type the value.',
    }
  }
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(text)) {
    return {
      rule: 'shortened-number',
      message: `“${text}” is what Excel shows when a long number does not fit: digits are lost.`,
      fix: 'Show the column as text in Excel, type the value again, and save the file again.',
    }
  }
  return null
}
