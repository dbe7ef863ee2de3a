/**
 * The rows that could not be used, as a spreadsheet to mend and feed back.
 *
 * @module
 */
import { basename } from 'node:path'
import type { PracticeTable } from '../../model/practice-table.ts'
import type { FailedRow } from '../../parse/practices/parse-practices.ts'
import { fixWorkbook } from '../../spreadsheet/fix-workbook.ts'
import { writeBeside } from '../../write/write-file.ts'
import { sayWord } from '../say-command.ts'
import type { SheetOptions } from './sheets.ts'
import { openSheets } from './sheets.ts'

/**
 * @param file where it should stand; a file that is there already may hold somebody's corrections and is left alone
 * @returns where it stands, or null when there is nothing to mend in a spreadsheet
 */
export async function writeFixSheet(
  table: PracticeTable,
  failed: readonly FailedRow[],
  file: string,
  options: SheetOptions,
): Promise<string | null> {
  if (failed.length === 0 || table.kind === 'answers') return null
  const { questionOf, words } = await openSheets(options)
  const bytes = await fixWorkbook(table, failed, questionOf, words, {
    file: table.file,
    // Its name alone: the same rows give the same bytes wherever they go.
    this: sayWord(basename(file)),
  })
  return writeBeside(file, bytes)
}
