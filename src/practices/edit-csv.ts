/**
 * Changes some cells of a CSV file and leaves every other cell and line as it is, byte for byte.
 *
 * @module
 */
import { quotedCell, withGuard, type CsvRecord, type CsvRecords } from '../base/csv.ts'

export interface CellEdit {
  /** From 1, as in a spreadsheet. */
  readonly row: number
  /** From 0. */
  readonly column: number
  readonly text: string
}

/**
 * @param file its rows, empty ones included
 * @param added names of columns to add at the right, in row `headerRow`
 * @param table `width`: cells in the row of names before anything is added
 */
export function editCsv(
  { records, mark, delimiter }: CsvRecords,
  edits: readonly CellEdit[],
  added: readonly string[],
  table: { readonly headerRow: number; readonly width: number },
): string {
  const names = added.map((name, at): CellEdit => ({ row: table.headerRow, column: table.width + at, text: name }))
  const lines = records.map((record, at) => {
    const own = [...names, ...edits].filter(({ row }) => row === at + 1)
    if (own.length === 0) return record.raw + record.end
    const cells = cellsOf(record, delimiter)
    for (const { column, text: value } of own) {
      while (cells.length <= column) cells.push('')
      cells[column] = quotedCell(withGuard(value), delimiter)
    }
    return cells.join(delimiter) + record.end
  })
  return mark + lines.join('')
}

/** The cells of a row as the file has them, with their quotation marks. */
function cellsOf({ raw, values }: CsvRecord, delimiter: string): string[] {
  const cells: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at <= raw.length; at += 1) {
    if (raw[at] === '"' && (isQuoted || at === start)) isQuoted = !isQuoted
    else if (at === raw.length || (!isQuoted && raw[at] === delimiter)) {
      cells.push(raw.slice(start, at))
      start = at + 1
    }
  }
  const same = cells.length === values.length && cells.every((cell, at) => valueOf(cell) === values[at])
  // Stray quotation marks: the row is written again from the values that the reader found.
  return same ? cells : values.map((value) => quotedCell(value, delimiter))
}

const valueOf = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
