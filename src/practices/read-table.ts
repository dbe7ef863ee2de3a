/**
 * A grid of cells, or the text of a CSV file → PracticeTable: finds the headers, drops empty rows, and reports what it leaves
 * out. Also decodes text files, and defines a sheet as the readers of workbooks hand it over.
 *
 * @module
 */
import { CsvError, readCsv, separatorOf, withoutGuard } from '../base/csv.ts'
import { utf16Of, WINDOWS_1252 } from '../base/encoding.ts'
import { defined } from '../base/shape.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { option } from '../base/text.ts'
import { columnLetter, type PracticeTable, type PracticeRow } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import { findHeader, namesIn } from './column-names.ts'

interface Grid {
  readonly file: string
  readonly kind: 'csv' | 'workbook'
  readonly sheet?: string
  /** Row 1 of the spreadsheet first, empty rows included. */
  readonly cells: readonly (readonly string[])[]
  /** Marks of rows, by row number, where the reader knows more than text. */
  readonly marks?: ReadonlyMap<number, Pick<PracticeRow, 'realDates' | 'merged' | 'unsaved' | 'struck'>>
  /** Rows that are left out, by row number; they still count. */
  readonly hiddenRows?: ReadonlySet<number>
  readonly findings: readonly Finding[]
  /** The row of the column names, where the user has said it. */
  readonly headerRow?: number
}

/** Without a name that we know, the headers must be within these rows: people put a title and a date above them. */
const HEADER_WITHIN_ROWS = 10

/** @throws UserError when no row below the headers holds anything */
export function tableFromGrid(grid: Grid): PracticeTable {
  const shown = grid.cells
    .map((values, index): PracticeRow => ({
      row: index + 1,
      // A table that we wrote, such as results.csv, may come back: its guards are not part of its values.
      values: values.map(withoutGuard),
      ...grid.marks?.get(index + 1),
    }))
    .filter((row) => (row.values.some(isFilled) || row.unsaved !== undefined) && grid.hiddenRows?.has(row.row) !== true)
  const found = grid.headerRow === undefined ? findHeader(shown) : headerIn(shown, grid.headerRow, grid.file)
  const header = found?.row ?? headerAmong(shown)
  const where = grid.sheet === undefined ? grid.file : `${grid.file}, sheet “${grid.sheet}”,`
  if (header === undefined) {
    throw new UserError(
      'input',
      `The practices file ${where} is empty.`,
      'It needs a row of column names and at least one row with a practice. `practice-packs new spreadsheet` makes one to start from.',
      { findings: grid.findings, practices: grid.file },
    )
  }
  const rows = shown.filter((row) => row.row > header.row)
  const names = found?.names ?? header.values
  const headers = names
    .map((written, index) => ({ written: tidy(written), index, letter: columnLetter(index) }))
    .filter(({ written }) => isFilled(written))
  if (rows.length === 0) {
    throw new UserError(
      'input',
      `The practices file ${where} has column names but no practice: it needs at least one row of data.`,
      `Write a practice below the column names. It has columns called ${headers.map(({ written }) => written).join(', ')}.`,
      { findings: grid.findings, practices: grid.file },
    )
  }
  // A row of a workbook may be longer than the names; a longer CSV row is broken, which is reported when the row is parsed.
  const width =
    grid.kind === 'csv' ? header.values.length : shown.reduce((most, row) => Math.max(most, row.values.length), 0)
  return {
    file: grid.file,
    kind: grid.kind,
    ...defined({ sheet: grid.sheet }),
    headerRow: header.row,
    headers,
    width,
    rows,
    findings: [
      ...grid.findings,
      ...columnsWithoutName(rows, names, header.row, width),
      ...rowsAboveHeader(shown, header),
    ],
  }
}

/** @throws UserError when there is nothing in that row */
function headerIn(
  rows: readonly PracticeRow[],
  wanted: number,
  file: string,
): { row: PracticeRow; names: readonly string[] } {
  const row = rows.find((candidate) => candidate.row === wanted)
  if (row !== undefined) return { row, names: namesIn(row, rows[rows.indexOf(row) - 1]) }
  throw new UserError(
    'usage',
    `Row ${wanted} of ${file} is empty, so there are no column names in it.`,
    `Name another row with ${option('headerRow')}, or leave it out to have the names found.`,
  )
}

/** The first row, unless a later one among the first few clearly has more cells: then what is above it is a title. */
function headerAmong(rows: readonly PracticeRow[]): PracticeRow | undefined {
  const first = rows[0]
  if (first === undefined || filledCount(first) > 1) return first
  const next = rows.find((row) => row.row <= HEADER_WITHIN_ROWS && filledCount(row) > 1)
  return next ?? first
}

/** Reports columns with values but without a name, which are not read. */
function columnsWithoutName(
  rows: readonly PracticeRow[],
  names: readonly string[],
  headerRow: number,
  width: number,
): Finding[] {
  return Array.from({ length: width }).flatMap((_, index) => {
    if (isFilled(names[index] ?? '')) return []
    const first = rows.find((row) => isFilled(row.values[index] ?? ''))
    if (first === undefined) return []
    return [
      findingOf(
        'column-without-name',
        `Column ${columnLetter(index)} has values but no name, so it was not read. Write a name in row ${headerRow}, or clear the column.`,
        { cell: { row: first.row, letter: columnLetter(index) } },
      ),
    ]
  })
}

function rowsAboveHeader(rows: readonly PracticeRow[], header: PracticeRow): Finding[] {
  const skipped = rows.filter((row) => row.row < header.row).map((row) => row.row)
  if (skipped.length === 0) return []
  return [
    findingOf(
      'rows-above-names',
      `The column names were found in row ${header.row}. What is above them was not read (${skipped.length === 1 ? 'row' : 'rows'} ${skipped.join(', ')}).`,
      { cell: { row: header.row } },
    ),
  ]
}

function filledCount(row: PracticeRow): number {
  return row.values.filter(isFilled).length
}

function isFilled(value: string): boolean {
  return tidy(value) !== ''
}

/** White space of all kinds and invisible characters do not count as content. */
function tidy(value: string): string {
  return value.replaceAll(/[\s\u00A0\u00AD\u200B-\u200D\u2060\uFEFF]+/gu, ' ').trim()
}

/**
 * Reads CSV, TSV and files separated by semicolons.
 *
 * @throws UserError when a quotation mark is never closed, or no row holds anything
 */
export function tableFromCsv(
  file: string,
  text: string,
  findings: readonly Finding[],
  headerRow?: number,
): PracticeTable {
  // Excel writes and understands a first line `sep=;`, and does not count it as a row.
  const declared = /^\uFEFF?sep=(.)(\r\n|\n|\r)/i.exec(text)
  const body = declared === null ? text : text.slice(declared[0].length)
  const grid = readRecords(file, body, declared?.[1] ?? separatorOf(body))
  return tableFromGrid({ file, kind: 'csv', cells: grid, findings, ...defined({ headerRow }) })
}

function readRecords(file: string, text: string, delimiter: string): string[][] {
  try {
    return readCsv(text, delimiter)
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = 'lines' in cause && typeof cause.lines === 'number' ? ` at line ${cause.lines}` : ''
    throw new UserError(
      'input',
      `The practices file ${file} cannot be read as CSV: a quotation mark opens${line} and never closes.`,
      'Open it in a spreadsheet program and save it again as “CSV UTF-8”, or close the quotation mark.',
      { cause },
    )
  }
}

/**
 * UTF-8 and UTF-16 ("Unicode text" in Excel) with or without a byte order mark, else Windows-1252 (plain "CSV" in Excel),
 * which is reported because accents may be wrong.
 */
export function decodeText(file: string, bytes: Uint8Array): { text: string; findings: Finding[] } {
  const wide = utf16Of(bytes)
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), findings: [] }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] }
  } catch {
    const text = windows1252(bytes)
    return {
      text,
      findings: [
        findingOf(
          'not-utf-8',
          'The file is not saved as UTF-8, so it was read as Windows text (Windows-1252). Check names with accents in ' +
            'the packs. To be sure, save it again as “CSV UTF-8” or as an Excel workbook.',
          { place: { file, line: lineOfFirstAccent(text), column: 1 } },
        ),
      ],
    }
  }
}

function lineOfFirstAccent(text: string): number {
  const at = text.search(/[^\x00-\x7f]/)
  return text.slice(0, at).split(/\r\n|\n|\r/).length
}

/** Not TextDecoder: that of Node 20 reads Latin-1 instead, which loses the apostrophe of St Anne’s. */
const windows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character)

/** A sheet of a workbook as its reader finds it, whatever the format. */
export interface WorkbookSheet {
  readonly name: string
  readonly hidden: boolean
  /** Row 1 first, empty rows included. Real dates are `YYYY-MM-DD`, real times `HH:MM`. */
  readonly cells: string[][]
  /** Columns (from 0) of real dates, by row number. */
  readonly realDates: ReadonlyMap<number, readonly number[]>
  /** Columns (from 0) of formulas whose result the file does not hold, by row number. */
  readonly unsaved: ReadonlyMap<number, readonly number[]>
  /** Columns (from 0) of what is crossed out, by row number. */
  readonly struck: ReadonlyMap<number, readonly number[]>
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
