/**
 * Changes some cells of a workbook and keeps what the library understands of the rest: formats, drop-downs, sheets.
 *
 * @module
 */
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import type { CellEdit } from './edit-csv.ts'

/** @param sheet name of the sheet; the first visible one when the workbook has only one */
export async function editXlsx(
  bytes: Uint8Array,
  sheet: string | undefined,
  edits: readonly CellEdit[],
): Promise<Uint8Array> {
  const workbook = await openXlsx(bytes, { readStyles: true })
  const target = workbook.sheets.find(({ name, hidden }) => (sheet === undefined ? hidden !== true : name === sheet))
  if (target === undefined) throw new Error(`the sheet ${sheet ?? ''} is gone`)
  for (const { row, column, text } of edits) {
    while (target.rows.length < row) target.rows.push([])
    const values = (target.rows[row - 1] ??= [])
    while (values.length <= column) values.push(null)
    values[column] = text
    const cell = target.cells?.get(`${row - 1},${column}`)
    // A formula or a rich text would win over the value.
    if (cell !== undefined) {
      target.cells?.set(`${row - 1},${column}`, {
        value: text,
        type: 'string',
        ...(cell.style === undefined ? {} : { style: cell.style }),
      })
    }
  }
  return saveXlsx(workbook)
}
