/**
 * Returned questionnaires → changes of the practices file, each checked before it is made.
 *
 * The changes go into a copy beside the practices file, in which no other cell is touched. The file itself is never
 * written: it may be open in a spreadsheet program, and an unwanted change is undone by deleting the copy.
 *
 * @module
 */
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { isAbsent, systemCode } from '../base/files.ts'
import { BYTE_ORDER_MARK, readCsvRecords } from '../base/csv.ts'
import { firstMissing } from '../fonts/coverage.ts'
import { defined } from '../base/shape.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { columnLetter, type PracticeTable } from '../model/practice-table.ts'
import { findingOf, isUnusable } from '../model/rules.ts'
import { parsePractices } from '../practices/parse-practices.ts'
import {
  type Change,
  changesFrom,
  newColumns,
  parseReturned,
  type Returned,
  conflictingChanges,
  withChanges,
} from '../practices/parse-questions.ts'
import { decodeText } from '../practices/read-table.ts'
import { type GivenAnswer, type ReturnedSheet, sheetInDocx, sheetInTable } from '../practices/question-sheets.ts'
import { readDocx, readPractices, readTable, tableOfDocx } from '../practices/read-practices.ts'
import { editCsv } from '../practices/edit-csv.ts'
import { editXlsx } from '../practices/edit-xlsx.ts'
import { writeBeside } from '../packs/write-file.ts'
import { openSheets, type SheetOptions, type Sheets } from './spreadsheets.ts'

interface ReturnOptions extends SheetOptions {
  readonly practices: string
  readonly map?: ReadonlyMap<string, string>
  readonly sheet?: string
}

/** What the questionnaires and sheets of questions of a folder would change. */
export interface ReturnedAnswers {
  readonly table: PracticeTable
  readonly good: readonly Change[]
  readonly refused: readonly RefusedChange[]
  /** Answers on sheets of questions, with who gave them and when. */
  readonly given: readonly GivenAnswer[]
  /** Headers of columns that are not in the practices file yet. */
  readonly newColumns: readonly string[]
  /** Files of the folder that are not questionnaires as they were sent out. */
  readonly notRead: readonly string[]
  /** Files that are damaged, foreign, or about no practice of the file. */
  readonly skipped: readonly SkippedFile[]
}

interface RefusedChange {
  readonly change: Change
  readonly finding: Finding
}

interface SkippedFile {
  readonly file: string
  readonly why: string
}

/** File types in which answers may come back. */
export const RETURNED_ENDINGS: readonly string[] = ['.xlsx', '.ods', '.csv', '.docx']

/**
 * Reads the questionnaires and sheets of questions in a folder; changes nothing. A file that cannot be used is skipped: the others
 * are read.
 *
 * @throws UserError where the practices file or the folder cannot be read
 */
export async function readAnswers(folder: string, options: ReturnOptions): Promise<ReturnedAnswers> {
  const sheets = await openSheets(options)
  const table = await readPractices(options.practices, defined({ sheet: options.sheet }))
  const { files, notRead } = await questionnairesIn(folder)
  const returned: Returned[] = []
  const given: GivenAnswer[] = []
  const skipped: SkippedFile[] = []
  for (const file of files) {
    try {
      const one = await readOne(file, sheets)
      // Says at once where no row is about the practice.
      changesFrom(table, [one], sheets.columns, options.map)
      returned.push(one)
      if ('given' in one) given.push(...one.given)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      skipped.push({ file, why: `${error.message} ${error.advice}` })
    }
  }
  const all = changesFrom(table, returned, sheets.columns, options.map)
  const { good, refused } = judge(table, all, sheets, options.map)
  return { table, good, refused, given, newColumns: newColumns(good), notRead, skipped }
}

async function readOne(file: string, sheets: Sheets): Promise<Returned | ReturnedSheet> {
  const headings = ['question', 'answer', 'name', 'date'].map((id) => sheets.shared.say(`questions.columns.${id}`))
  if (extname(file).toLowerCase() === '.docx') {
    const content = await readDocx(file)
    const sheet = sheetInDocx(file, content, headings)
    return sheet ?? parseReturned(await tableOfDocx(file, content), sheets.words, sheets.questions)
  }
  const table = await readTable(file)
  return sheetInTable(table) ?? parseReturned(table, sheets.words, sheets.questions)
}

interface ReturnedFolder {
  readonly files: readonly string[]
  readonly notRead: readonly string[]
}

async function questionnairesIn(folder: string): Promise<ReturnedFolder> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (cause) {
    const why = isAbsent(cause) ? `There is no folder ${folder}.` : `${folder} cannot be read: ${systemCode(cause)}.`
    throw new UserError('input', why, 'Name the folder with the returned questionnaires.', { cause })
  }
  // Lock files of programs that have a questionnaire open begin with `~$` or `.~`.
  const files = names.filter((name) => RETURNED_ENDINGS.includes(extname(name).toLowerCase()) && !/^[.~]/.test(name))
  const notRead = names.filter((name) => /\.(?:doc|xls|pdf|odt|msg|eml|zip|html?)$/i.test(name))
  if (files.length > 0) return { files: files.sort().map((name) => join(folder, name)), notRead }
  throw new UserError(
    'input',
    `The folder ${folder} contains no questionnaire.${notRead.length === 0 ? '' : ` Not read: ${notRead.join(', ')}.`}`,
    `Put the files that came back (${RETURNED_ENDINGS.join(', ')}) into it.`,
  )
}

/** An answer that the practices file could not use is refused; the others are imported. */
function judge(
  table: PracticeTable,
  changes: readonly Change[],
  sheets: Sheets,
  map: ReadonlyMap<string, string> = new Map(),
) {
  const undisputed = changes.filter((change) => conflictingChanges(change, changes).length === 0)
  const { findings } = parsePractices(withChanges(table, undisputed, columnLetter), sheets.data, {
    missingCharacter: firstMissing,
    // Other problems of the file are not caused by the answer.
    needed: ['ods_code'],
    map,
  })
  const findingFor = (change: Change): Finding | undefined =>
    disagreement(change, conflictingChanges(change, changes)) ??
    formulaIn(change) ??
    findings.find(
      (found) =>
        isUnusable(found) &&
        found.cell?.row === change.row &&
        found.cell.column === (change.header?.written ?? change.column),
    )
  const judged = changes.map((change) => ({ change, finding: findingFor(change) }))
  return {
    good: judged.flatMap(({ change, finding }) => (finding === undefined ? [change] : [])),
    refused: judged.flatMap(({ change, finding }) => (finding === undefined ? [] : [{ change, finding }])),
  }
}

/** Only a person can tell which of two answers is right, so neither is used. */
function disagreement({ row, column }: Change, rivals: readonly Change[]): Finding | undefined {
  if (rivals.length === 0) return undefined
  const others = rivals.map(({ after, file }) => `“${after}” (${file})`).join(' and ')
  const message = `Another questionnaire answers ${others}. Take the one that is out of date out of the folder.`
  return findingOf('answers-disagree', message, { cell: { row, column } })
}

/** A spreadsheet program would read such a value of a CSV file as a formula, and run it. */
function formulaIn({ after, row, column }: Change): Finding | undefined {
  if (!/^(?:[=@]|[+-](?![\d\s(]))/.test(after)) return undefined
  const message = `“${after}” begins like a formula of a spreadsheet. Write it in the practices file yourself if it is meant.`
  return findingOf('formula-in-answer', message, { cell: { row, column } })
}

export interface WrittenCopy {
  /** The file with the changes. */
  readonly file: string
  /** An existing copy of that name with other content, which was left alone; null when there was none. */
  readonly before: string | null
}

/** Writes a copy of the file with the changes. @throws UserError for a kind of file that cannot be changed */
export async function writeChanges(
  table: PracticeTable,
  changes: readonly Change[],
  file: string,
): Promise<WrittenCopy> {
  const added = newColumns(changes)
  const edits = changes.map(({ row, header, column, after }) => ({
    row,
    column: header?.index ?? table.width + added.indexOf(column),
    text: after,
  }))
  const wanted = copyOf(file)
  const written = await writeBeside(wanted, changed(table, await readFile(file), edits, added, file))
  return { file: written, before: written === wanted ? null : wanted }
}

/** `wave.csv` and its copies become `wave-with-answers.csv`, so that a second import continues from the first. */
function copyOf(file: string): string {
  const ending = extname(file)
  return `${file.slice(0, file.length - ending.length).replace(/-with-answers(?:-\d+)?$/, '')}-with-answers${ending}`
}

function changed(
  table: PracticeTable,
  bytes: Buffer,
  edits: readonly { readonly row: number; readonly column: number; readonly text: string }[],
  added: readonly string[],
  file: string,
): Uint8Array {
  if (table.kind === 'csv') {
    const { text, findings } = decodeText(table.file, bytes)
    // Kept, and added where the file was in another encoding: without it Excel misreads accents.
    const mark = [0xef, 0xff, 0xfe].includes(bytes[0] ?? 0) || findings.length > 0 ? BYTE_ORDER_MARK : ''
    return new TextEncoder().encode(mark + editCsv(readCsvRecords(text), edits, added, table))
  }
  if (table.kind === 'answers' || extname(file).toLowerCase() === '.ods') {
    throw new UserError(
      'usage',
      `${file} cannot be changed.`,
      'Save it as CSV or as an Excel workbook (.xlsx), and import into that.',
    )
  }
  const headers = added.map((text, at) => ({ row: table.headerRow, column: table.width + at, text }))
  return editXlsx(bytes, table.sheet, [...headers, ...edits])
}
