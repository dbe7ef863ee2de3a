/**
 * Reads the practices file and returned questionnaires: CSV, TSV, workbooks, YAML or JSON answers, and Word. Also reads the
 * words of the spreadsheets.
 *
 * In:  the name of a file.
 * Out: a {@link PracticeTable}: headers and rows of text, with rows counted as a spreadsheet counts them.
 *
 * What a column means is decided in `match-columns.ts` and `parse-practices.ts`.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { isThere } from '../base/files.ts'
import { option } from '../base/text.ts'
import { XmlError } from '../base/xml.ts'
import { UserError } from '../model/finding.ts'
import { columnLetter, type PracticeTable } from '../model/practice-table.ts'
import type { SourceFile } from '../model/sources.ts'
import { readTextFile } from '../model/text-file.ts'
import { decodeText, tableFromCsv } from './read-table.ts'
import type { DocxContent } from './returned-answers.ts'
import type { SheetChoice } from './table-from-workbook.ts'

/** Larger files are refused: even one row for every practice of England stays far below. */
const MAX_BYTES = 50 * 1024 * 1024

/**
 * @param file name as the user gave it; it appears in messages as it is, with `/`
 * @param choice of sheets
 * @throws UserError when there is no such file, it holds no row, or it is not a spreadsheet
 */
export async function readPractices(file: string, choice: SheetChoice = {}): Promise<PracticeTable> {
  const table = await readTable(file, choice)
  if (table.defaults !== undefined) return table
  const defaults = await readDefaultsBeside(file)
  return defaults === null ? table : { ...table, defaults }
}

/** One file as a table, without looking for defaults beside it. */
export async function readTable(file: string, choice: SheetChoice = {}): Promise<PracticeTable> {
  const { sheet, headerRow } = choice
  const name = file.replaceAll('\\', '/')
  const bytes = await readBytes(file, name)
  const kind = kindOf(bytes, name)
  if (kind === 'workbook') {
    const { tableFromWorkbook } = await import('./table-from-workbook.ts')
    return tableFromWorkbook(name, bytes, choice)
  }
  if (sheet !== undefined)
    throw new UserError(
      'usage',
      `${name} has no sheets, so there is no “${sheet}” in it.`,
      `Leave ${option('sheet')} out.`,
    )
  const { text, findings } = decodeText(name, bytes)
  if (kind === 'answers') {
    const { tableFromAnswers } = await import('./returned-answers.ts')
    return tableFromAnswers(name, text)
  }
  return tableFromCsv(name, text, findings, headerRow)
}

/** A sheet that a file may lack: null where it cannot be read. */
export async function readTableOrNull(file: string, choice: SheetChoice): Promise<PracticeTable | null> {
  try {
    return await readTable(file, choice)
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

/** A Word document that came back. @throws UserError when it is none, or damaged */
export async function readDocx(file: string): Promise<DocxContent> {
  const name = file.replaceAll('\\', '/')
  const { contentOfDocx } = await import('./returned-answers.ts')
  const content = contentIn(name, await readBytes(file, name), contentOfDocx)
  if (content !== null) return content
  throw new UserError(
    'usage',
    `${name} is not a Word document, although its name says so.`,
    'Ask for the file as it was sent out.',
  )
}

/** The answers of a questionnaire in Word as one row. */
export async function tableOfDocx(file: string, content: DocxContent): Promise<PracticeTable> {
  const { answersInDocx } = await import('./returned-answers.ts')
  const answers = answersInDocx(content)
  const headers = [...answers.keys()].map((written, index) => ({ written, index, letter: columnLetter(index) }))
  const rows = [{ row: 2, values: [...answers.values()] }]
  const name = file.replaceAll('\\', '/')
  return { file: name, kind: 'answers', headerRow: 0, headers, width: headers.length, rows, findings: [] }
}

function contentIn(
  name: string,
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => DocxContent | null,
): DocxContent | null {
  try {
    return read(bytes)
  } catch (cause) {
    // Errors of the ZIP reader have a code.
    if (!(cause instanceof XmlError) && !(cause instanceof Error && 'code' in cause)) throw cause
    throw new UserError(
      'input',
      `${name} is damaged: it cannot be read as a Word document.`,
      'Open it in Word and save it again, or ask for the file again.',
      { cause },
    )
  }
}

/** `wave.csv` has `wave-columns.yaml` and the like beside it; its copies with answers have the same ones. */
export const besidePractices = (practices: string, name: string): string =>
  `${practices.slice(0, practices.length - extname(practices).length).replace(/-with-answers(?:-\d+)?$/, '')}-${name}`

async function readDefaultsBeside(file: string): Promise<PracticeTable | null> {
  const beside = join(dirname(file), 'defaults.csv')
  if (basename(file).toLowerCase() === 'defaults.csv' || !isThere(beside)) return null
  return readTable(beside)
}

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > MAX_BYTES) {
      throw new UserError(
        'input',
        `The practices file ${name} is larger than ${MAX_BYTES / 1024 / 1024} MB.`,
        'Remove any sheets, columns or rows that are not needed, or split it into several files.',
      )
    }
    return bytes
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw cannotRead(name, cause)
  }
}

function cannotRead(name: string, cause: unknown): UserError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT') {
    return new UserError(
      'input',
      `There is no practices file ${name}.`,
      `Check the name, or name another file with ${option('practices', 'FILE')}.`,
      { cause },
    )
  }
  if (code === 'EISDIR') {
    return new UserError(
      'input',
      `${name} is a folder, not a file.`,
      `Name the spreadsheet inside it with ${option('practices', 'FILE')}.`,
      {
        cause,
      },
    )
  }
  const why = cause instanceof Error ? ` (${cause.message})` : ''
  return new UserError(
    'input',
    `The practices file ${name} cannot be read${why}.`,
    'Close it in other programs, check that you may read it, and try again.',
    { cause },
  )
}

/** By content first, because a file is often renamed; by name only where the content could be anything. */
function kindOf(bytes: Buffer, name: string): 'csv' | 'workbook' | 'answers' {
  const start = bytes.subarray(0, 8).toString('latin1')
  if (start.startsWith('PK\x03\x04')) return 'workbook'
  if (start.startsWith('\xD0\xCF\x11\xE0')) {
    throw new UserError(
      'input',
      `${name} is an Excel file of the kind used before 2007, or is protected by a password.`,
      'Open it in Excel, remove the password if it has one, save it as “Excel Workbook (.xlsx)” or CSV, and use that file.',
    )
  }
  if (start.startsWith('%PDF')) {
    throw new UserError(
      'input',
      `${name} is a PDF, not a spreadsheet.`,
      'Use the spreadsheet that the PDF was made from.',
    )
  }
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(decodeText(name, bytes.subarray(0, 200)).text)) {
    throw new UserError(
      'input',
      `${name} is a web page, not a spreadsheet, although its name says so.`,
      'Open it in Excel, save it as “Excel Workbook (.xlsx)” or CSV, and use that file.',
    )
  }
  return ['.yaml', '.yml', '.json'].includes(extname(name).toLowerCase()) ? 'answers' : 'csv'
}

const NAME = 'spreadsheet.yaml'

/**
 * The file with the words of the spreadsheets and of the questions about a practice.
 *
 * @param directory of the templates; one without such words takes those of `builtIn`, the templates that ship
 * @throws UserError when neither has them, or they cannot be read
 */
export async function readSpreadsheetWords(directory: string, builtIn: string): Promise<SourceFile> {
  for (const folder of [directory, builtIn]) {
    const file = join(folder, NAME)
    if (isThere(file)) return { ...(await readTextFile(file, 'templates')), file: file.replaceAll('\\', '/') }
  }
  throw new UserError(
    'input',
    `There are no words for spreadsheets: ${NAME} is missing in ${directory}.`,
    'Install the tool again.',
  )
}
