/**
 * Disk → the words of the spreadsheets and of the questions about a practice.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'

const NAME = 'spreadsheet.yaml'

/**
 * @param directory of the templates; one without such words takes those of `builtIn`, the templates that ship
 * @throws UserError 3 when neither has them
 */
export async function readSpreadsheetWords(directory: string, builtIn: string): Promise<SourceFile> {
  for (const folder of [directory, builtIn]) {
    try {
      return { file: join(folder, NAME).replaceAll('\\', '/'), text: await readFile(join(folder, NAME), 'utf8') }
    } catch {
      // The next folder may have it.
    }
  }
  throw new UserError(
    3,
    `There are no words for spreadsheets: ${NAME} is missing in ${directory}.`,
    'Install the tool again.',
  )
}
