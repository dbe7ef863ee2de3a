/**
 * A cell's text as a person meant it: unseen characters and stray spaces gone, everything else kept as it is.
 *
 * @module
 */
import type { CellFinding } from './parse-value.ts'

/** Zero width and soft hyphens: never meant, and they make two equal words differ. */
const UNSEEN = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g
/** Spaces that are no plain space. A tab comes along when a table is pasted into a cell. */
const ODD_SPACE = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g
/** Control characters, and marks that reverse the direction of the text around them. */

const CONTROL = /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/

/**
 * Composed (NFC), trimmed, with plain spaces. Line breaks inside a cell become `join`.
 *
 * @param join what stands between two lines of one cell: `, ` in a list or an address, a space elsewhere
 */
export function cleanText(text: string, join = ' '): string {
  // Nearly every cell of a large file is plain already.
  if (/^[\x21-\x7E](?:[\x20-\x7E]*[\x21-\x7E])?$/.test(text)) return text
  return text
    .normalize('NFC')
    .replaceAll(ODD_SPACE, ' ')
    .replaceAll(UNSEEN, '')
    .trim()
    .replaceAll(/,? *(?:\r\n|[\n\r\u0085\u2028\u2029])+ */g, join)
}

/** What makes a cleaned text unfit to print, or null. */
export function unusableText(text: string): CellFinding | null {
  const control = CONTROL.exec(text)
  if (control !== null) {
    const code = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return {
      rule: 'control-character',
      message: `The cell holds a control character (U+${code}) that cannot be seen or printed.`,
      fix: 'Type the value again instead of pasting it.',
    }
  }
  if (/\uFFFD|\p{Surrogate}/u.test(text)) {
    return {
      rule: 'damaged-character',
      message: `In “${text}” a character was lost when the file was saved.`,
      fix: 'Type the value again, and save the file as “CSV UTF-8” or as an Excel workbook.',
    }
  }
  if (/^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/.test(text)) {
    return {
      rule: 'formula-error',
      message: `The cell shows ${text}: its formula in Excel does not work.`,
      fix: 'Mend the formula, or type the value.',
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
