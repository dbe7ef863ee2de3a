/**
 * Disk → the words of the spreadsheets and of the questions about a practice.
 *
 * @module
 */
import { join } from 'node:path'
import { isThere } from '../base/absent.ts'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import { readTextFile } from './read-text-file.ts'

const NAME = 'spreadsheet.yaml'

/**
 * @param directory of the templates; one without such words takes those of `builtIn`, the templates that ship
 * @throws UserError 3 when neither has them, or they cannot be read
 */
export async function readSpreadsheetWords(directory: string, builtIn: string): Promise<SourceFile> {
  for (const folder of [directory, builtIn]) {
    const file = join(folder, NAME)
    if (isThere(file)) return { ...(await readTextFile(file, 'templates')), file: file.replaceAll('\\', '/') }
  }
  throw new UserError(
    3,
    `There are no words for spreadsheets: ${NAME} is missing in ${directory}.`,
    'Install the tool again.',
  )
}
