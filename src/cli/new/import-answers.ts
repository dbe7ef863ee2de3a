/** `practice-packs import DIR`: returned questionnaires → the practices file, each change shown before it is made. */
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { firstMissing } from '../../fonts/coverage.ts'
import { UserError } from '../../model/finding.ts'
import type { Finding } from '../../model/finding.ts'
import type { PracticeTable } from '../../model/practice-table.ts'
import { columnLetter } from '../../model/practice-table.ts'
import { parsePractices } from '../../parse/practices/parse-practices.ts'
import type { Change } from '../../parse/practices/questionnaire-answers.ts'
import { changesFrom, newColumns, parseReturned, withChanges } from '../../parse/practices/questionnaire-answers.ts'
import { readPractices, readReturned } from '../../read/read-practices.ts'
import { canAsk, confirm } from './confirm.ts'
import type { SheetOptions, Sheets } from './sheets.ts'
import { openSheets } from './sheets.ts'
import { writeChanges } from './write-changes.ts'

export interface ImportOptions extends SheetOptions {
  readonly practices: string
  readonly map?: ReadonlyMap<string, string>
  readonly sheet?: string
  readonly yes: boolean
  readonly json: boolean
}

export async function importAnswers(folder: string, options: ImportOptions): Promise<void> {
  const sheets = await openSheets(options)
  const table = await readPractices(options.practices, options.sheet)
  const returned = await Promise.all(
    (await questionnairesIn(folder)).map(async (file) =>
      parseReturned(await readReturned(file), sheets.words, sheets.questions),
    ),
  )
  const all = changesFrom(table, returned, sheets.columns, options.map)
  const { good, bad } = judge(table, all, sheets, options.map)
  if (all.length === 0)
    process.stderr.write(`The returned questionnaires say nothing that ${table.file} does not say already.\n`)
  const made = good.length > 0 && (await mayWrite(table, good, bad, options))
  const where = made ? await writeChanges(table, good, options.practices) : null
  if (options.json) {
    const value = {
      changes: good.map(plain),
      refused: bad.map(({ change, finding }) => ({ ...plain(change), why: finding.message })),
      written: where,
    }
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
  } else if (where !== null)
    process.stderr.write(`${count(good.length, 'change')} made in ${where}.${otherFile(where, options.practices)}\n`)
  if (bad.length > 0) process.exitCode = 1
}

/** What a questionnaire may come back as. */
const ENDINGS = ['.xlsx', '.ods', '.csv', '.docx']

async function questionnairesIn(folder: string): Promise<string[]> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (cause) {
    throw new UserError(3, `There is no folder ${folder}.`, 'Name the folder with the returned questionnaires.', {
      cause,
    })
  }
  // Lock files of programs that have a questionnaire open begin with `~$` or `.~`.
  const files = names.filter((name) => ENDINGS.includes(extname(name).toLowerCase()) && !/^[.~]/.test(name))
  const left = names.filter((name) => /\.(?:doc|xls|pdf|odt|msg|eml|zip)$/i.test(name))
  if (left.length > 0)
    process.stderr.write(
      `Not read: ${left.join(', ')}. Only ${ENDINGS.join(', ')} can be: save each as the kind of file that was sent out.\n`,
    )
  if (files.length > 0) return files.sort().map((name) => join(folder, name))
  throw new UserError(
    3,
    `The folder ${folder} holds no questionnaire.`,
    `Put the files that came back (${ENDINGS.join(', ')}) into it.`,
  )
}

/** An answer that could not be used in the practices file is refused, and the others go in. */
function judge(
  table: PracticeTable,
  changes: readonly Change[],
  sheets: Sheets,
  map: ReadonlyMap<string, string> = new Map(),
) {
  const changed = withChanges(table, changes, columnLetter)
  const { findings } = parsePractices(changed, sheets.data, {
    missingCharacter: firstMissing,
    // What else the file lacks is no fault of an answer.
    needed: ['ods_code'],
    map,
  })
  const findingFor = (change: Change): Finding | undefined =>
    formulaIn(change) ??
    findings.find(
      ({ severity, cell }) =>
        severity === 'error' && cell?.row === change.row && cell.column === (change.header?.written ?? change.column),
    )
  const judged = changes.map((change) => ({ change, finding: findingFor(change) }))
  return {
    good: judged.flatMap(({ change, finding }) => (finding === undefined ? [change] : [])),
    bad: judged.flatMap(({ change, finding }) => (finding === undefined ? [] : [{ change, finding }])),
  }
}

/** A spreadsheet program would take such a value of a CSV file for a formula, and run it. */
function formulaIn({ after, row, column }: Change): Finding | undefined {
  if (!/^(?:[=@]|[+-](?![\d\s(]))/.test(after)) return undefined
  const message = `“${after}” begins like a formula of a spreadsheet. Write it in the practices file yourself if it is meant.`
  return { rule: 'formula-in-answer', severity: 'error', message, cell: { row, column } }
}

async function mayWrite(
  table: PracticeTable,
  good: readonly Change[],
  bad: readonly { readonly change: Change; readonly finding: Finding }[],
  options: ImportOptions,
): Promise<boolean> {
  if (!options.json) {
    for (const change of good) process.stdout.write(`${describe(table, change)}\n`)
    for (const { change, finding } of bad)
      process.stderr.write(`not used  ${describe(table, change)}\n          ${finding.message}\n`)
    const added = newColumns(good)
    if (added.length > 0) process.stderr.write(`${count(added.length, 'new column')}: ${added.join(', ')}\n`)
  }
  if (options.yes) return true
  if (canAsk()) return confirm(`Make ${count(good.length, 'change')} in ${options.practices}?`)
  if (!options.json) process.stderr.write('Nothing was changed. Run again with --yes to make these changes.\n')
  return false
}

function describe({ file }: PracticeTable, { row, ods, header, column, before, after, file: from }: Change): string {
  const cell = header === null ? `row ${row}` : `${header.letter}${row}`
  return `${file} ${cell}  ${ods}  ${column}: ${before === '' ? '(empty)' : `“${before}”`} → “${after}”   from ${from}`
}

const plain = ({ header, ...change }: Change) => ({
  ...change,
  cell: header === null ? null : `${header.letter}${change.row}`,
})

/** A workbook is not written over. */
const otherFile = (where: string, practices: string): string =>
  where === practices ? '' : ` ${practices} is as it was: use ${where} from now on.`

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
