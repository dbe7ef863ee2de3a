/**
 * The starter: an empty sheet for practices with drop-downs and explanations, and what a colleague needs to fill it in.
 *
 * @module
 */
import type { Question, SheetWords } from '../model/practice-table.ts'
import { cell, type SheetColumn, type SheetToWrite, writeWorkbook } from './write-workbook.ts'

/** Rows that are formatted and have drop-downs; more can be typed below. */
const EMPTY_ROWS = 250

/** Columns that a row of defaults is found by. */
const DEFAULT_KEYS = ['wave', 'icb', 'current_system', 'new_system']

/** What usually is the same for many practices. */
const DEFAULT_VALUES = ['delivery_partner', 'delivery_team', 'trainer', 'cutover']

/** @param questions every column that is understood; those that are not for the starter are only listed */
export async function starterWorkbook(questions: readonly Question[], words: SheetWords): Promise<Uint8Array> {
  const starter = questions.filter(({ inStarter }) => inStarter)
  // The needed ones first: a colleague who fills in nothing else has done enough.
  const ordered = [...starter.filter(({ needed }) => needed), ...starter.filter(({ needed }) => !needed)]
  const sheets: SheetToWrite[] = [
    {
      name: words.say('sheet_practices'),
      columns: ordered.map((question) => columnFor(question, words)),
      rows: [],
      emptyRows: EMPTY_ROWS,
      fixedColumns: 2,
    },
    {
      name: 'defaults',
      columns: defaultsQuestions(questions).map((question) => columnFor(question, words)),
      rows: [],
      emptyRows: 20,
    },
    {
      name: words.say('sheet_example'),
      columns: ordered.map((question) => columnFor(question, words)),
      rows: [ordered.map(({ example }) => cell(example))],
    },
    allColumns(questions, words),
    {
      name: words.say('sheet_how_to'),
      columns: [{ header: '', width: 100, kind: 'text' }],
      rows: words.lines('how_to_starter').map((line) => [cell(line)]),
      withHeaders: false,
    },
  ]
  return writeWorkbook(words.say('sheet_practices'), sheets, words.say('author'))
}

/** A column of practices: its name, what it means, and what may be chosen. */
export function columnFor(question: Question, words: SheetWords): SheetColumn {
  const { id, kind, choices } = question
  const strict = kind === 'yes-no' || kind === 'choice'
  const help = words.say(kind === 'yes-no' ? 'choose_answer' : strict ? 'choose_listed' : 'choose_or_type')
  return {
    header: id,
    width: Math.min(Math.max(id.length + 4, kind === 'date' ? 18 : 14), 36),
    kind: kind === 'date' || kind === 'time' ? kind : 'text',
    note: `${question.question}\n${question.help}`,
    ...(choices.length === 0 ? {} : { choices: { values: choices, strict, help } }),
  }
}

function defaultsQuestions(questions: readonly Question[]): Question[] {
  return [...DEFAULT_KEYS, ...DEFAULT_VALUES].flatMap((id) => questions.filter((question) => question.id === id))
}

function allColumns(questions: readonly Question[], words: SheetWords): SheetToWrite {
  const text = (key: string, width: number): SheetColumn => ({ header: words.say(key), width, kind: 'text' })
  return {
    name: words.say('sheet_columns'),
    columns: [
      text('head_column', 34),
      text('head_group', 18),
      text('head_needed', 10),
      text('head_question', 60),
      text('head_help', 60),
      text('head_example', 34),
    ],
    rows: questions.map(({ id, group, needed, question, help, example, choices }) =>
      [
        id,
        group,
        needed ? words.say('needed') : '',
        question,
        help,
        choices.length > 0 ? choices.join(', ') : example,
      ].map(cell),
    ),
    fixedColumns: 1,
  }
}
