/** `practice-packs new spreadsheet`: an empty spreadsheet to fill in. */
import { starterWorkbook } from '../../spreadsheet/starter-workbook.ts'
import { writeWholeFile } from '../../write/write-file.ts'
import { sayCommand, sayWord } from '../say-command.ts'
import type { SheetOptions } from './sheets.ts'
import { openSheets } from './sheets.ts'

export interface NewSpreadsheetOptions extends SheetOptions {
  readonly force: boolean
}

export async function newSpreadsheet(file: string, options: NewSpreadsheetOptions): Promise<void> {
  const { questions, words } = await openSheets(options)
  await writeWholeFile(file, await starterWorkbook(questions, words), { replace: options.force })
  process.stdout.write(`${file}\n`)
  process.stderr.write(
    `Fill in the sheet “${words.say('sheet_practices')}”, a practice in each row; only the first five columns are needed.\nNext: ${sayCommand('check')} --practices ${sayWord(file)}\n`,
  )
}
