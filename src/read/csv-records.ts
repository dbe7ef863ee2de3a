/**
 * The rows of a CSV text as they stand in it, for changing some of them and leaving the others alone.
 *
 * @module
 */
import { parse } from 'csv-parse/sync'
import { separatorOf } from './table-from-csv.ts'

export interface CsvRecords {
  /** Before the first row: a byte order mark, a line `sep=;`. */
  readonly mark: string
  readonly delimiter: string
  /** Each row's own text, and its values. A spreadsheet counts them from 1. */
  readonly records: readonly { readonly raw: string; readonly record: readonly string[] }[]
}

export function csvRecords(text: string): CsvRecords {
  const declared = /^\uFEFF?(?:sep=(.)(?:\r\n|\n|\r))?/i.exec(text)
  const mark = declared?.[0] ?? ''
  const body = text.slice(mark.length)
  const delimiter = declared?.[1] ?? separatorOf(body)
  const records = parse(body, {
    raw: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    // With `raw` each record comes with its text, which the library's types do not say.
  }) as unknown as CsvRecords['records']
  return { mark, delimiter, records }
}
