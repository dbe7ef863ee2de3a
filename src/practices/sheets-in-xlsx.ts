/**
 * XLSX → sheets.
 *
 * @module
 */
import { asksToBeRecalculated, type Cell, readXlsxSheets, type CellValue, type Sheet } from '../base/xlsx.ts'
import { MAX_ROWS, type WorkbookSheet } from './read-table.ts'

/** @throws whatever the library throws on a broken file */
export async function sheetsInXlsx(bytes: Uint8Array): Promise<WorkbookSheet[]> {
  const isStale = asksToBeRecalculated(bytes)
  return (await readXlsxSheets(bytes, MAX_ROWS)).map((sheet) => toSheet(sheet, isStale))
}

function toSheet(sheet: Sheet, isStale: boolean): WorkbookSheet {
  const realDates = new Map<number, number[]>()
  const cells = sheet.rows.map((row, index) =>
    row.map((value, column) => {
      if (!(value instanceof Date)) return textOf(value)
      if (!isTimeOnly(value)) realDates.set(index + 1, [...(realDates.get(index + 1) ?? []), column])
      return momentOf(value)
    }),
  )
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    cells,
    realDates,
    ...marksIn(sheet, isStale),
    hiddenRows: new Set([...(sheet.rowDefs ?? [])].flatMap(([row, { hidden }]) => (hidden === true ? [row + 1] : []))),
    hiddenColumns: new Set((sheet.columns ?? []).flatMap(({ hidden }, column) => (hidden === true ? [column] : []))),
    merges: (sheet.merges ?? []).map(({ startRow, endRow, startCol, endCol }) => ({
      firstRow: startRow + 1,
      lastRow: endRow + 1,
      firstColumn: startCol,
      lastColumn: endCol,
    })),
  }
}

/** Formulas without their result, and what is crossed out, by row number. */
function marksIn(sheet: Sheet, isStale: boolean): Pick<WorkbookSheet, 'unsaved' | 'struck'> {
  const unsaved = new Map<number, number[]>()
  const struck = new Map<number, number[]>()
  const add = (marks: Map<number, number[]>, key: string) => {
    const [row = 0, column = 0] = key.split(',').map(Number)
    marks.set(row + 1, [...(marks.get(row + 1) ?? []), column])
  }
  for (const [key, cell] of sheet.cells ?? []) {
    if (cell.formula !== undefined && hasNoResult(cell, isStale)) add(unsaved, key)
    if (isStruck(cell)) add(struck, key)
  }
  return { unsaved, struck }
}

/** Some programs write the formula alone, others a zero in place of every result. */
function hasNoResult({ value, formulaResult }: Cell, isStale: boolean): boolean {
  const result = formulaResult ?? value
  // An empty text is a result: many formulas give it on purpose.
  return result === null || result === undefined || (isStale && result === 0)
}

/** As a whole, or in part: which part still holds, nobody can tell. */
const isStruck = ({ style, richText = [] }: Cell): boolean =>
  style?.font?.strikethrough === true || richText.some(({ font }) => font?.strikethrough === true)

function textOf(value: CellValue): string {
  return value === null || value === undefined ? '' : String(value)
}

/** Days and times are numbers in Excel; a value on its day 0 is a time alone. */
function isTimeOnly(value: Date): boolean {
  return value.getUTCFullYear() < 1900
}

/** `YYYY-MM-DD`, `HH:MM`, or both with a `T` between them. Excel knows no time zone, so UTC on both sides. */
function momentOf(value: Date): string {
  // Excel's fractions of a day are not exact: 18:30 may come as 18:29:59.999.
  const rounded = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
  const [day, time] = [rounded.slice(0, 10), rounded.slice(11, 16)]
  if (isTimeOnly(value)) return time
  return time === '00:00' ? day : `${day}T${time}`
}
