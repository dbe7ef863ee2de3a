/**
 * A practices file as read: headers and rows of text, nothing understood yet.
 *
 * @module
 */
import type { Finding } from './finding.ts'

export interface TableHeader {
  /** As written in the file. */
  readonly written: string
  /** Position of its values in a row, from 0. */
  readonly index: number
  /** Letters of the column in a spreadsheet: `A`, `B` … `AA`. */
  readonly letter: string
}

export interface TableRow {
  /** As a spreadsheet counts: the header is usually row 1, and an empty row counts too. */
  readonly row: number
  /** By {@link TableHeader.index}. Real dates of a workbook are `YYYY-MM-DD`, real times `HH:MM`. */
  readonly values: readonly string[]
  /** Line of each value in a file of answers, where "row" means nothing to its author. */
  readonly lines?: readonly number[]
  /** Positions of the values that a spreadsheet holds as real dates. */
  readonly realDates?: readonly number[]
  /** Positions of the values that belong to a merged cell and were written once for all of its rows. */
  readonly merged?: readonly number[]
}

/** One sheet, CSV file, or file of answers. */
export interface PracticeTable {
  /** As the user named it, with `/`. */
  readonly file: string
  /** `answers`: YAML or JSON, a key per column. */
  readonly kind: 'csv' | 'workbook' | 'answers'
  /** Name of the sheet, when the file has more than one. */
  readonly sheet?: string
  /** Row of the headers; 0 in a file of answers. */
  readonly headerRow: number
  /** Headers that say something; a column without one is told in {@link findings} when it holds values. */
  readonly headers: readonly TableHeader[]
  /** Cells in the row of headers, nameless ones included. A CSV row with more has a comma that nobody quoted. */
  readonly width: number
  /** Rows with at least one value, in the order of the file. */
  readonly rows: readonly TableRow[]
  /** What was skipped, repaired or assumed in reading. */
  readonly findings: readonly Finding[]
  /** The sheet or file `defaults` beside it, with values per wave, integrated care board or supplier. */
  readonly defaults?: PracticeTable
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest >= 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + (index % 26))
}
