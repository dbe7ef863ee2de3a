/**
 * Columns that look like patients' details. No pack needs any, so they should not be in the file at all.
 *
 * @module
 */
import type { Finding } from '../../model/finding.ts'
import type { PracticeTable, TableHeader } from '../../model/practice-table.ts'
import { findingOf } from '../../model/rules.ts'
import { plainName } from './columns.ts'

const NAMES = new Set([
  'nhsnumber',
  'nhsno',
  'nhsnum',
  'patientname',
  'patientnames',
  'patientid',
  'patientaddress',
  'dob',
  'dateofbirth',
  'birthdate',
])

/** @param unknown the headers that no column is known for; those that are known hold what they should */
export function patientDetails(table: PracticeTable, unknown: readonly TableHeader[]): Finding[] {
  return unknown.flatMap((header): Finding[] => {
    const filled = table.rows.filter(({ values }) => (values[header.index] ?? '').trim() !== '')
    // One phone number in eleven passes the check by chance; a whole column does not.
    const numbers = filled.length > 0 && filled.every(({ values }) => isNhsNumber(values[header.index] ?? ''))
    if (!numbers && !NAMES.has(plainName(header.written))) return []
    const why = numbers ? 'holds what look like NHS numbers' : 'looks like a detail of patients'
    return [
      findingOf(
        'patient-details',
        `The column “${header.written}” ${why}. Packs are made without patients' details, and this file should hold none: delete the column and save the file again.`,
        {
          cell: {
            row: table.headerRow,
            column: header.written,
            letter: header.letter,
            ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
          },
        },
      ),
    ]
  })
}

/** Ten digits, of which the last checks the others (NHS Data Dictionary: modulus 11). */
function isNhsNumber(text: string): boolean {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^[1-9]\d{9}$/.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const check = 11 - (sum % 11)
  return check !== 10 && check % 11 === Number(digits[9])
}
