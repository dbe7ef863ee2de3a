/**
 * `templates/spreadsheet.yaml` and the guide's lists → the questions, in the order in which they are asked.
 *
 * Every column that is understood has a question; the file says which of them go into the starter and the questionnaire.
 *
 * @module
 */
import type { GuideData, MilestoneId } from '../../model/guide.ts'
import { MILESTONES } from '../../model/guide.ts'
import type { Question, SheetWords } from '../../model/questions.ts'
import type { SourceFile } from '../../model/sources.ts'
import type { YamlMap } from '../yaml-map.ts'
import { openYaml } from '../yaml-map.ts'
import type { Column } from './columns.ts'
import { knownColumns, NEEDED_COLUMNS, plainName, snake } from './columns.ts'

export interface Questions {
  readonly questions: readonly Question[]
  readonly words: SheetWords
}

/**
 * @param milestoneName what a milestone is called in documents
 * @throws UserError 2 when the file lacks something or names a column that is not understood
 */
export function parseQuestions(
  source: SourceFile,
  data: GuideData,
  milestoneName: (id: MilestoneId) => string,
): Questions {
  const yaml = openYaml(source)
  const columns = knownColumns(data)
  const asked = new Map<string, Question>()
  const add = (question: Question) => {
    if (!asked.has(question.id)) asked.set(question.id, question)
  }
  for (const entry of yaml.list('columns')) add(ofColumn(entry, yaml, columns, data))
  for (const question of ofContacts(yaml, data)) add(question)
  for (const question of ofMilestones(yaml, columns, data, milestoneName)) add(question)
  for (const question of ofConditions(yaml, data)) add(question)
  // Groups in the order of the file; within a group the order in which its questions were found.
  const order = yaml.map('groups').entries((id, _, groups) => groups.string(id))
  const questions = [...asked.values()].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
  return { questions, words: sheetWords(yaml.map('words')) }
}

function ofColumn(entry: YamlMap, yaml: YamlMap, columns: ReadonlyMap<string, Column>, data: GuideData): Question {
  const id = entry.string('id')
  const column = columns.get(plainName(id))
  if (column === undefined) throw entry.error(`There is no column \`${id}\`.`, 'id')
  return {
    id,
    group: yaml.map('groups').string(entry.string('group')),
    question: entry.string('question'),
    help: entry.string('help'),
    example: entry.string('example'),
    ...kindOf(column, data, yaml),
    needed: (NEEDED_COLUMNS as readonly string[]).includes(id),
    inStarter: entry.optional('starter') !== 'no',
    inQuestionnaire: entry.optional('questionnaire') !== 'no',
  }
}

function ofContacts(yaml: YamlMap, data: GuideData): Question[] {
  const contacts = yaml.map('contacts')
  const starter = contacts.strings('roles')
  const questionnaire = contacts.strings('questionnaire_roles')
  const group = yaml.map('groups').string('people')
  return data.roles.flatMap((role) =>
    contacts.map('parts').entries((part, words) => ({
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

function ofMilestones(
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

function ofConditions(yaml: YamlMap, data: GuideData): Question[] {
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
  return sheetWords(openYaml(source).map('words'))
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

/** `{name}` → its value; a field that nobody gave stays as it is written. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}
