/**
 * Changes → the practices file.
 *
 * A CSV is changed in place, all other lines byte for byte as they were. A workbook is never written over, because not
 * everything that a workbook can hold would survive: a changed copy is put beside it.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { UserError } from '../../model/finding.ts'
import type { PracticeTable } from '../../model/practice-table.ts'
import type { Change } from '../../parse/practices/questionnaire-answers.ts'
import { newColumns } from '../../parse/practices/questionnaire-answers.ts'
import { csvRecords } from '../../read/csv-records.ts'
import { decodeText } from '../../read/decode-text.ts'
import { editCsv } from '../../spreadsheet/edit-csv.ts'
import { editXlsx } from '../../spreadsheet/edit-xlsx.ts'
import { writeBeside, writeWholeFile } from '../../write/write-file.ts'

/** @returns the file that holds the changes */
export async function writeChanges(table: PracticeTable, changes: readonly Change[], file: string): Promise<string> {
  const added = newColumns(changes)
  const edits = changes.map(({ row, header, column, after }) => ({
    row,
    column: header?.index ?? table.width + added.indexOf(column),
    text: after,
  }))
  const bytes = await readFile(file)
  if (table.kind === 'csv') {
    const { text, findings } = decodeText(table.file, bytes)
    const rows = csvRecords(text)
    // Kept, and set where the file was in another encoding: without it Excel would read the accents wrongly.
    const mark = [0xef, 0xff, 0xfe].includes(bytes[0] ?? 0) || findings.length > 0 ? '\uFEFF' : ''
    await writeWholeFile(file, mark + editCsv(text, rows, edits, added, { ...table, delimiter: rows.delimiter }), {
      replace: true,
    })
    return file
  }
  if (table.kind === 'answers' || extname(file).toLowerCase() === '.ods') {
    throw new UserError(
      2,
      `${file} cannot be changed.`,
      'Save it as CSV or as an Excel workbook (.xlsx), and import into that.',
    )
  }
  const copy = `${file.slice(0, -extname(file).length)}-with-answers.xlsx`
  const headers = added.map((text, at) => ({ row: table.headerRow, column: table.width + at, text }))
  return writeBeside(copy, await editXlsx(bytes, table.sheet, [...headers, ...edits]))
}
