/**
 * CSV, TSV and semicolon files → PracticeTable.
 *
 * @module
 */
import { CsvError, parse } from 'csv-parse/sync'
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

/** One record for each row that a spreadsheet would show, empty rows included. */
function readRecords(file: string, text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      // All three, because files that several people edited mix them.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // As Excel: a quotation mark inside an unquoted value is part of the value.
      relax_quotes: true,
    })
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

/** The separator that the first line with anything in it has most of, outside quotation marks; a comma when in doubt. */
export function separatorOf(text: string): string {
  const line = text.split(/\r\n|\n|\r/, 20).find((candidate) => candidate.trim() !== '') ?? ''
  const unquoted = line.replaceAll(/"[^"]*"/g, '')
  const count = (separator: string) => unquoted.split(separator).length - 1
  return [';', '\t', '|'].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',')
}
