/**
 * Cleans a cell's text: removes invisible characters and stray spaces, repairs values that a spreadsheet damaged where that
 * is certain, and reports text that cannot be printed or looks wrong.
 *
 * @module
 */
import type { CellFinding } from './parse-value.ts'

/** Zero width and soft hyphens: never meant, and they make two equal words differ. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g
/** White space other than a plain space; a tab is pasted together with a table. */
const ODD_SPACE = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g
/** Control characters, and marks that reverse the direction of the text around them. */

const CONTROL = /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/

/**
 * Composed (NFC), trimmed, with plain spaces. Line breaks inside a cell become `join`.
 *
 * @param join replaces line breaks: `, ` in a list or an address, a space elsewhere
 */
export function cleanText(text: string, join = ' '): string {
  // Fast path: nearly every cell of a large file is plain already.
  if (/^[\x21-\x7E](?:[\x20-\x7E]*[\x21-\x7E])?$/.test(text)) return text
  return text
    .normalize('NFC')
    .replaceAll(ODD_SPACE, ' ')
    .replaceAll(INVISIBLE, '')
    .trim()
    .replaceAll(/,? *(?:\r\n|[\n\r\u0085\u2028\u2029])+ */g, join)
}

/** Why a cleaned text cannot be printed, or null. */
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
      message: `In “${text}” a character was damaged when the file was saved.`,
      fix: 'Type the value again, and save the file as “CSV UTF-8” or as an Excel workbook.',
    }
  }
  if (/^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/.test(text)) {
    return {
      rule: 'formula-error',
      message: `The cell shows ${text}: its formula in Excel does not work.`,
      fix: 'Correct the formula, or type the value.',
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

interface RepairedText {
  readonly value: string
  readonly finding?: CellFinding
}

/**
 * Repairs what a spreadsheet certainly damaged. What only looks wrong is kept, with a finding; nothing here fails a row.
 *
 * @param id the column's own id
 */
export function repairText(id: string, value: string): RepairedText {
  if (/(?:^|_)phone$|_out_of_hours$/.test(id)) return repairPhone(value)
  if (/(?:^|_)email$/.test(id)) return checkEmail(value)
  // A line that was cut from a longer address often keeps its comma.
  if (id.startsWith('address_')) return { value: value.replace(/[\s,]+$/, '') }
  if (id === 'postcode') return repairPostcode(value)
  if (id === 'colour') return repairColour(value)
  if (id === 'website' || id.endsWith('_url')) return checkWebAddress(value)
  return { value }
}

/** `#005EB8`, `005eb8` and `#05b` → `#005eb8`. */
function repairColour(value: string): RepairedText {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1]?.toLowerCase()
  if (digits !== undefined) return { value: `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}` }
  return {
    value: '',
    finding: {
      rule: 'colour-not-understood',
      message: `“${value}” cannot be read as a colour, so it was not used.`,
      fix: 'Write it like #005eb8.',
    },
  }
}

/** Ofcom: a number has 9 or 10 digits after its first zero. A spreadsheet drops the leading zero of a number. */
function repairPhone(value: string): RepairedText {
  const digits = value.replaceAll(/[\s()-]/g, '')
  if (/^[1-9]\d{8,9}$/.test(digits)) {
    return {
      value: `0${value}`,
      finding: {
        rule: 'phone-without-zero',
        message: `The phone number ${value} had lost its leading zero, as happens when Excel treats it as a number.`,
        fix: `It is printed as 0${value}.`,
      },
    }
  }
  if (/^44[1-9]\d{8,9}$/.test(digits)) {
    return {
      value: `+${value}`,
      finding: {
        rule: 'phone-without-plus',
        message: `The phone number ${value} had lost its leading plus sign.`,
        fix: `It is printed as +${value}.`,
      },
    }
  }
  return { value }
}

function checkEmail(value: string): RepairedText {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return { value }
  return {
    value,
    finding: {
      rule: 'odd-email',
      message: `“${value}” does not look like an email address.`,
      fix: 'It is printed as it is; correct it if it is wrong.',
    },
  }
}

/** The shape of a United Kingdom postcode; capitals and the one space before its last three characters are put right. */
function repairPostcode(value: string): RepairedText {
  const plain = value.toUpperCase().replaceAll(/\s+/g, '')
  if (/^(?:GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})$/.test(plain))
    return { value: `${plain.slice(0, -3)} ${plain.slice(-3)}` }
  return {
    value,
    finding: {
      rule: 'odd-postcode',
      message: `“${value}” does not look like a postcode.`,
      fix: 'It is printed as it is; correct it if it is wrong.',
    },
  }
}

function checkWebAddress(value: string): RepairedText {
  if (/^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]\S*)?$/u.test(value)) return { value }
  return {
    value,
    finding: {
      rule: 'odd-web-address',
      message: `“${value}” does not look like a web address.`,
      fix: 'It is printed as it is; correct it if it is wrong.',
    },
  }
}
