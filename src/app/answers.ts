/**
 * Writes a file of answers about one practice, from given answers and by asking a person.
 *
 * @module
 */
import { dirname, join } from 'node:path'
import { isThere } from '../base/files.ts'
import { option } from '../base/text.ts'
import { firstMissing } from '../fonts/coverage.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { isUnusable } from '../model/rules.ts'
import { columnLetter, type PracticeTable, type Question } from '../model/practice-table.ts'
import { parsePractices } from '../practices/parse-practices.ts'
import { isNothing } from '../practices/nothing-words.ts'
import { readTable } from '../practices/read-practices.ts'
import { answersFile, answersSchema } from '../practices/questionnaire.ts'
import { writeFileAtomically } from '../packs/write-file.ts'
import type { Sheets } from './spreadsheets.ts'

/** A terminal with a person to ask. */
export interface Terminal {
  /** Resolves to one line of input. */
  ask(prompt: string): Promise<string>
  say(text: string): void
  close(): void
}

const SCHEMA = 'practice.schema.json'

/**
 * Writes the file. Answers that it already contains are kept, and can be changed.
 *
 * @param given answers by the question's id
 * @param schema whether to write the schema for editors beside it
 * @param terminal where to ask; null: nobody is asked
 * @returns the ids of needed questions without an answer
 * @throws UserError when an answer cannot be used, or a needed one is missing and nobody can be asked
 */
export async function answerPractice(
  file: string,
  given: ReadonlyMap<string, string>,
  sheets: Sheets,
  schema: boolean,
  terminal: Terminal | null,
): Promise<readonly string[]> {
  const answers = await answersBefore(file, sheets)
  for (const [id, answer] of given) {
    refuseWrong(id, answer, sheets)
    answers.set(id, isNothing(answer) ? '' : answer)
  }
  const save = async () => {
    await writeFileAtomically(file, answersFile(sheets.questions, answers, schema ? SCHEMA : null), { replace: true })
  }
  if (terminal !== null) await askAll(sheets, answers, new Set(answers.keys()), terminal, save)
  const missing = sheets.questions.filter(({ id, needed }) => needed && (answers.get(id) ?? '') === '')
  if (terminal === null && missing.length > 0) throw stillNeeded(missing)
  await save()
  if (schema) {
    const text = `${JSON.stringify(answersSchema(sheets.questions), null, 2)}\n`
    await writeFileAtomically(join(dirname(file), SCHEMA), text, { replace: true })
  }
  return missing.map(({ id }) => id)
}

/** Answers that an earlier run or a person wrote into the file; they are kept, and can be changed. */
async function answersBefore(file: string, { questionOf }: Sheets): Promise<Map<string, string>> {
  if (!isThere(file)) return new Map()
  const table = await readTable(file)
  const row = table.rows[0]
  return new Map(
    table.headers.flatMap(({ written, index }): [string, string][] => {
      const question = questionOf(written)
      if (question === null) {
        throw new UserError(
          'usage',
          `${file} has “${written}”, which is not a question about a practice.`,
          'Correct the name or delete the line.',
        )
      }
      return [[question.id, row?.values[index] ?? '']]
    }),
  )
}

function refuseWrong(id: string, answer: string, sheets: Sheets): void {
  const wrong = findingsOn(id, answer, sheets).find(isUnusable)
  if (wrong !== undefined) {
    throw new UserError('usage', `${id}: ${wrong.message}`, 'Nothing was written.')
  }
}

function stillNeeded(missing: readonly Question[]): UserError {
  return new UserError(
    'usage',
    `The practice's ${missing.map(({ id }) => id).join(', ')} ${missing.length === 1 ? 'is' : 'are'} needed, and there is no terminal to ask at.`,
    `Add ${missing.map(({ id, example }) => option(id, example)).join(' ')}`,
  )
}

/** The needed questions first, then group by group if the person wants. Each answer is saved at once. */
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
      if (isNothing(answer)) {
        answers.set(id, '')
        await save()
        break
      }
      const findings = findingsOn(id, answer, sheets)
      for (const { message } of findings) terminal.say(`  ${message}`)
      if (findings.some(isUnusable)) continue
      answers.set(id, answer)
      await save()
      break
    }
  }
}

/** Placeholders for unanswered questions, so that one answer can be checked alone. */
const STAND_IN: Readonly<Record<string, string>> = {
  ods_code: 'A12345',
  name: 'A',
  current_system: 'A',
  new_system: 'B',
  go_live: '2027-01-01',
}

/** Findings about an answer; empty when all is well. */
export function findingsOn(id: string, answer: string, { data, questionOf }: Sheets): readonly Finding[] {
  if (questionOf(id)?.needed === true && isNothing(answer)) return []
  const answers = Object.entries({ ...STAND_IN, [id]: answer })
  const table: PracticeTable = {
    file: 'answers',
    kind: 'answers',
    headerRow: 0,
    headers: answers.map(([written], index) => ({ written, index, letter: columnLetter(index) })),
    width: answers.length,
    rows: [{ row: 2, values: answers.map(([, text]) => text), lines: answers.map((_, index) => index + 1) }],
    findings: [],
  }
  const line = answers.findIndex(([name]) => name === id) + 1
  const { findings } = parsePractices(table, data, { missingCharacter: firstMissing })
  return findings.filter(({ place }) => place?.line === line)
}
