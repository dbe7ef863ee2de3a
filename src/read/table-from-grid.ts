/**
 * A grid of cells → PracticeTable: finds the headers, drops what is empty, and tells what it leaves out.
 *
 * @module
 */
import { withoutGuard } from '../base/csv.ts'
import type { Finding } from '../model/finding.ts'
import { UserError } from '../model/finding.ts'
import type { PracticeTable, TableRow } from '../model/practice-table.ts'
import { columnLetter } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'

export interface Grid {
  readonly file: string
  readonly kind: 'csv' | 'workbook'
  readonly sheet?: string
  /** Row 1 of the spreadsheet first, empty rows included. */
  readonly cells: readonly (readonly string[])[]
  /** Marks of rows, by row number, where the reader knows more than text. */
  readonly marks?: ReadonlyMap<number, Pick<TableRow, 'realDates' | 'merged'>>
  /** Rows that are left out, by row number; they still count. */
  readonly hiddenRows?: ReadonlySet<number>
  readonly findings: readonly Finding[]
}

/** How far down the headers may stand: people put a title and a date above them. */
const HEADER_WITHIN_ROWS = 10

/** @throws UserError 3 when no row below the headers holds anything */
export function tableFromGrid(grid: Grid): PracticeTable {
  const shown = grid.cells
    .map((values, index): TableRow => ({
      row: index + 1,
      // A table that we wrote, such as results.csv, may come back: its guards are no part of its values.
      values: values.map(withoutGuard),
      ...grid.marks?.get(index + 1),
    }))
    .filter((row) => row.values.some(isFilled) && grid.hiddenRows?.has(row.row) !== true)
  const header = headerAmong(shown)
  const where = grid.sheet === undefined ? grid.file : `${grid.file}, sheet “${grid.sheet}”,`
  if (header === undefined) {
    throw new UserError(
      3,
      `The practices file ${where} is empty.`,
      'It needs a row of column names and at least one row with a practice. `practice-packs new spreadsheet` makes one to start from.',
      { findings: grid.findings, practices: grid.file },
    )
  }
  const rows = shown.filter((row) => row.row > header.row)
  const headers = header.values
    .map((written, index) => ({ written: tidy(written), index, letter: columnLetter(index) }))
    .filter(({ written }) => isFilled(written))
  if (rows.length === 0) {
    throw new UserError(
      3,
      `The practices file ${where} has column names but no practice: it needs at least one row of data.`,
      `Write a practice below the column names. It has columns called ${headers.map(({ written }) => written).join(', ')}.`,
      { findings: grid.findings, practices: grid.file },
    )
  }
  // A row of a workbook may be longer than the names; a CSV row that is longer is broken, which is for parse/ to say.
  const width =
    grid.kind === 'csv' ? header.values.length : shown.reduce((most, row) => Math.max(most, row.values.length), 0)
  return {
    file: grid.file,
    kind: grid.kind,
    ...(grid.sheet === undefined ? {} : { sheet: grid.sheet }),
    headerRow: header.row,
    headers,
    width,
    rows,
    findings: [...grid.findings, ...nameless(rows, header, width), ...above(shown, header)],
  }
}

/** The first row, unless a later one among the first few is clearly the fuller: then what stands above is a title. */
function headerAmong(rows: readonly TableRow[]): TableRow | undefined {
  const first = rows[0]
  if (first === undefined || filledCount(first) > 1) return first
  const next = rows.find((row) => row.row <= HEADER_WITHIN_ROWS && filledCount(row) > 1)
  return next ?? first
}

/** Values under no name are not read. */
function nameless(rows: readonly TableRow[], header: TableRow, width: number): Finding[] {
  return Array.from({ length: width }).flatMap((_, index) => {
    if (isFilled(header.values[index] ?? '')) return []
    const first = rows.find((row) => isFilled(row.values[index] ?? ''))
    if (first === undefined) return []
    return [
      findingOf(
        'column-without-name',
        `Column ${columnLetter(index)} holds values but has no name, so it was not read. Write a name in row ${header.row}, or empty the column.`,
        { cell: { row: first.row, letter: columnLetter(index) } },
      ),
    ]
  })
}

function above(rows: readonly TableRow[], header: TableRow): Finding[] {
  const skipped = rows.filter((row) => row.row < header.row).map((row) => row.row)
  if (skipped.length === 0) return []
  return [
    findingOf(
      'rows-above-names',
      `The column names were found in row ${header.row}. What stands above them was not read (${skipped.length === 1 ? 'row' : 'rows'} ${skipped.join(', ')}).`,
      { cell: { row: header.row } },
    ),
  ]
}

function filledCount(row: TableRow): number {
  return row.values.filter(isFilled).length
}

function isFilled(value: string): boolean {
  return tidy(value) !== ''
}

/** Spaces of all kinds, and characters that nobody sees, are no content. */
function tidy(value: string): string {
  return value.replaceAll(/[\s\u00A0\u00AD\u200B-\u200D\u2060\uFEFF]+/gu, ' ').trim()
}
