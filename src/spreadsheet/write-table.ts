/**
 * A table of plain cells as CSV and as XLSX. Nothing that a cell says is run by a spreadsheet, nor by one that the
 * workbook is saved to as CSV: what would start a formula gets an apostrophe before it.
 *
 * @module
 */
import { BYTE_ORDER_MARK, csvText, withGuard } from '../base/csv.ts'
import type { PaperTable } from '../model/papers.ts'
import type { SheetColumn, SheetToWrite } from './sheet.ts'
import { cell } from './sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

export const tableCsv = ({ columns, rows }: PaperTable): Uint8Array =>
  new TextEncoder().encode(BYTE_ORDER_MARK + csvText([columns.map(({ header }) => header), ...rows]))

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
      values.map((value, column) => cell(columns[column]?.kind === 'date' ? value : withGuard(value))),
    ),
    fixedColumns: 1,
  }))
  return writeWorkbook(title, sheets, author)
}
