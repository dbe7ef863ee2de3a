/**
 * A practices file as a table of text, before anything is parsed, and the questions that its columns answer.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import type { Finding } from './finding.ts'

export interface TableHeader {
  /** As written in the file. */
  readonly written: string
  /** Position of its values in a row, from 0. */
  readonly index: number
  /** Letters of the column in a spreadsheet: `A`, `B` … `AA`. */
  readonly letter: string
  /** What other sheets call it, in a table that holds rows of several. */
  readonly also?: readonly string[]
}

/** All that a column is called. */
export const namesOf = ({ written, also = [] }: TableHeader): readonly string[] => [written, ...also]

export interface PracticeRow {
  /** As a spreadsheet counts: the header is usually row 1, and empty rows count. */
  readonly row: number
  /** Name of its sheet, where the table holds rows of several. */
  readonly sheet?: string
  /** By {@link TableHeader.index}. Real dates of a workbook are `YYYY-MM-DD`, real times `HH:MM`. */
  readonly values: readonly string[]
  /** In a file of answers: the line of each value, because such a file has no rows. */
  readonly lines?: readonly number[]
  /** Positions of the values that a spreadsheet holds as real dates. */
  readonly realDates?: readonly number[]
  /** Positions of formulas whose result the file does not hold. */
  readonly unsaved?: readonly number[]
  /** Positions of the values that are crossed out. */
  readonly struck?: readonly number[]
  /** Positions of the values that come from a merged cell, written once for all of its rows. */
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
  /** Headers that are not empty; a column with values but no header is in {@link findings}. */
  readonly headers: readonly TableHeader[]
  /** Cells in the header row, empty ones included. A CSV row with more cells has an unquoted comma. */
  readonly width: number
  /** Rows with at least one value, in the order of the file. */
  readonly rows: readonly PracticeRow[]
  /** What was skipped, repaired or assumed in reading. */
  readonly findings: readonly Finding[]
  /** Where each sheet has its names and columns, when the table holds rows of several. */
  readonly parts?: readonly TableSheet[]
  /** The sheet or file `defaults` beside it, with values per wave, integrated care board or supplier. */
  readonly defaults?: PracticeTable
}

/** One of the sheets of a table that holds rows of several. */
export interface TableSheet {
  readonly sheet: string
  readonly headerRow: number
  readonly width: number
  /** By the column's position in the table: its position in this sheet. */
  readonly columns: ReadonlyMap<number, number>
}

/** The sheet that a row stands on, as {@link PracticeTable.parts} has it; undefined in a table of one sheet. */
export const partOf = ({ sheet }: Pick<PracticeRow, 'sheet'>, { parts }: PracticeTable): TableSheet | undefined =>
  parts?.find((part) => part.sheet === sheet)

/** The letters of a column on the sheet of a row, which may have its columns in another order than the first. */
export function letterIn(row: Pick<PracticeRow, 'sheet'>, table: PracticeTable, header: TableHeader): string {
  const own = partOf(row, table)?.columns.get(header.index)
  return own === undefined ? header.letter : columnLetter(own)
}

/** How a row is named in the file: `4`, or `Wave 2!4` where it stands on another sheet than the table's own. */
export const rowName = ({ row, sheet }: Pick<PracticeRow, 'row' | 'sheet'>, table: PracticeTable): string =>
  sheet === undefined || sheet === table.sheet ? String(row) : `${sheet}!${row}`

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest >= 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + (index % 26))
}

type QuestionKind = 'text' | 'date' | 'time' | 'yes-no' | 'choice'

/** What to ask for one column, in the starter spreadsheet, the questionnaire and the wizard. */
export interface Question {
  /** Name of the column. */
  readonly id: string
  /** Title of the group it is asked in. */
  readonly group: string
  readonly question: string
  /** What to write. */
  readonly help: string
  readonly example: string
  readonly kind: QuestionKind
  /** Values to choose from; a `text` question also accepts others. */
  readonly choices: readonly string[]
  /** One of the five columns without which nothing can be planned. */
  readonly needed: boolean
  readonly inStarter: boolean
  readonly inQuestionnaire: boolean
}

/** The other words of `spreadsheet.yaml`. */
export interface SheetWords {
  /** @throws UserError when the file has no such words */
  say(key: string, values?: Readonly<Record<string, string>>): string
  lines(key: string, values?: Readonly<Record<string, string>>): readonly string[]
}

/** 8 hex digits of the hash of a row's values, so that a corrected row never replaces a different one. */
export function markOf({ values }: PracticeRow): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 8)
}
