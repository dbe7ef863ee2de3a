/**
 * A table of plain cells as CSV and as XLSX. Nothing that a cell says is run by a spreadsheet: what would start a formula
 * gets an apostrophe before it.
 *
 * @module
 */
import type { PaperTable } from '../model/papers.ts'
import type { SheetColumn, SheetToWrite } from './sheet.ts'
import { cell } from './sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

/** UTF-8 with a byte order mark, without which Excel takes it for another encoding. */
export function tableCsv({ columns, rows }: PaperTable): Uint8Array {
  const lines = [columns.map(({ header }) => header), ...rows].map((cells) => cells.map(csvCell).join(','))
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}

function csvCell(value: string): string {
  const safe = neutralised(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** OWASP, CSV injection: these characters at the start make a formula. */
const neutralised = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

/** @param author of the file's properties */
export async function tablesXlsx(title: string, tables: readonly PaperTable[], author: string): Promise<Uint8Array> {
  const sheets = tables.map(({ name, columns, rows }): SheetToWrite => ({
    name,
    columns: columns.map(({ header, width, kind, choices, help }): SheetColumn => ({
      header,
      width,
      kind,
      ...(choices ? { choices: { values: choices, strict: false, help: help ?? '' } } : {}),
    })),
    rows: rows.map((values) =>
      values.map((value, column) => cell(columns[column]?.kind === 'date' ? value : neutralised(value))),
    ),
    fixedColumns: 1,
  }))
  return writeWorkbook(title, sheets, author)
}
