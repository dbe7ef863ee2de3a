/**
 * Sheets → XLSX.
 *
 * Same sheets, same bytes: the file carries no date of its making. Text stays text: nothing that begins with `=` becomes
 * a formula.
 *
 * @module
 */
import { BYTE_ORDER_MARK, csvText, withGuard } from '../base/csv.ts'
import { isDay } from '../base/day.ts'
import {
  type Cell,
  type CellStyle,
  type CellValue,
  type DataValidation,
  type WriteSheet,
  writeXlsxFile,
} from '../base/xlsx.ts'
import { onlyXml } from '../base/xml.ts'
import type { PaperTable } from '../model/data-files.ts'
import { columnLetter } from '../model/practice-table.ts'

const FORMATS: Readonly<Record<SheetColumn['kind'], string>> = { text: '@', date: 'd mmm yyyy', time: 'hh:mm' }

const BLUE = '005EB8'
const PALE_BLUE = 'E8F1FA'
const YELLOW = 'FFEB9C'
const GREY = 'AEB7BD'
const RED = 'F8D7D4'

const solid = (rgb: string): NonNullable<CellStyle['fill']> => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } })
/** Named in every style: a style without a font's name gets another font. */
const FONT = { name: 'Arial', size: 11 } as const
const HEADER: CellStyle = {
  font: { ...FONT, bold: true, color: { rgb: 'FFFFFF' } },
  fill: solid(BLUE),
  alignment: { wrapText: true, vertical: 'top' },
}
const side = { style: 'thin', color: { rgb: GREY } } as const
const FRAME: NonNullable<CellStyle['border']> = { top: side, right: side, bottom: side, left: side }

/** @param author of the file and of its comments */
export const writeWorkbook = (title: string, sheets: readonly SheetToWrite[], author: string): Promise<Uint8Array> =>
  writeXlsxFile({ title, author, font: FONT, sheets: sheets.map((sheet) => toSheet(sheet, author)) })

/** Excel repairs, or refuses, a file with more. */
const MOST_IN_CELL = 32_767
const MOST_IN_LIST = 255
const MOST_IN_HELP = 225
const LAST_ROW = 1_048_576

/** In inches: as much of a row as possible on one line. */
const NARROW_MARGINS = { top: 0.3, bottom: 0.4, left: 0.4, right: 0.4, header: 0.2, footer: 0.2 } as const

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

function toSheet(sheet: SheetToWrite, author: string): WriteSheet {
  const rows: CellValue[][] = []
  const cells = new Map<string, Partial<Cell>>()
  const put = (row: number, column: number, value: CellValue, style: CellStyle, note?: string) => {
    const line = (rows[row] ??= [])
    const content = typeof value === 'string' ? cut(onlyXml(value), MOST_IN_CELL) : value
    line[column] = content
    cells.set(`${row},${column}`, {
      value: content,
      style,
      ...(note === undefined ? {} : { comment: { author, text: cut(onlyXml(note), MOST_IN_CELL) } }),
    })
  }
  const above = sheet.above ?? []
  // What is not printed makes no row higher.
  const printed = sheet.printed ?? sheet.columns.length
  above.forEach((text, row) => {
    put(row, 0, text, { font: row === 0 ? { ...FONT, bold: true, size: 14 } : FONT })
  })
  const headerRow = above.length
  const firstRow = sheet.withHeaders === false ? headerRow : headerRow + 1
  if (sheet.withHeaders !== false) {
    sheet.columns.forEach(({ header, note }, column) => {
      put(headerRow, column, header, HEADER, note)
    })
  }
  sheet.rows.forEach((row, at) => {
    row.forEach((cell, column) => {
      const kind = cell.kind ?? sheet.columns[column]?.kind ?? 'text'
      put(firstRow + at, column, valueOf(cell.text, kind), styleOf(cell, kind, column < printed), cell.wrong)
    })
  })
  const lastRow = firstRow + sheet.rows.length + (sheet.emptyRows ?? 0)
  for (let row = firstRow + sheet.rows.length; row < lastRow; row += 1) {
    sheet.columns.forEach(({ kind }, column) => {
      put(row, column, null, { font: FONT, numFmt: FORMATS[kind] })
    })
  }
  const rowDefs = new Map<number, { height: number }>()
  if (sheet.withHeaders !== false)
    rowDefs.set(headerRow, {
      height: heightOf(
        sheet.columns.slice(0, printed).map(({ header }) => header),
        sheet.columns,
      ),
    })
  sheet.rows.forEach((row, at) => {
    rowDefs.set(firstRow + at, {
      height: heightOf(
        row.slice(0, printed).map(({ text }) => text),
        sheet.columns,
      ),
    })
  })
  return {
    name: sheet.name,
    ...(sheet.hidden === true ? { hidden: true } : {}),
    rowDefs,
    columns: sheet.columns.map(({ width }) => ({ width })),
    rows: Array.from({ length: rows.length }, (_, at) => Array.from(rows[at] ?? [], (value) => value ?? null)),
    cells,
    dataValidations: validations(sheet, firstRow, lastRow),
    ...(sheet.withHeaders === false ? {} : { freezePane: { rows: firstRow, columns: sheet.fixedColumns ?? 0 } }),
    ...(sheet.filters === true ? { autoFilter: { range: rangeOf(headerRow, lastRow, sheet.columns.length) } } : {}),
    ...(sheet.coloured === undefined || sheet.rows.length === 0
      ? {}
      : {
          conditionalRules: [
            {
              type: 'expression' as const,
              priority: 1,
              range: `A${firstRow + 1}:${columnLetter(sheet.columns.length - 1)}${lastRow}`,
              formula: sheet.coloured.replaceAll('{row}', String(firstRow + 1)),
              style: { fill: solid(RED) },
            },
          ],
        }),
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.columns.length > 4 ? 'landscape' : 'portrait',
      // Eighty columns on one page could not be read.
      ...((sheet.printed ?? sheet.columns.length) > 10 ? {} : { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }),
      ...(sheet.printed === undefined ? {} : { printArea: `$A$1:$${columnLetter(sheet.printed - 1)}$${lastRow}` }),
      ...(sheet.withHeaders === false ? {} : { printTitlesRow: `$${firstRow}:$${firstRow}` }),
      ...(sheet.printed === undefined ? {} : { margins: NARROW_MARGINS, showGridLines: true }),
    },
    // The name of the sheet, and which page of how many.
    ...(sheet.printed === undefined ? {} : { headerFooter: { oddFooter: '&L&A&R&P / &N' }, view: { zoomScale: 80 } }),
  }
}

/** From the headers to the last row, such as `A3:F40`. */
const rangeOf = (headerRow: number, lastRow: number, columns: number): string =>
  `A${headerRow + 1}:${columnLetter(columns - 1)}${lastRow}`

const LINE_POINTS = 14.25
/** The most that a spreadsheet program allows. */
const MOST_POINTS = 409

/** High enough for all lines of the row's longest cell: not every program computes that when it opens a file. */
function heightOf(texts: readonly string[], columns: readonly SheetColumn[]): number {
  const lines = texts.map((text, column) => linesOf(text, columns[column]?.width ?? 10))
  return Math.min(Math.max(1, ...lines) * LINE_POINTS, MOST_POINTS)
}

/** A column's width is in digits; letters are narrower. */
const LETTERS_IN_A_DIGIT = 1.05

function linesOf(text: string, digits: number): number {
  const width = digits * LETTERS_IN_A_DIGIT
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let used = 0
    lines += 1
    for (const { length } of paragraph.split(' ')) {
      if (used > 0 && used + 1 + length > width) {
        lines += 1
        used = 0
      }
      // A word that is wider than its column is broken in it.
      lines += Math.max(0, Math.ceil(length / width) - 1)
      used += (used > 0 ? 1 : 0) + length
    }
  }
  return lines
}

/** A day that exists becomes a real date, which the library wants as a Date at midnight UTC; anything else stays text. */
function valueOf(text: string, kind: SheetColumn['kind']): CellValue {
  if (text === '') return null
  return kind === 'date' && isDay(text) ? new Date(text) : text
}

function styleOf({ wrong, heading, answer }: SheetCell, kind: SheetColumn['kind'], wraps: boolean): CellStyle {
  return {
    font: FONT,
    numFmt: FORMATS[kind],
    alignment: { wrapText: wraps, vertical: 'top', horizontal: 'left' },
    ...(wrong === undefined ? {} : { fill: solid(YELLOW), border: FRAME }),
    ...(heading === true ? { font: { ...FONT, bold: true }, fill: solid(PALE_BLUE) } : {}),
    ...(answer === true ? { border: FRAME } : {}),
  }
}

function validations(sheet: SheetToWrite, firstRow: number, filledRow: number): DataValidation[] {
  // A sheet to fill in has its drop-downs below the formatted rows too.
  const lastRow = sheet.emptyRows === undefined ? filledRow : LAST_ROW
  const ofColumns = sheet.columns.flatMap(({ choices }, column) => {
    const letter = columnLetter(column)
    return choices === undefined || lastRow === firstRow
      ? []
      : validation(choices, `${letter}${firstRow + 1}:${letter}${lastRow}`)
  })
  const ofCells = sheet.rows.flatMap((row, at) =>
    row.flatMap(({ choices }, column) =>
      choices === undefined ? [] : validation(choices, `${columnLetter(column)}${firstRow + at + 1}`),
    ),
  )
  return [...ofColumns, ...ofCells]
}

/** Excel separates the choices with commas, and takes 255 characters of them: a longer list is none. */
function validation({ values, strict, help }: NonNullable<SheetColumn['choices']>, range: string): DataValidation[] {
  const choices = values.map((value) => value.replaceAll(',', ' '))
  if (choices.join(',').length > MOST_IN_LIST) return []
  return [
    {
      type: 'list',
      values: choices,
      range,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: strict ? 'stop' : 'information',
      errorMessage: cut(help, MOST_IN_HELP),
      showInputMessage: true,
      inputMessage: cut(help, MOST_IN_HELP),
    },
  ]
}

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
  /** What is wrong with it: the cell is coloured and has this as a comment. */
  readonly wrong?: string
  /** Bold on a pale ground: a heading between rows. */
  readonly heading?: boolean
  /** Takes an answer: framed, to show where to write. */
  readonly answer?: boolean
  /** Overrides the column's kind. */
  readonly kind?: SheetColumn['kind']
  readonly choices?: SheetColumn['choices']
}

export interface SheetToWrite {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** How many rows without values follow, with the columns' formats and drop-downs. */
  readonly emptyRows?: number
  /** Not shown: kept for reading the file again. */
  readonly hidden?: boolean
  /** Number of columns that stay in view when the sheet is scrolled sideways. */
  readonly fixedColumns?: number
  /** A filter button in each header. */
  readonly filters?: boolean
  /** Lines above the headers. */
  readonly above?: readonly string[]
  /** How many columns are printed; absent: all. */
  readonly printed?: number
  /** A formula about a row, in which `{row}` is its number: true colours the row. */
  readonly coloured?: string
  /** False: no row of headers at all, for a sheet of instructions. */
  readonly withHeaders?: boolean
}

/** A cell with nothing but text. */
export function cell(text: string): SheetCell {
  return { text }
}

/** A table of plain cells as CSV. */
export const tableCsv = ({ columns, rows }: PaperTable): Uint8Array =>
  new TextEncoder().encode(BYTE_ORDER_MARK + csvText([columns.map(({ header }) => header), ...rows]))

/** Past its day, neither said to be done nor with a day on which it was. */
function lateFormula({ by, status, done, on }: NonNullable<PaperTable['late']>): string {
  const at = (column: number): string => `$${columnLetter(column)}{row}`
  return `AND(${at(by)}<>"",${at(by)}<TODAY(),${at(status)}<>"${done.replaceAll('"', '""')}",${at(on)}="")`
}

/**
 * Tables of plain cells as XLSX. What would start a formula gets an apostrophe before it, so that no spreadsheet program runs
 * it, even when the workbook is saved as CSV.
 *
 * @param author of the file's properties
 */
export async function tablesXlsx(title: string, tables: readonly PaperTable[], author: string): Promise<Uint8Array> {
  const sheets = tables.map(({ name, columns, rows, printed, late }): SheetToWrite => ({
    name,
    ...(printed === undefined ? {} : { printed, filters: true }),
    ...(late === undefined ? {} : { coloured: lateFormula(late) }),
    columns: columns.map(({ header, width, kind, choices, help }): SheetColumn => ({
      header,
      width,
      kind,
      ...(choices ? { choices: { values: choices, strict: false, help: help ?? '' } } : {}),
    })),
    rows: rows.map((values) =>
      values.map((value, column) => cell(columns[column]?.kind === 'date' ? value : withGuard(value))),
    ),
    fixedColumns: 1,
  }))
  return writeWorkbook(title, sheets, author)
}
