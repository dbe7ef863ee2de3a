/**
 * CSV, TSV and semicolon files → PracticeTable.
 *
 * @module
 */
import { CsvError, readCsv, separatorOf } from '../base/csv.ts'
import type { Finding } from '../model/finding.ts'
import { UserError } from '../model/finding.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import { tableFromGrid } from './table-from-grid.ts'

/** @throws UserError 3 when a quotation mark is never closed, or no row holds anything */
export function tableFromCsv(file: string, text: string, findings: readonly Finding[]): PracticeTable {
  // Excel writes and understands a first line `sep=;`, and does not count it as a row.
  const declared = /^\uFEFF?sep=(.)(\r\n|\n|\r)/i.exec(text)
  const body = declared === null ? text : text.slice(declared[0].length)
  const grid = readRecords(file, body, declared?.[1] ?? separatorOf(body))
  return tableFromGrid({ file, kind: 'csv', cells: grid, findings })
}

function readRecords(file: string, text: string, delimiter: string): string[][] {
  try {
    return readCsv(text, delimiter)
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = 'lines' in cause && typeof cause.lines === 'number' ? ` at line ${cause.lines}` : ''
    throw new UserError(
      3,
      `The practices file ${file} cannot be read as CSV: a quotation mark opens${line} and never closes.`,
      'Open it in a spreadsheet program and save it again as “CSV UTF-8”, or close the quotation mark.',
      { cause },
    )
  }
}
