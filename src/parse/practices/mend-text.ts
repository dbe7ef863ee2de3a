/**
 * Values of plain text columns that a spreadsheet damaged and that can be repaired for certain, and values that look wrong.
 *
 * Nothing here fails a row: text is printed as it is, with a finding.
 *
 * @module
 */
import type { CellFinding } from './parse-value.ts'

export interface RepairedText {
  readonly value: string
  readonly finding?: CellFinding
}

/** @param id the column's own id */
export function repairText(id: string, value: string): RepairedText {
  if (/(?:^|_)phone$|_out_of_hours$/.test(id)) return repairPhone(value)
  if (/(?:^|_)email$/.test(id)) return lookAtEmail(value)
  // A line that was cut from a longer address often keeps its comma.
  if (id.startsWith('address_')) return { value: value.replace(/[\s,]+$/, '') }
  if (id === 'postcode') return repairPostcode(value)
  if (id === 'colour') return repairColour(value)
  if (id === 'website' || id.endsWith('_url')) return lookAtAddress(value)
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
      message: `“${value}” is not understood as a colour, so it was not used.`,
      fix: 'Write it like #005eb8.',
    },
  }
}

/** Ofcom: a number has 9 or 10 digits after its first zero. A spreadsheet takes the zero for no part of a number. */
function repairPhone(value: string): RepairedText {
  const digits = value.replaceAll(/[\s()-]/g, '')
  if (/^[1-9]\d{8,9}$/.test(digits)) {
    return {
      value: `0${value}`,
      finding: {
        rule: 'phone-without-zero',
        message: `The phone number ${value} had lost its leading zero, as happens when Excel takes it for a number.`,
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

function lookAtEmail(value: string): RepairedText {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return { value }
  return {
    value,
    finding: {
      rule: 'odd-email',
      message: `“${value}” does not look like an email address.`,
      fix: 'It is printed as it stands; mend it if it is wrong.',
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
      fix: 'It is printed as it stands; mend it if it is wrong.',
    },
  }
}

function lookAtAddress(value: string): RepairedText {
  if (/^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]\S*)?$/u.test(value)) return { value }
  return {
    value,
    finding: {
      rule: 'odd-web-address',
      message: `“${value}” does not look like a web address.`,
      fix: 'It is printed as it stands; mend it if it is wrong.',
    },
  }
}
