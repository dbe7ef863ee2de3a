/**
 * The commands about spreadsheets and questionnaires: `new …` and `import`.
 *
 * @module
 */
import { Option, type Command, type OptionValues } from '@commander-js/extra-typings'
import type { ReturnedAnswers, WrittenCopy } from '../app/import-answers.ts'
import type { Terminal } from '../app/answers.ts'
import type { QuestionnaireOptions } from '../app/questionnaires.ts'
import type { TableOptions } from '../app/remembered-columns.ts'
import type { SheetOptions, Sheets } from '../app/spreadsheets.ts'
import { counted, quotedWord } from '../base/text.ts'
import { UserError } from '../model/finding.ts'
import { letterIn, rowName, type PracticeTable } from '../model/practice-table.ts'
import type { Change } from '../practices/returned-changes.ts'
import { addColumns, addGuideFolder, addJson, addOds, addOnly, addPracticesFile, addTemplates, given } from './flags.ts'
import { inFlags, printFindings, sayCommand, sayInputs, sayKept } from './print.ts'

const addSheets = <A extends unknown[], O extends OptionValues, G extends OptionValues>(command: Command<A, O, G>) =>
  addTemplates(addGuideFolder(command, 'the guide whose conditions are asked about'), 'the templates, for their words')

/** `practice-packs new …`: the files that a project starts with. */
export function registerNew(program: Command): void {
  const command = program.command('new').description('make a spreadsheet, questionnaires, or a file for one practice')

  addSheets(command.command('spreadsheet'))
    .description('an empty spreadsheet with drop-downs and explanations')
    .argument('[file]', 'where it goes', 'practices.xlsx')
    .option('--force', 'replace an existing file', false)
    .addHelpText('after', '\nExample:\n  practice-packs new spreadsheet practices.xlsx\n')
    .action(async (file, flags) => newSpreadsheet(file, flags))

  const questionnaire = addOds(addColumns(addSheets(command.command('questionnaire')))).description(
    'questions for each practice, with what is known filled in',
  )
  addOnly(
    addPracticesFile(questionnaire).addOption(
      new Option('--format <format>', 'a spreadsheet or a Word document')
        .choices(['xlsx', 'docx'] as const)
        .default('xlsx' as const),
    ),
  )
    .option('--out <dir>', 'where they go', 'questionnaires')
    .option('--force', 'replace existing files', false)
    .addHelpText(
      'after',
      `
Examples:
  practice-packs new questionnaire --practices practices.csv --out to-send
  practice-packs new questionnaire --practices practices.csv --ods epraccur.csv --format docx --out to-send
`,
    )
    .action(async (flags) => newQuestionnaire(given(flags)))

  addSheets(command.command('practice'))
    .description('a file of answers about one practice, by questions; every answer is also a flag')
    .argument('[file]', 'where it goes; answers that it already contains are kept', 'practice.yaml')
    .option('--no-input', 'never ask, even at a terminal')
    .option('--no-schema', 'do not write the schema that helps editors')
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText(
      'after',
      `
Examples:
  practice-packs new practice larkspur-hill.yaml
  practice-packs new practice larkspur-hill.yaml --ods-code Z99901 --name "Larkspur Hill Surgery" --current-system "EMIS Web" --new-system "TPP SystmOne" --go-live "14 April 2027" --dispensing no
`,
    )
    .action(async (_, flags, self) => {
      const [file, answers] = fileAndFlags(self.args)
      await newPractice(file, answers, flags)
    })
}

/** The file comes first or not at all, because what follows a flag may be its answer. */
function fileAndFlags(words: readonly string[]): [string, readonly string[]] {
  const [first] = words
  return first === undefined || first.startsWith('-') ? ['practice.yaml', words] : [first, words.slice(1)]
}

/** `practice-packs import DIR`: returned questionnaires. */
export function registerImport(program: Command): void {
  const command = addColumns(addSheets(program.command('import')))
    .description(
      'put returned questionnaires and answers to questions into a copy of the practices file, showing each change first',
    )
    .argument('<dir>', 'the folder with the files that came back')
  addJson(
    addPracticesFile(command).option('--yes', 'write the copy without asking', false),
    'the changes as one JSON value',
  )
    .addHelpText('after', '\nExample:\n  practice-packs import returned --practices practices.csv\n')
    .action(async (folder, flags) => importAnswers(folder, given(flags)))
}

async function newSpreadsheet(file: string, flags: SheetOptions & { readonly force: boolean }): Promise<void> {
  const app = await import('../app/spreadsheets.ts')
  const sheet = await app.newSpreadsheet(file, flags, flags.force)
  process.stdout.write(`${file}\n`)
  process.stderr.write(
    `Fill in the sheet “${sheet}”, a practice in each row; only the first five columns are needed.\nNext: ${sayCommand('check')} --practices ${quotedWord(file)}\n`,
  )
}

export async function newQuestionnaire(flags: QuestionnaireOptions): Promise<void> {
  const { newQuestionnaires } = await import('../app/questionnaires.ts')
  const onFile = (file: string): void => void process.stdout.write(`${file}\n`)
  const { files, skipped, findings, columnsToKeep } = await newQuestionnaires({ ...flags, onFile })
  printFindings(findings, flags.practices)
  await sayKept(columnsToKeep)
  const left = skipped.length === 0 ? '' : ` Rows without a valid ODS code were left out: ${skipped.join(', ')}.`
  process.stderr.write(
    `${counted(files.length, 'questionnaire')} written.${left}\nSend each to its practice. When they are back in one folder: ${sayCommand('import')} DIR ${sayInputs({ ...flags, ods: undefined })}\n`,
  )
}

interface NewPracticeFlags extends SheetOptions {
  /** False: never ask, whatever the terminal. */
  readonly input: boolean
  readonly schema: boolean
}

/**
 * @param words answers on the command line, as written
 * @param terminal where to ask; null: nobody is asked; absent: the current terminal, if there is one
 */
export async function newPractice(
  file: string,
  words: readonly string[],
  flags: NewPracticeFlags,
  terminal?: Terminal | null,
): Promise<void> {
  const [{ answerPractice }, { openSheets }, { canAsk, openTerminal }] = await Promise.all([
    import('../app/answers.ts'),
    import('../app/spreadsheets.ts'),
    import('./terminal.ts'),
  ])
  const sheets = await openSheets(flags)
  const answers = await answersInFlags(words, sheets)
  const asked = terminal === undefined ? (flags.input && canAsk() ? openTerminal() : null) : terminal
  const missing = await answerPractice(file, answers, sheets, flags.schema, asked)
  process.stdout.write(`${file}\n`)
  const next =
    missing.length > 0
      ? `Still needed: ${missing.join(', ')}. Write them into the file, or run the same command again.`
      : `Next: ${sayCommand('build')} --practices ${quotedWord(file)}`
  process.stderr.write(`${next}\n`)
}

/**
 * Every answer is also a flag: `--go-live "14 April 2027"`, `--dispensing yes`, or `--dispensing` alone for yes. The
 * flags depend on the guide's conditions and roles, so they are matched here and not declared one by one.
 *
 * @param words the arguments besides the declared options
 * @throws UserError for a flag that is not a question, or one without an answer
 */
async function answersInFlags(
  words: readonly string[],
  { questionOf, questions }: Sheets,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>()
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const [flag = '', inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word)?.slice(1) ?? []
    const question = questionOf(flag)
    if (question === null)
      throw await unknownFlag(
        word,
        flag,
        questions.map(({ id }) => id),
      )
    const next = words[at + 1]
    const value = inline ?? (next === undefined || next.startsWith('--') ? undefined : next)
    if (value !== undefined && inline === undefined) at += 1
    if (value === undefined && question.kind !== 'yes-no') {
      throw new UserError('usage', `${word} has no answer.`, `Write it like ${word} "${question.example}".`)
    }
    answers.set(question.id, value ?? 'yes')
  }
  return answers
}

async function unknownFlag(word: string, flag: string, ids: readonly string[]): Promise<UserError> {
  const { suggestColumn } = await import('../practices/match-columns.ts')
  const near = flag === '' ? null : suggestColumn(flag, ids)
  return new UserError(
    'usage',
    `${word} is not a question about a practice.`,
    near === null
      ? 'The sheet “All columns” of `practice-packs new spreadsheet` lists them all.'
      : `Did you mean --${near.replaceAll('_', '-')}?`,
  )
}

interface ImportFlags extends SheetOptions, TableOptions {
  readonly yes: boolean
  readonly json: boolean
}

export async function importAnswers(folder: string, flags: ImportFlags): Promise<void> {
  const { readAnswers, RETURNED_ENDINGS, writeChanges } = await import('../app/import-answers.ts')
  const { keepAnswers } = await import('../app/kept-answers.ts')
  const answers = await readAnswers(folder, flags)
  const { table, from, findings, columnsToKeep, good, refused, given, notRead, skipped } = answers
  printFindings(findings, from)
  if (from !== flags.practices)
    process.stderr.write(`Goes on from ${from}, which has the answers of the import before.\n`)
  if (notRead.length > 0)
    process.stderr.write(
      `Not read: ${notRead.join(', ')}. Only ${RETURNED_ENDINGS.join(', ')} can be read: save each as the kind of file that was sent out.\n`,
    )
  for (const { file, why } of skipped) process.stderr.write(`Skipped: ${file}. ${inFlags(why)}\n`)
  if (good.length === 0 && refused.length === 0 && given.length === 0)
    process.stderr.write(`The files that came back contain nothing that is not in ${table.file} already.\n`)
  if (!flags.json) showChanges(answers)
  const mayChange = (good.length > 0 || given.length > 0) && (await mayWrite(answers, flags))
  if (mayChange) await sayKept(columnsToKeep)
  const where = mayChange && good.length > 0 ? await writeChanges(table, good, from) : null
  const kept = mayChange && given.length > 0 ? await keepAnswers(given, flags.practices) : null
  if (flags.json) {
    const value = {
      changes: good.map((change) => plain(table, change)),
      refused: refused.map(({ change, finding }) => ({ ...plain(table, change), why: finding.message })),
      answers: given,
      skipped,
      from,
      written: where?.file ?? null,
      kept: kept?.file ?? null,
      leftAlone: where?.before ?? null,
    }
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
  } else {
    if (where !== null) process.stderr.write(sayWritten(where, from, good.length))
    if (kept !== null) process.stderr.write(`${counted(given.length, 'answer')} kept in ${kept.file}.\n`)
  }
  for (const { ods, question, answer, file } of kept?.disagree ?? [])
    process.stderr.write(`Look at this  ${ods}  ${question} “${answer}” from ${file}: there is another answer too.\n`)
  if (refused.length > 0 || skipped.length > 0) process.exitCode = 1
}

function showChanges({ table, good, refused, given, newColumns }: ReturnedAnswers): void {
  for (const change of good.filter(({ isDate }) => !isDate)) process.stdout.write(`${describe(table, change)}\n`)
  const dates = good.filter(({ isDate }) => isDate)
  // Apart, so that nobody takes a new go-live day for a new phone number.
  if (dates.length > 0)
    process.stdout.write(
      `\nDates. Each changes other days of the plan: check them with the practice first.\n${dates.map((change) => `  ${describe(table, change)}\n`).join('')}`,
    )
  for (const { ods, question, answer, name, date, file } of given) {
    const by = [name, date].filter((part) => part !== '').join(', ')
    process.stdout.write(`${ods}  ${question} “${answer}”${by === '' ? '' : ` (${by})`}   from ${file}\n`)
  }
  for (const { change, finding } of refused)
    process.stderr.write(`not used  ${describe(table, change)}\n          ${inFlags(finding.message)}\n`)
  if (newColumns.length > 0)
    process.stderr.write(`${counted(newColumns.length, 'new column')}: ${newColumns.join(', ')}\n`)
}

async function mayWrite({ from, good, given }: ReturnedAnswers, flags: ImportFlags): Promise<boolean> {
  if (flags.yes) return true
  const { canAsk, confirm } = await import('./terminal.ts')
  const copy =
    good.length === 0 ? [] : [`Write a copy of ${from} with ${counted(good.length, 'change')}${countDates(good)}`]
  const keep =
    given.length === 0 ? [] : [`${copy.length === 0 ? 'K' : 'k'}eep ${counted(given.length, 'answer')} beside it`]
  if (canAsk()) return confirm(`${[...copy, ...keep].join(', and ')}?`)
  if (!flags.json)
    process.stderr.write('Nothing was written. Run again with --yes to write a copy with these changes.\n')
  return false
}

function countDates(good: readonly Change[]): string {
  const dates = good.filter(({ isDate }) => isDate).length
  return dates === 0 ? '' : `, ${dates} of them of dates`
}

/** `B4`, or `Wave 2!B4` on another sheet than the first. */
function cellName(table: PracticeTable, { header, ...row }: Change): string {
  const sheet = rowName(row, table).slice(0, -String(row.row).length)
  return header === null ? `row ${rowName(row, table)}` : `${sheet}${letterIn(row, table, header)}${row.row}`
}

function describe(table: PracticeTable, change: Change): string {
  const { ods, column, before, after, file: from } = change
  const [file, cell] = [table.file, cellName(table, change)]
  return `${file} ${cell}  ${ods}  ${column}: ${before === '' ? '(empty)' : `“${before}”`} → ${after === '' ? '(empty)' : `“${after}”`}   from ${from}`
}

function plain(table: PracticeTable, change: Change) {
  const { file, row, ods, column, before, after, isDate } = change
  const cell = change.header === null ? null : cellName(table, change)
  return { file, row, ods, column, before, after, isDate, cell }
}

/** Neither the practices file is overwritten, nor a copy that somebody may have edited. */
function sayWritten({ file, before }: WrittenCopy, practices: string, changes: number): string {
  const made = `${counted(changes, 'change')} made in ${file}. ${practices} is as it was: use ${file} from now on.\n`
  return before === null
    ? made
    : `${made}${before} is newer and was left as it is: what only it contains is not in ${file}.` +
        ` To continue from it instead, add --practices ${before}.\n`
}
