/**
 * Changes some cells of a CSV file and leaves every other line as it is, byte for byte.
 *
 * @module
 */
/** A row as it stands in the file and as its values. */
export interface CsvRecord {
  readonly raw: string
  readonly record: readonly string[]
}

export interface CellEdit {
  /** As a spreadsheet counts. */
  readonly row: number
  /** From 0. */
  readonly column: number
  readonly text: string
}

/**
 * @param records the rows of `text`, empty ones included
 * @param mark what stands before the first row and is none: a byte order mark, a line `sep=;`
 * @param added names of columns to add at the right, in row `headerRow`
 * @param table `width`: cells in the row of names before anything is added
 */
export function editCsv(
  text: string,
  { records, mark }: { readonly records: readonly CsvRecord[]; readonly mark: string },
  edits: readonly CellEdit[],
  added: readonly string[],
  table: { readonly headerRow: number; readonly width: number; readonly delimiter: string },
): string {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
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
