/**
 * Values of plain text columns that a spreadsheet damaged and that can be mended for certain, and values that look wrong.
 *
 * Nothing here fails a row: text is printed as it stands, with a finding.
 *
 * @module
 */
import type { Severity } from '../../model/finding.ts'

export interface Remark {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
}

export interface Mended {
  readonly value: string
  readonly remark?: Remark
}

/** @param id the column's own id */
export function mendText(id: string, value: string): Mended {
  if (/(?:^|_)phone$|_out_of_hours$/.test(id)) return mendPhone(value)
  if (/(?:^|_)email$/.test(id)) return lookAtEmail(value)
  // A line that was cut from a longer address often keeps its comma.
  if (id.startsWith('address_')) return { value: value.replace(/[\s,]+$/, '') }
  if (id === 'postcode') return mendPostcode(value)
  if (id === 'colour') return mendColour(value)
  if (id === 'website' || id.endsWith('_url')) return lookAtAddress(value)
  return { value }
}

/** `#005EB8`, `005eb8` and `#05b` → `#005eb8`. */
function mendColour(value: string): Mended {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1]?.toLowerCase()
  if (digits !== undefined) return { value: `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}` }
  return {
    value: '',
    remark: {
      rule: 'colour-not-understood',
      severity: 'warning',
      message: `“${value}” is not understood as a colour, so it was not used. Write it like #005eb8.`,
    },
  }
}

/** Ofcom: a number has 9 or 10 digits after its first zero. A spreadsheet takes the zero for no part of a number. */
function mendPhone(value: string): Mended {
  const digits = value.replaceAll(/[\s()-]/g, '')
  if (/^[1-9]\d{8,9}$/.test(digits)) {
    return {
      value: `0${value}`,
      remark: {
        rule: 'phone-without-zero',
        severity: 'note',
        message: `The phone number ${value} had lost its leading zero, as happens when Excel takes it for a number. It is printed as 0${value}.`,
      },
    }
  }
  if (/^44[1-9]\d{8,9}$/.test(digits)) {
    return {
      value: `+${value}`,
      remark: {
        rule: 'phone-without-plus',
        severity: 'note',
        message: `The phone number ${value} had lost its leading plus sign. It is printed as +${value}.`,
      },
    }
  }
  return { value }
}

function lookAtEmail(value: string): Mended {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return { value }
  return {
    value,
    remark: {
      rule: 'odd-email',
      severity: 'warning',
      message: `“${value}” does not look like an email address. It is printed as it stands; mend it if it is wrong.`,
    },
  }
}

/** The shape of a United Kingdom postcode; capitals and the one space before its last three characters are mended. */
function mendPostcode(value: string): Mended {
  const plain = value.toUpperCase().replaceAll(/\s+/g, '')
  if (/^(?:GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})$/.test(plain))
    return { value: `${plain.slice(0, -3)} ${plain.slice(-3)}` }
  return {
    value,
    remark: {
      rule: 'odd-postcode',
      severity: 'warning',
      message: `“${value}” does not look like a postcode. It is printed as it stands; mend it if it is wrong.`,
    },
  }
}

function lookAtAddress(value: string): Mended {
  if (/^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]\S*)?$/u.test(value)) return { value }
  return {
    value,
    remark: {
      rule: 'odd-web-address',
      severity: 'warning',
      message: `“${value}” does not look like a web address. It is printed as it stands; mend it if it is wrong.`,
    },
  }
}
