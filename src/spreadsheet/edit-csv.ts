/**
 * Changes some cells of a CSV file and leaves every other line as it is, byte for byte.
 *
 * @module
 */
import { parse } from 'csv-parse/sync'

export interface CellEdit {
  /** As a spreadsheet counts. */
  readonly row: number
  /** From 0. */
  readonly column: number
  readonly text: string
}

/**
 * @param added names of columns to add at the right, in row `headerRow`
 * @param width cells in the row of names before anything is added
 */
export function editCsv(
  text: string,
  edits: readonly CellEdit[],
  added: readonly string[],
  table: { readonly headerRow: number; readonly width: number; readonly delimiter: string },
): string {
  // A byte order mark and a line `sep=;` are no rows.
  const mark = /^\uFEFF?(?:sep=.(?:\r\n|\n|\r))?/i.exec(text)?.[0] ?? ''
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const records = parse(text.slice(mark.length), {
    raw: true,
    delimiter: table.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  }) as unknown as { readonly raw: string; readonly record: string[] }[]
  const lines = records.map(({ raw, record }, at) => {
    const row = at + 1
    const own = edits.filter((edit) => edit.row === row)
    if (own.length === 0 && (added.length === 0 || row !== table.headerRow)) return raw.replace(/^\n|[\r\n]+$/g, '')
    const values = [...record]
    if (row === table.headerRow) {
      while (values.length < table.width) values.push('')
      values.push(...added)
    }
    for (const { column, text: value } of own) {
      while (values.length <= column) values.push('')
      values[column] = value
    }
    return values.map((value) => quoted(value, table.delimiter)).join(table.delimiter)
  })
  return mark + lines.join(lineEnd) + (/[\r\n]$/.test(text) ? lineEnd : '')
}

/** RFC 4180: quotation marks where a value holds the separator, a quotation mark or a line end. */
function quoted(value: string, delimiter: string): string {
  return value.includes(delimiter) || /["\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
