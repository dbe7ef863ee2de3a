/**
 * The questions for one practice, with known answers filled in: as a workbook, and as YAML with a JSON schema for editors.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { writeYaml } from '../base/yaml.ts'
import type { Question, SheetWords } from '../model/practice-table.ts'
import { SENT } from './fix-workbook.ts'
import { columnFor } from './starter-workbook.ts'
import { cell, type SheetCell, type SheetToWrite, writeWorkbook } from './write-workbook.ts'

export interface KnownAnswer {
  readonly text: string
  readonly isRealDate: boolean
}

/** @param known what the practice's row says in a column, or null */
export async function questionnaireWorkbook(
  practice: { readonly ods: string; readonly name: string; readonly newSystem: string },
  questions: readonly Question[],
  known: (id: string) => KnownAnswer | null,
  words: SheetWords,
): Promise<Uint8Array> {
  const title = words.say('questionnaire_title', { name: practice.name, new_system: practice.newSystem })
  const asked = questions.filter(({ inQuestionnaire }) => inQuestionnaire)
  const groups = [...new Set(asked.map(({ group }) => group))]
  const code = questions.find(({ id }) => id === 'ods_code')
  const rows = groups.flatMap((group): SheetCell[][] => [
    [group, '', '', ''].map((text) => ({ text, heading: true })),
    ...asked.filter((question) => question.group === group).map((question) => questionRow(question, known, words)),
  ])
  const sheet: SheetToWrite = {
    name: words.say('sheet_questions'),
    above: [title, ...words.lines('questionnaire_intro')],
    columns: [
      { header: words.say('head_question'), width: 52, kind: 'text' },
      { header: words.say('head_answer'), width: 34, kind: 'text' },
      { header: words.say('head_help'), width: 52, kind: 'text' },
      { header: words.say('head_id'), width: 26, kind: 'text' },
    ],
    rows: [[code?.question ?? 'ODS', practice.ods, '', 'ods_code'].map(cell), ...rows],
  }
  /** So that only what differs is an answer when it comes back. */
  const sent: SheetToWrite = {
    name: SENT,
    columns: ['head_id', 'head_answer'].map((key) => ({ header: words.say(key), width: 26, kind: 'text' })),
    rows: [
      ['ods_code', practice.ods].map(cell),
      ...asked.flatMap(({ id }) => {
        const text = known(id)?.text ?? ''
        return text === '' ? [] : [[id, text].map(cell)]
      }),
    ],
    hidden: true,
  }
  return writeWorkbook(title, [sheet, sent], words.say('author'))
}

function questionRow(question: Question, known: (id: string) => KnownAnswer | null, words: SheetWords): SheetCell[] {
  const { kind, choices } = columnFor(question, words)
  const answer = known(question.id)
  const typed = kind === 'date' && answer !== null && !answer.isRealDate ? 'text' : kind
  return [
    cell(question.question),
    {
      text: answer?.text ?? '',
      answer: true,
      kind: typed,
      ...defined({ choices }),
    },
    cell(question.help),
    cell(question.id),
  ]
}

/**
 * YAML with every question as a comment above its answer; an unknown answer stays empty.
 *
 * @param answers by column id; answers to questions that are not asked usually come last
 * @param schema name of the schema file, for editors; null for none
 */
export function answersFile(
  questions: readonly Question[],
  answers: ReadonlyMap<string, string>,
  schema: string | null,
): string {
  const shown = questions.filter(({ id, inStarter }) => inStarter || answers.has(id))
  const groups = [...new Set(shown.map(({ group }) => group))]
  const lines = schema === null ? [] : [`# yaml-language-server: $schema=${schema}`, '']
  for (const group of groups) {
    lines.push(`# ${group}`, '')
    for (const { id, question } of shown.filter((candidate) => candidate.group === group)) {
      const answer = answers.get(id) ?? ''
      lines.push(`# ${question}`, answer === '' ? `${id}:` : `${id}: ${writeYaml(answer).trim()}`, '')
    }
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** JSON schema (draft 7) of a file of answers. Dates are text: YAML has none, and people write them in many ways. */
export function answersSchema(questions: readonly Question[]): Record<string, unknown> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'One practice',
    type: 'object',
    required: questions.filter(({ needed }) => needed).map(({ id }) => id),
    additionalProperties: false,
    properties: Object.fromEntries(questions.map((question) => [question.id, propertyFor(question)])),
  }
}

function propertyFor({ question, help, example, kind, choices }: Question): Record<string, unknown> {
  const about = { title: question, description: help, ...(example === '' ? {} : { examples: [example] }) }
  if (kind === 'yes-no') return { ...about, enum: [...choices, true, false, '', null] }
  if (kind === 'choice') return { ...about, enum: [...choices, '', null] }
  return { ...about, type: ['string', 'number', 'null'] }
}
