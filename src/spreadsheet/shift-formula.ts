/**
 * A formula as it reads some rows and columns further: what a spreadsheet program does when a formula is filled down.
 *
 * @module
 */
import { columnLetter } from '../model/practice-table.ts'

export interface Shift {
  readonly rows: number
  readonly columns: number
}

/** Words in quotation marks, names of sheets and fields of tables are passed over; then columns, rows, single cells. */
const PIECES =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|(?<![\w.$\\])(?:(\$?[A-Z]{1,3}):(\$?[A-Z]{1,3})|(\$?\d{1,7}):(\$?\d{1,7})|(\$?[A-Z]{1,3})(\$?\d{1,7}))(?![\w.(!\\])/gi

/** References with a `$` stay; one that would leave the sheet becomes `#REF!`, as in Excel. */
export function shiftFormula(formula: string, by: Shift): string {
  return formula.replaceAll(
    PIECES,
    (
      piece,
      firstColumn?: string,
      lastColumn?: string,
      firstRow?: string,
      lastRow?: string,
      column?: string,
      row?: string,
    ) => {
      if (firstColumn !== undefined && lastColumn !== undefined)
        return joined(':', shiftColumn(firstColumn, by), shiftColumn(lastColumn, by))
      if (firstRow !== undefined && lastRow !== undefined)
        return joined(':', shiftRow(firstRow, by), shiftRow(lastRow, by))
      if (column !== undefined && row !== undefined) return joined('', shiftColumn(column, by), shiftRow(row, by))
      return piece
    },
  )
}

const joined = (between: string, first: string | null, last: string | null): string =>
  first === null || last === null ? '#REF!' : first + between + last

function shiftColumn(written: string, { columns }: Shift): string | null {
  if (written.startsWith('$')) return written
  const index =
    [...written.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 + columns
  return index < 0 ? null : columnLetter(index)
}

function shiftRow(written: string, { rows }: Shift): string | null {
  if (written.startsWith('$')) return written
  const row = Number(written) + rows
  return row < 1 ? null : String(row)
}
