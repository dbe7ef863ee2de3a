/**
 * `templates/spreadsheet.yaml` and the guide's lists → the questions, in the order in which they are asked.
 *
 * Every known column has a question; the file says which of them go into the starter and the questionnaire.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import { type GuideData, type MilestoneId, MILESTONES } from '../model/guide.ts'
import type { Question, SheetWords } from '../model/practice-table.ts'
import type { SourceFile } from '../model/sources.ts'
import { asFinding, openYaml, type YamlMap } from '../model/yaml-map.ts'
import { each, list, mapping, named, text, YES_NO } from '../model/yaml-shape.ts'
import { type Column, knownColumns, NEEDED_COLUMNS, plainName, snake } from './columns.ts'

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
