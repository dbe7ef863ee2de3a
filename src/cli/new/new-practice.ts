/** `practice-packs new practice`: a file of answers about one practice, by questions or by flags. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Question } from '../../model/questions.ts'
import { UserError } from '../../model/finding.ts'
import { isOpenAnswer } from '../../parse/practices/parse-value.ts'
import { readTable } from '../../read/read-practices.ts'
import { answersFile, answersSchema } from '../../spreadsheet/answers-file.ts'
import { writeWholeFile } from '../../write/write-file.ts'
import { sayCommand, sayWord } from '../say-command.ts'
import { answersInFlags } from './answer-flags.ts'
import { remarksOn } from './check-answers.ts'
import { canAsk } from './confirm.ts'
import type { SheetOptions, Sheets } from './sheets.ts'
import { openSheets } from './sheets.ts'
import type { Terminal } from './terminal.ts'
import { openTerminal } from './terminal.ts'

export interface NewPracticeOptions extends SheetOptions {
  /** False: never ask, whatever the terminal. */
  readonly input: boolean
  readonly schema: boolean
}

const SCHEMA = 'practice.schema.json'

/**
 * @param flags answers on the command line, as written
 * @param terminal whom to ask; null: nobody
 * @throws UserError 2 when an answer cannot be used, or a needed one is missing and nobody can be asked
 */
export async function newPractice(
  file: string,
  flags: readonly string[],
  options: NewPracticeOptions,
  terminal: Terminal | null = options.input && canAsk() ? openTerminal() : null,
): Promise<void> {
  const sheets = await openSheets(options)
  const answers = await answersBefore(file, sheets)
  for (const [id, answer] of answersInFlags(flags, sheets)) {
    refuseWrong(id, answer, sheets)
    answers.set(id, isOpenAnswer(answer) && id !== 'name' ? '' : answer)
  }
  const save = async () => {
    const schema = options.schema ? SCHEMA : null
    await writeWholeFile(file, answersFile(sheets.questions, answers, schema), { replace: true })
  }
  if (terminal !== null) await askAll(sheets, answers, new Set(answers.keys()), terminal, save)
  const missing = sheets.questions.filter(({ id, needed }) => needed && (answers.get(id) ?? '') === '')
  if (terminal === null && missing.length > 0) throw stillNeeded(missing)
  await save()
  if (options.schema) {
    const schema = `${JSON.stringify(answersSchema(sheets.questions), null, 2)}\n`
    await writeWholeFile(join(dirname(file), SCHEMA), schema, { replace: true })
  }
  process.stdout.write(`${file}\n`)
  const next =
    missing.length > 0
      ? `Still needed: ${missing.map(({ id }) => id).join(', ')}. Write them into the file, or run the same command again.`
      : `Next: ${sayCommand('build')} --practices ${sayWord(file)}`
  process.stderr.write(`${next}\n`)
}

/** What an earlier run, or a person, wrote into the file: it is remembered, and can be changed. */
async function answersBefore(file: string, { questionOf }: Sheets): Promise<Map<string, string>> {
  if (!existsSync(file)) return new Map()
  const table = await readTable(file)
  const row = table.rows[0]
  return new Map(
    table.headers.flatMap(({ written, index }): [string, string][] => {
      const question = questionOf(written)
      if (question === null) {
        throw new UserError(
          2,
          `${file} has “${written}”, which is no question about a practice.`,
          'Correct the name or delete the line.',
        )
      }
      return [[question.id, row?.values[index] ?? '']]
    }),
  )
}

function refuseWrong(id: string, answer: string, sheets: Sheets): void {
  const wrong = remarksOn(id, answer, sheets).find(({ severity }) => severity === 'error')
  if (wrong !== undefined) {
    throw new UserError(2, `--${id.replaceAll('_', '-')}: ${wrong.message}`, 'Nothing was written.')
  }
}

function stillNeeded(missing: readonly Question[]): UserError {
  const flags = missing.map(({ id, example }) => `--${id.replaceAll('_', '-')} "${example}"`)
  return new UserError(
    2,
    `The practice's ${missing.map(({ id }) => id).join(', ')} ${missing.length === 1 ? 'is' : 'are'} needed, and there is no terminal to ask at.`,
    `Add ${flags.join(' ')}`,
  )
}

/** The needed questions, then group by group as the person likes. Each answer is saved at once. */
async function askAll(
  { questions, ...sheets }: Sheets,
  answers: Map<string, string>,
  before: ReadonlySet<string>,
  terminal: Terminal,
  save: () => Promise<void>,
): Promise<void> {
  const all = { questions, ...sheets }
  terminal.say(
    'Press Enter to keep the answer in brackets, or to leave a question open. Write ? for “I don’t know yet”.\n',
  )
  try {
    const asked = questions.filter(({ inStarter }) => inStarter)
    await askSome(
      asked.filter(({ needed }) => needed),
      answers,
      terminal,
      all,
      save,
    )
    const rest = asked.filter(({ needed }) => !needed)
    for (const group of new Set(rest.map((question) => question.group))) {
      const some = rest.filter((question) => question.group === group)
      const known = some.filter(({ id }) => before.has(id) && (answers.get(id) ?? '') !== '').length
      const about = `${group}: ${some.length} questions${known === 0 ? '' : `, ${known} of them answered`}`
      terminal.say('')
      if (!/^(?:y|yes|)$/i.test(await terminal.ask(`${about}. Answer them now? [Y/n] `))) continue
      await askSome(some, answers, terminal, all, save)
    }
  } finally {
    terminal.close()
  }
}

async function askSome(
  questions: readonly Question[],
  answers: Map<string, string>,
  terminal: Terminal,
  sheets: Sheets,
  save: () => Promise<void>,
): Promise<void> {
  for (const question of questions) {
    const { id, help, kind, choices } = question
    terminal.say(`\n${question.question}\n  ${help}`)
    const known = answers.get(id) ?? ''
    const among = kind === 'choice' || kind === 'yes-no' ? ` (${choices.join(', ')})` : ''
    for (;;) {
      const answer = await terminal.ask(`${among}${known === '' ? '' : ` [${known}]`}> `)
      if (answer === '') break
      if (id !== 'name' && isOpenAnswer(answer)) {
        answers.set(id, '')
        await save()
        break
      }
      const remarks = remarksOn(id, answer, sheets)
      for (const { message } of remarks) terminal.say(`  ${message}`)
      if (remarks.some(({ severity }) => severity === 'error')) continue
      answers.set(id, answer)
      await save()
      break
    }
  }
}
