/**
 * A sheet to be written, in no format.
 *
 * @module
 */

export interface SheetColumn {
  readonly header: string
  /** In characters. */
  readonly width: number
  /** `date` and `time` cells take real days and times; `text` keeps leading zeros. */
  readonly kind: 'text' | 'date' | 'time'
  /** Shown when the pointer is over the header. */
  readonly note?: string
  /** A drop-down. `strict`: nothing else may be typed. */
  readonly choices?: { readonly values: readonly string[]; readonly strict: boolean; readonly help: string }
}

export interface SheetCell {
  readonly text: string
  /** What is wrong with it: it is coloured, and says so when the pointer is over it. */
  readonly wrong?: string
  /** Bold on a pale ground: a heading between rows. */
  readonly heading?: boolean
  /** Takes an answer: framed, so that it is seen where to write. */
  readonly answer?: boolean
  /** Overrides the column's kind. */
  readonly kind?: SheetColumn['kind']
  readonly choices?: SheetColumn['choices']
}

export interface SheetToWrite {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** Rows without values, ready to be filled in: they have the columns' formats and drop-downs. */
  readonly emptyRows?: number
  /** Columns that stay in view when the sheet is moved sideways. */
  readonly fixedColumns?: number
  /** A button at each header that shows only some rows. */
  readonly filters?: boolean
  /** Lines above the headers. */
  readonly above?: readonly string[]
  /** False: no row of headers at all, for a sheet of instructions. */
  readonly withHeaders?: boolean
}

/** A cell with nothing but text. */
export function cell(text: string): SheetCell {
  return { text }
}
