/**
 * A sheet of a workbook as its reader finds it, whatever the format.
 *
 * @module
 */

export interface WorkbookSheet {
  readonly name: string
  readonly hidden: boolean
  /** Row 1 first, empty rows included. Real dates are `YYYY-MM-DD`, real times `HH:MM`. */
  readonly cells: string[][]
  /** Columns (from 0) of real dates, by row number. */
  readonly realDates: ReadonlyMap<number, readonly number[]>
  /** Row numbers, from 1. */
  readonly hiddenRows: ReadonlySet<number>
  /** Columns, from 0. */
  readonly hiddenColumns: ReadonlySet<number>
  readonly merges: readonly CellRange[]
}

/** Rows from 1, columns from 0, both ends inclusive. */
export interface CellRange {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** The largest sheet that is read: far more than the practices of England. */
export const MAX_ROWS = 100_000
export const MAX_COLUMNS = 1_000
