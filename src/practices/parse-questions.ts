/**
 * `templates/spreadsheet.yaml` and the guide's lists → the questions, in the order in which they are asked.
 *
 * Every known column has a question; the file says which of them go into the starter and the questionnaire. Also compares
 * returned questionnaires with the practices file. An empty answer, or "don't know yet", changes nothing there.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { type GuideData, type MilestoneId, MILESTONES } from '../model/guide.ts'
import type { PracticeTable, Question, SheetWords, TableHeader } from '../model/practice-table.ts'
import type { SourceFile } from '../model/sources.ts'
import { asFinding, openYaml, type YamlMap } from '../model/yaml-map.ts'
import { each, list, mapping, named, text, YES_NO } from '../model/yaml-shape.ts'
import { cleanText } from './clean-text.ts'
import { type Column, knownColumns, NEEDED_COLUMNS, plainName, snake } from './columns.ts'
import { matchColumns } from './match-columns.ts'
import { isNothing } from './nothing-words.ts'
import { parseDate } from './parse-date.ts'
import { parseAnswer, type Parsed, parseOdsCode, parseTime } from './parse-value.ts'

export interface Questions {
  readonly questions: readonly Question[]
  readonly words: SheetWords
}

const QUESTION_WORDS = mapping({ question: text, help: text, example: text })
const SHEET_WORDS = [
  'dont_know',
  'author',
  'sheet_practices',
  'sheet_example',
  'sheet_columns',
  'sheet_how_to',
  'sheet_fix',
  'sheet_questions',
  'head_column',
  'head_group',
  'head_question',
  'head_help',
  'head_example',
  'head_needed',
  'head_row',
  'head_wrong',
  'head_mark',
  'head_answer',
  'head_id',
  'yes',
  'no',
  'needed',
  'choose_answer',
  'choose_listed',
  'choose_or_type',
  'brings',
  'questionnaire_title',
] as const
const SHEET_LINES = ['how_to_starter', 'how_to_fix', 'questionnaire_intro'] as const
/** Groups that questions of the tool's own are in. */
const GROUPS = ['people', 'dates', 'questions'] as const

export const SPREADSHEET_SHAPE = mapping({
  groups: named(text, GROUPS),
  columns: list(
    mapping({
      id: text,
      group: text,
      question: text,
      help: text,
      example: text,
      'starter?': YES_NO,
      'questionnaire?': YES_NO,
    }),
  ),
  contacts: mapping({ roles: list(text), questionnaire_roles: list(text), parts: named(QUESTION_WORDS) }),
  milestones: each(['date', 'status'], QUESTION_WORDS),
  words: mapping({
    ...Object.fromEntries(SHEET_WORDS.map((word) => [word, text])),
    ...Object.fromEntries(SHEET_LINES.map((word) => [word, list(text)])),
  }),
})

/**
 * @param milestoneName what a milestone is called in documents
 * @throws UserError when the file lacks something or names a column that is not understood
 */
export function parseQuestions(
  source: SourceFile,
  data: GuideData,
  milestoneName: (id: MilestoneId) => string,
): Questions {
  return questionsIn(openYaml(source, SPREADSHEET_SHAPE), data, milestoneName)
}

function questionsIn(yaml: YamlMap, data: GuideData, milestoneName: (id: MilestoneId) => string): Questions {
  const columns = knownColumns(data)
  const asked = new Map<string, Question>()
  const add = (question: Question) => {
    if (!asked.has(question.id)) asked.set(question.id, question)
  }
  for (const entry of yaml.list('columns')) add(questionOfColumn(entry, yaml, columns, data))
  for (const question of contactQuestions(yaml, data)) add(question)
  for (const question of milestoneQuestions(yaml, columns, data, milestoneName)) add(question)
  for (const question of conditionQuestions(yaml, data)) add(question)
  // Groups in the order of the file; within a group the order in which its questions were found.
  const order = yaml.map('groups').entries((id, _, groups) => groups.string(id))
  const questions = [...asked.values()].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
  yaml.done()
  return { questions, words: sheetWords(yaml.map('words')) }
}

/**
 * All that is wrong with the file, so that it does not show only when rows that failed are written for somebody to fix.
 *
 * @param shipped the file that ships with the tool, which has every word
 */
export function checkSheetWords(source: SourceFile, shipped: SourceFile, data: GuideData): Finding[] {
  const found = (error: unknown): Finding => asFinding(error, 'template-data-unreadable')
  try {
    const yaml = openYaml(source, SPREADSHEET_SHAPE)
    const problems = yaml.problems()
    if (problems.length > 0) return problems.map(found)
    questionsIn(yaml, data, (id) => id)
    const whole = openYaml(shipped, SPREADSHEET_SHAPE)
    const known = [...data.roles.map(({ id }) => id), ...rolesAsked(whole.map('contacts'))]
    const asked = [yaml.map('contacts').map('parts'), yaml.map('milestones')] as const
    return [
      ...unknownFields(yaml.map('words'), whole.map('words')),
      ...fieldsBesides(asked[0], ['{role}']),
      ...fieldsBesides(asked[1], ['{milestone}']),
      ...unknownRoles(yaml.map('contacts'), known),
    ].map(found)
  } catch (error) {
    return [found(error)]
  }
}

const rolesAsked = (contacts: YamlMap): string[] => [
  ...contacts.strings('roles'),
  ...contacts.strings('questionnaire_roles'),
]

const unknownRoles = (contacts: YamlMap, known: readonly string[]): Error[] =>
  rolesAsked(contacts)
    .filter((role) => !known.includes(role))
    .map((role) => contacts.error(`There is no role \`${role}\`.${didYouMean(role, known)}`, 'roles'))

/** The fields in words are those of the file that ships. */
function unknownFields(words: YamlMap, shipped: YamlMap): Error[] {
  const fieldsOf = (lines: readonly string[]) => lines.flatMap((line) => line.match(FIELD) ?? [])
  const compare = (key: string, lines: (map: YamlMap) => readonly string[]): Error[] => {
    const known = fieldsOf(lines(shipped))
    return fieldsOf(lines(words))
      .filter((field) => !known.includes(field))
      .map((field) => words.error(`Unexpected field \`${field}\` in \`${key}\`.${didYouMean(field, known)}`, key))
  }
  return [
    ...SHEET_WORDS.flatMap((key) => compare(key, (map) => [map.string(key)])),
    ...SHEET_LINES.flatMap((key) => compare(key, (map) => map.strings(key))),
  ]
}

/** Questions whose words have a field that nothing fills in. */
const fieldsBesides = (asked: YamlMap, known: readonly string[]): Error[] =>
  asked
    .entries((_, words) =>
      (words.string('question').match(FIELD) ?? [])
        .filter((field) => !known.includes(field))
        .map((field) => words.error(`Unexpected field \`${field}\`.${didYouMean(field, known)}`, 'question')),
    )
    .flat()

const FIELD = /\{\w+\}/g

function questionOfColumn(
  entry: YamlMap,
  yaml: YamlMap,
  columns: ReadonlyMap<string, Column>,
  data: GuideData,
): Question {
  const id = entry.string('id')
  const column = columns.get(plainName(id))
  if (column === undefined)
    throw entry.error(`There is no column \`${id}\`.${didYouMean(id, [...columns.keys()])}`, 'id')
  const groups = yaml.map('groups')
  const group = entry.string('group')
  if (!groups.has(group)) {
    const known = groups.entries((name) => name)
    throw entry.error(`There is no group \`${group}\` under \`groups:\`.${didYouMean(group, known)}`, 'group')
  }
  return {
    id,
    group: groups.string(group),
    question: entry.string('question'),
    help: entry.string('help'),
    example: entry.string('example'),
    ...kindOf(column, data, yaml),
    needed: (NEEDED_COLUMNS as readonly string[]).includes(id),
    inStarter: entry.optional('starter') !== 'no',
    inQuestionnaire: entry.optional('questionnaire') !== 'no',
  }
}

function contactQuestions(yaml: YamlMap, data: GuideData): Question[] {
  const contacts = yaml.map('contacts')
  const starter = contacts.strings('roles')
  const questionnaire = contacts.strings('questionnaire_roles')
  const parts = contacts.map('parts')
  const group = yaml.map('groups').string('people')
  return data.roles.flatMap((role) =>
    parts.entries((part, words) => ({
      id: `${snake(role.id)}_${part}`,
      group,
      question: fill(words.string('question'), { role: role.name }),
      help: words.string('help'),
      example: words.string('example'),
      kind: 'text' as const,
      choices: [],
      needed: false,
      inStarter: starter.includes(role.id),
      inQuestionnaire: questionnaire.includes(role.id),
    })),
  )
}

function milestoneQuestions(
  yaml: YamlMap,
  columns: ReadonlyMap<string, Column>,
  data: GuideData,
  milestoneName: (id: MilestoneId) => string,
): Question[] {
  const group = yaml.map('groups').string('dates')
  return MILESTONES.flatMap((milestone) =>
    [snake(milestone), `${snake(milestone)}_status`].flatMap((id): Question[] => {
      const column = columns.get(plainName(id))
      if (column === undefined) return []
      const words = yaml.map('milestones').map(column.kind === 'date' ? 'date' : 'status')
      return [
        {
          id,
          group,
          question: fill(words.string('question'), { milestone: milestoneName(milestone) }),
          help: words.string('help'),
          example: words.string('example'),
          ...kindOf(column, data, yaml),
          needed: false,
          inStarter: false,
          inQuestionnaire: false,
        },
      ]
    }),
  )
}

function conditionQuestions(yaml: YamlMap, data: GuideData): Question[] {
  const words = sheetWords(yaml.map('words'))
  return data.conditions.map(({ id, question, switchesOn }) => ({
    id,
    group: yaml.map('groups').string('questions'),
    question,
    help: words.say('brings', { switches_on: switchesOn }),
    example: words.say('yes'),
    kind: 'yes-no',
    choices: [words.say('yes'), words.say('no'), words.say('dont_know')],
    needed: false,
    inStarter: true,
    inQuestionnaire: true,
  }))
}

function kindOf(column: Column, data: GuideData, yaml: YamlMap): Pick<Question, 'kind' | 'choices'> {
  const words = yaml.map('words')
  switch (column.kind) {
    case 'date':
    case 'repeat-order-by':
    case 'previous-go-live':
    case 'apps-off':
      return { kind: 'date', choices: [] }
    case 'time':
      return { kind: 'time', choices: [] }
    case 'status':
      return { kind: 'choice', choices: ['proposed', 'confirmed', 'done'] }
    case 'cutover':
      return { kind: 'choice', choices: ['week', 'weekend', '72-hours'] }
    case 'condition':
      return { kind: 'yes-no', choices: [words.string('yes'), words.string('no'), words.string('dont_know')] }
    case 'needed':
      return column.id.endsWith('_system')
        ? { kind: 'text', choices: data.systems.map(({ name }) => name) }
        : { kind: 'text', choices: [] }
    default:
      return { kind: 'text', choices: [] }
  }
}

/** The words of the file alone, without its questions. */
export function parseSheetWords(source: SourceFile): SheetWords {
  return sheetWords(openYaml(source, SPREADSHEET_SHAPE).map('words'))
}

function sheetWords(words: YamlMap): SheetWords {
  return {
    say: (key, values = {}) => fill(words.string(key), values),
    lines(key, values = {}) {
      const lines = words.strings(key)
      if (lines.length === 0) throw words.error(`There are no words \`${key}\`.`)
      return lines.map((line) => fill(line, values))
    },
  }
}

/** `{name}` → its value; a field without a value stays as it is written. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (field, key: string) => values[key] ?? field)
}

/** The answers of a returned questionnaire. */
export interface Returned {
  readonly file: string
  readonly ods: string
  /** By column id, as written. */
  readonly answers: ReadonlyMap<string, string>
}

/** One cell of the practices file that would change. */
export interface Change {
  readonly file: string
  readonly row: number
  readonly ods: string
  readonly column: string
  /** Null: the practices file has no such column yet. */
  readonly header: TableHeader | null
  readonly before: string
  readonly after: string
}

/**
 * Takes the answers from a returned questionnaire. A spreadsheet has a row for each question; a Word document is one row,
 * with a column for each answer.
 *
 * @throws UserError when the file is not one of our questionnaires, or has lost the practice's code
 */
export function parseReturned(table: PracticeTable, words: SheetWords, questions: readonly Question[]): Returned {
  const answers = new Map(
    [...(table.kind === 'answers' ? answersInFields(table, questions) : answersInRows(table, words))].filter(
      ([column, text]) => column !== '' && text !== '' && !isNothing(text),
    ),
  )
  const code = parseOdsCode(answers.get('ods_code') ?? '')
  if (!('value' in code)) {
    throw new UserError(
      'usage',
      `${table.file} does not say which practice it is about: the answer for ods_code is missing or wrong.`,
      'Write the ODS code of the practice into it.',
    )
  }
  answers.delete('ods_code')
  return { file: table.file, ods: code.value, answers }
}

function answersInRows(table: PracticeTable, words: SheetWords): (readonly [string, string])[] {
  const at = (key: string) =>
    table.headers.find(({ written }) => plainName(written) === plainName(words.say(key)))?.index
  const [answer, id] = [at('head_answer'), at('head_id')]
  if (answer === undefined || id === undefined) {
    throw new UserError(
      'usage',
      `${table.file} is not a questionnaire: it has no columns “${words.say('head_answer')}” and “${words.say('head_id')}”.`,
      'Keep only returned questionnaires in the folder, with their columns as they were.',
    )
  }
  return table.rows.map(({ values }) => [cleanText(values[id] ?? ''), cleanText(values[answer] ?? '')] as const)
}

/** Each by the column it is for, or by its question where a program has lost that. */
function answersInFields({ file, headers, rows }: PracticeTable, questions: readonly Question[]): [string, string][] {
  const ids = new Map(questions.flatMap(({ id, question }) => [[id, id] as const, [plainName(question), id] as const]))
  const answers = headers.flatMap(({ written, index }): [string, string][] => {
    const id = ids.get(written) ?? ids.get(plainName(written))
    return id === undefined ? [] : [[id, cleanText(rows[0]?.values[index] ?? '')]]
  })
  if (answers.length > 0) return answers
  throw new UserError(
    'usage',
    `${file} is not a questionnaire: none of its tables has our questions in its first column and answers in its second.`,
    'Ask for the Word file as it was sent out, or copy the answers into it.',
  )
}

/**
 * What the returned files would change, in the order of the practices file. Where two files about one practice say
 * different things, both are in the list: only a person can say which of them is right.
 *
 * @throws UserError when a practice is not in the practices file exactly once
 */
export function changesFrom(
  table: PracticeTable,
  returned: readonly Returned[],
  known: ReadonlyMap<string, Column>,
  map?: ReadonlyMap<string, string>,
): Change[] {
  const { byId } = matchColumns(table, known, ['ods_code'], map)
  const codeAt = byId.get('ods_code')?.header.index ?? 0
  const changes = returned.flatMap(({ file, ods, answers }) => {
    const rows = table.rows.filter(({ values }) => cleanText(values[codeAt] ?? '').toUpperCase() === ods)
    const [row] = rows
    if (row === undefined || rows.length > 1) {
      throw new UserError(
        'usage',
        `${file} is about ${ods}, which is ${rows.length === 0 ? 'not in any row' : 'in more than one row'} of ${table.file}.`,
        'Correct the code in one of the two, or remove the file from the folder.',
      )
    }
    return [...answers].flatMap(([written, after]): Change[] => {
      const column = known.get(plainName(written))
      if (column === undefined) return []
      const header = byId.get(column.id)?.header ?? null
      const before = header === null ? '' : cleanText(row.values[header.index] ?? '')
      return isSameValue(column, before, after)
        ? []
        : [{ file, row: row.row, ods, column: column.id, header, before, after }]
    })
  })
  return changes
    .filter(
      (change, at) =>
        !changes.slice(0, at).some((other) => sameCell(change, other) && sameAnswer(change, other, known)),
    )
    .sort((a, b) => a.row - b.row)
}

/** The changes that give another value for the same cell, where returned files disagree. */
export const conflictingChanges = (change: Change, all: readonly Change[]): Change[] =>
  all.filter((other) => other !== change && sameCell(change, other))

const sameCell = (one: Change, other: Change): boolean => one.row === other.row && one.column === other.column

function sameAnswer(one: Change, other: Change, known: ReadonlyMap<string, Column>): boolean {
  const column = known.get(plainName(one.column))
  return column === undefined ? one.after === other.after : isSameValue(column, one.after, other.after)
}

/** `2027-04-14` and `14 April 2027` are one day, `y` and `yes` one answer: such a change would change nothing. */
function isSameValue({ kind }: Column, before: string, after: string): boolean {
  if (before === after) return true
  const meaning = (text: string): unknown => {
    switch (kind) {
      case 'date':
      case 'repeat-order-by':
      case 'previous-go-live':
      case 'apps-off': {
        const parsed = parseDate(text)
        return 'date' in parsed ? parsed.date : text
      }
      case 'time':
        return valueOr(parseTime(text), text)
      case 'condition':
        return valueOr(parseAnswer(text), text)
      default:
        return text
    }
  }
  return meaning(before) === meaning(after)
}

const valueOr = <T>(parsed: Parsed<T>, text: string): T | string => ('value' in parsed ? parsed.value : text)

/** The table with the changes made, new columns at its right. */
export function withChanges(
  table: PracticeTable,
  changes: readonly Change[],
  letter: (index: number) => string,
): PracticeTable {
  const added = newColumns(changes)
  const width = Math.max(table.width, ...table.headers.map(({ index }) => index + 1))
  const headers = [
    ...table.headers,
    ...added.map((written, at) => ({ written, index: width + at, letter: letter(width + at) })),
  ]
  const indexOf = ({ column, header }: Change) => header?.index ?? width + added.indexOf(column)
  const rows = table.rows.map((row) => {
    const own = changes.filter((change) => change.row === row.row)
    if (own.length === 0) return row
    const values = [...row.values]
    for (const change of own) {
      while (values.length <= indexOf(change)) values.push('')
      values[indexOf(change)] = change.after
    }
    return { ...row, values }
  })
  return { ...table, headers, width: width + added.length, rows }
}

/** Columns that the practices file does not have yet, in the order in which they are met. */
export function newColumns(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap(({ header, column }) => (header === null ? [column] : [])))]
}
