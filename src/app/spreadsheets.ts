/**
 * Spreadsheets that people fill in: their questions and words, an empty one, and one of the rows to fix.
 *
 * @module
 */
import { readdir, readFile, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES, isThere, orIfAbsent } from '../base/files.ts'
import { isAsWritten } from '../base/xlsx.ts'
import type { GuideData } from '../model/guide.ts'
import type { PracticeTable, Question } from '../model/practice-table.ts'
import { quotedWord } from '../base/text.ts'
import { parseGuideData } from '../guide/guide-data.ts'
import { certainColumn } from '../practices/column-names.ts'
import { type Column, knownColumns, plainName } from '../practices/columns.ts'
import type { FailedRow } from '../practices/parse-practices.ts'
import { parseQuestions, type Questions } from '../practices/parse-questions.ts'
import { readGuide } from '../guide/read-guide.ts'
import { readSpreadsheetWords } from '../practices/read-practices.ts'
import { readTemplates } from '../template/read-templates.ts'
import { openWords, type Words } from '../template/fill.ts'
import { writeBeside, writeFileAtomically } from '../packs/write-file.ts'

export interface Sheets extends Questions {
  readonly data: GuideData
  readonly columns: ReadonlyMap<string, Column>
  /** The words that documents share. */
  readonly shared: Words
  /** The question of a column by its header as written; null for a column that is not understood. */
  readonly questionOf: (header: string) => Question | null
}

export interface SheetOptions {
  readonly guide: string
  readonly templates: string
}

/** A new user in an empty folder has neither a guide nor templates, so the built-in ones are used. */
const orBuiltIn = (folder: string, builtIn: string): string => (isThere(folder) ? folder : builtIn)

/** @throws UserError when a guide's lists or the words cannot be read */
export async function openSheets(options: SheetOptions): Promise<Sheets> {
  const guide = await readGuide(orBuiltIn(options.guide, BUILT_IN_GUIDE), BUILT_IN_GUIDE)
  const { data } = parseGuideData(guide.data)
  const shared = openWords(
    (await readTemplates(orBuiltIn(options.templates, BUILT_IN_TEMPLATES), BUILT_IN_TEMPLATES, [])).words,
  )
  const source = await readSpreadsheetWords(options.templates, BUILT_IN_TEMPLATES)
  const { questions, words } = parseQuestions(source, data, (id) => shared.say(`milestones.${id}`))
  const columns = knownColumns(data)
  const byId = new Map(questions.map((question) => [question.id, question]))
  const questionOf = (header: string) =>
    byId.get(columns.get(plainName(header))?.id ?? certainColumn(header) ?? '') ?? null
  return { questions, words, data, columns, shared, questionOf }
}

/**
 * An empty spreadsheet with drop-downs and explanations.
 *
 * @param replace whether to replace an existing file
 * @returns the name of the sheet to fill in
 * @throws UserError where the file exists already
 */
export async function newSpreadsheet(file: string, options: SheetOptions, replace: boolean): Promise<string> {
  const [{ starterWorkbook }, { questions, words }] = await Promise.all([
    import('../practices/starter-workbook.ts'),
    openSheets(options),
  ])
  await writeFileAtomically(file, await starterWorkbook(questions, words), { replace })
  return words.say('sheet_practices')
}

/**
 * The rows with something to fix, as a spreadsheet to fix and to read again.
 *
 * @param file the path; an existing file may contain somebody's corrections and is left alone
 * @returns where it is, or null when there is nothing to fix in a spreadsheet
 */
export async function writeFixSheet(
  table: PracticeTable,
  toFix: readonly FailedRow[],
  file: string,
  options: SheetOptions,
): Promise<string | null> {
  if (toFix.length === 0 || table.kind === 'answers') return null
  const [{ fixWorkbook }, { questionOf, words }] = await Promise.all([
    import('../practices/fix-workbook.ts'),
    openSheets(options),
  ])
  const bytes = await fixWorkbook(table, toFix, questionOf, words, {
    file: table.file,
    // Only the name, not the path, so that the same rows give the same bytes in any folder.
    this: quotedWord(basename(file)),
  })
  return writeBeside(file, bytes)
}

/**
 * Removes the spreadsheets of rows to fix of earlier runs, because nothing is left to fix. One that somebody has saved since
 * holds their work, and one that this run was given is still needed: both stay.
 *
 * @param file the path of the first of them; the others are beside it
 * @param given the files of fixed rows that the run was given
 */
export async function removeFixSheets(file: string, given: readonly string[]): Promise<void> {
  const folder = dirname(file)
  const stem = basename(file, '.xlsx')
  const inUse = new Set(given.map((one) => resolve(one)))
  for (const name of await orIfAbsent(readdir(folder), [])) {
    const path = join(folder, name)
    const isOne = name === `${stem}.xlsx` || (name.startsWith(`${stem}-`) && /-\d+\.xlsx$/.test(name))
    if (isOne && !inUse.has(resolve(path)) && isAsWritten(await readFile(path))) await unlink(path)
  }
}
