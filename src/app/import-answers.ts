/**
 * Returned questionnaires → changes of the practices file, each checked before it is made.
 *
 * The changes go into a copy beside the practices file, in which no other cell is touched. The file itself is never
 * written: it may be open in a spreadsheet program, and an unwanted change is undone by deleting the copy.
 *
 * @module
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { isAbsent, isThere, orIfAbsent, systemCode } from '../base/files.ts'
import { option } from '../base/text.ts'
import { BYTE_ORDER_MARK, readCsvRecords } from '../base/csv.ts'
import { firstMissing } from '../fonts/coverage.ts'
import { defined } from '../base/shape.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { columnLetter, partOf, type PracticeTable } from '../model/practice-table.ts'
import { findingOf, isUnusable } from '../model/rules.ts'
import { SENT } from '../practices/fix-workbook.ts'
import { parsePractices, practicesIn } from '../practices/parse-practices.ts'
import {
  type Change,
  changesFrom,
  newColumns,
  parseReturned,
  type Returned,
  conflictingChanges,
  withChanges,
} from '../practices/returned-changes.ts'
import { decodeText } from '../practices/read-table.ts'
import { type GivenAnswer, type ReturnedSheet, sheetInDocx, sheetInTable } from '../practices/question-sheets.ts'
import { readDocx, readTable, readTableOrNull, tableOfDocx } from '../practices/read-practices.ts'
import { type CellEdit, editCsv } from '../practices/edit-csv.ts'
import { editXlsx } from '../practices/edit-xlsx.ts'
import { numbered, writeBeside } from '../packs/write-file.ts'
import { type ColumnsToKeep, openTable, type TableOptions } from './remembered-columns.ts'
import { openSheets, type SheetOptions, type Sheets } from './spreadsheets.ts'

type ReturnOptions = SheetOptions & TableOptions

/** What the questionnaires and sheets of questions of a folder would change. */
export interface ReturnedAnswers {
  readonly table: PracticeTable
  /** The file that the changes are made to: the practices file, or the newest copy of it with answers. */
  readonly from: string
  /** What reading the practices file found. */
  readonly findings: readonly Finding[]
  /** What the command said of columns, where the file beside the spreadsheet does not say it yet. */
  readonly columnsToKeep: ColumnsToKeep | null
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
  const from = await newestCopy(options.practices)
  const { table, findings, map, columnsToKeep } = await openTable({ ...options, practices: from }, sheets.columns)
  const asked = practicesIn(table, sheets.columns, ['ods_code'], { map, ...defined({ wave: options.wave }) })
  const { files, notRead } = await questionnairesIn(folder)
  const returned: Returned[] = []
  const given: GivenAnswer[] = []
  const skipped: SkippedFile[] = []
  for (const file of files) {
    try {
      const one = await readOne(file, sheets)
      // Says at once where no row is about the practice.
      changesFrom(asked, [one], sheets.columns)
      returned.push(one)
      if ('given' in one) given.push(...one.given)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      skipped.push({ file, why: `${error.message} ${error.advice}` })
    }
  }
  const all = changesFrom(asked, returned, sheets.columns)
  const { good, refused } = judge(table, all, sheets, map)
  const found = [...findings, ...table.findings]
  return {
    table,
    from,
    findings: found,
    columnsToKeep,
    good,
    refused,
    given,
    newColumns: newColumns(good),
    notRead,
    skipped,
  }
}

async function readOne(file: string, sheets: Sheets): Promise<Returned | ReturnedSheet> {
  const headings = ['question', 'answer', 'name', 'date'].map((id) => sheets.shared.say(`questions.columns.${id}`))
  if (extname(file).toLowerCase() === '.docx') {
    const content = await readDocx(file)
    const sheet = sheetInDocx(file, content, headings)
    return sheet ?? parseReturned(await tableOfDocx(file, content), sheets.words, sheets.questions, content.kept)
  }
  const table = await readTable(file)
  const sent = table.kind === 'workbook' ? await readTableOrNull(file, { sheet: SENT }) : null
  return (
    sheetInTable(table) ?? parseReturned(table, sheets.words, sheets.questions, sent === null ? null : sentIn(sent))
  )
}

/** By column id: the hidden sheet of what a questionnaire showed when it was sent. */
const sentIn = ({ rows }: PracticeTable): ReadonlyMap<string, string> =>
  new Map(rows.map(({ values }) => [(values[0] ?? '').trim(), (values[1] ?? '').trim()]))

/**
 * The copy with answers of an earlier import, so that the next batch goes on from it; the file itself where there is none.
 *
 * @throws UserError when the file was saved after the copy was made: both have something that the other lacks
 */
async function newestCopy(practices: string): Promise<string> {
  if (COPY.test(stemOf(practices))) return practices
  const newest = lastCopy(practices)
  if (newest === null) return practices
  const [own, later] = await Promise.all([orIfAbsent(stat(practices), null), stat(newest)])
  if (own === null || own.mtimeMs <= later.mtimeMs) return newest
  throw new UserError(
    'usage',
    `${practices} was saved after ${newest}, which has the answers of an earlier import, so it is not clear which to go on from.`,
    `Name ${newest} with ${option('practices', newest)} and make your changes there; or move it to another folder, and import all files that came back again.`,
  )
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
  const undisputed = changes.filter((change) => !isMoot(change) && conflictingChanges(change, changes).length === 0)
  const { findings } = parsePractices(withChanges(table, undisputed, columnLetter), sheets.data, {
    missingCharacter: firstMissing,
    // Other problems of the file are not caused by the answer.
    needed: ['ods_code'],
    map,
  })
  const findingFor = (change: Change): Finding | undefined =>
    disagreement(change, conflictingChanges(change, changes)) ??
    changedSince(change) ??
    formulaIn(change) ??
    findings.find(
      (found) =>
        isUnusable(found) &&
        found.cell?.row === change.row &&
        (change.sheet === undefined || found.cell.sheet === change.sheet) &&
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
  const others = rivals.map(({ after, file }) => `${quoted(after)} (${file})`).join(' and ')
  const message = `Another questionnaire answers ${others}. Take the one that is out of date out of the folder.`
  return findingOf('answers-disagree', message, { cell: { row, column } })
}

/** Nothing that can be written: what stands in the file now is looked at by a person. */
const isMoot = ({ sent, isTaken }: Change): boolean => sent !== undefined || isTaken

/** The answer of one who has not seen what the file says now; or a value that was taken away without another. */
function changedSince(change: Change): Finding | undefined {
  if (!isMoot(change)) return undefined
  const { sent, before, after, row, column } = change
  const message =
    sent === undefined
      ? `The questionnaire showed ${quoted(before)}; now ${after === '' ? 'the answer is empty' : `it says ${quoted(after)}`}. If the value no longer holds, clear the cell yourself.`
      : `The questionnaire showed ${quoted(sent)}, and the practices file says ${quoted(before)} since. Ask which of the two holds, and write it into the practices file yourself.`
  return findingOf('answers-disagree', message, { cell: { row, column } })
}

const quoted = (text: string): string => (text === '' ? 'nothing' : `“${text}”`)

/** A spreadsheet program would read such a value of a CSV file as a formula, and run it. */
function formulaIn({ after, row, column }: Change): Finding | undefined {
  if (!/^(?:[=@]|[+-](?![\d\s(]))/.test(after)) return undefined
  const message = `“${after}” begins like a formula of a spreadsheet. Write it in the practices file yourself if it is meant.`
  return findingOf('formula-in-answer', message, { cell: { row, column } })
}

export interface WrittenCopy {
  /** The file with the changes. */
  readonly file: string
  /** A newer copy than the one that was named, which was left alone; null when there is none. */
  readonly before: string | null
}

/** Writes a copy of the file with the changes. @throws UserError for a kind of file that cannot be changed */
export async function writeChanges(
  table: PracticeTable,
  changes: readonly Change[],
  file: string,
): Promise<WrittenCopy> {
  const last = lastCopy(file)
  const bytes = changed(table, await readFile(file), editsOf(table, changes), file)
  const written = await writeBeside(copyOf(file), bytes)
  return { file: written, before: last === file || last === written ? null : last }
}

function lastCopy(practices: string): string | null {
  let last: string | null = null
  for (let number = 1; ; number += 1) {
    const copy = numbered(copyOf(practices), number)
    if (!isThere(copy)) return last
    last = copy
  }
}

interface SheetEdits {
  readonly sheet: string | undefined
  readonly headerRow: number
  readonly width: number
  /** Names of columns that it lacks. */
  readonly added: readonly string[]
  readonly edits: readonly CellEdit[]
}

/** The cells to change, each where its own sheet has the column. */
function editsOf(table: PracticeTable, changes: readonly Change[]): SheetEdits[] {
  const sheets = [...new Set(changes.map(({ sheet }) => sheet))]
  return sheets.map((name) => {
    const own = changes.filter(({ sheet }) => sheet === name)
    const part = partOf({ ...defined({ sheet: name }) }, table)
    const { headerRow, width } = part ?? table
    const placeOf = ({ header }: Change): number | undefined =>
      header === null ? undefined : part === undefined ? header.index : part.columns.get(header.index)
    const nameOf = ({ header, column }: Change): string => header?.written ?? column
    const added = [...new Set(own.flatMap((change) => (placeOf(change) === undefined ? [nameOf(change)] : [])))]
    const edits = own.map((change) => ({
      row: change.row,
      column: placeOf(change) ?? width + added.indexOf(nameOf(change)),
      text: change.after,
    }))
    return { sheet: name ?? table.sheet, headerRow, width, added, edits }
  })
}

const stemOf = (file: string): string => file.slice(0, file.length - extname(file).length)

/** What copies with answers have at the end of their names. */
const COPY = /-with-answers(?:-\d+)?$/

/** `wave.csv` and its copies become `wave-with-answers.csv`, so that a second import continues from the first. */
const copyOf = (file: string): string => `${stemOf(file).replace(COPY, '')}-with-answers${extname(file)}`

function changed(table: PracticeTable, bytes: Buffer, sheets: readonly SheetEdits[], file: string): Uint8Array {
  if (table.kind === 'csv') {
    const { text, findings } = decodeText(table.file, bytes)
    // Kept, and added where the file was in another encoding: without it Excel misreads accents.
    const mark = [0xef, 0xff, 0xfe].includes(bytes[0] ?? 0) || findings.length > 0 ? BYTE_ORDER_MARK : ''
    const edited = sheets.reduce((now, { edits, added }) => editCsv(readCsvRecords(now), edits, added, table), text)
    return new TextEncoder().encode(mark + edited)
  }
  if (table.kind === 'answers' || extname(file).toLowerCase() === '.ods') {
    throw new UserError(
      'usage',
      `${file} cannot be changed.`,
      'Save it as CSV or as an Excel workbook (.xlsx), and import into that.',
    )
  }
  return sheets.reduce<Uint8Array>((now, { sheet, headerRow, width, added, edits }) => {
    const headers = added.map((text, at) => ({ row: headerRow, column: width + at, text }))
    return editXlsx(now, sheet, [...headers, ...edits])
  }, bytes)
}
