/**
 * Composes the questionnaire for one practice: a question in each row, with the known answers filled in.
 *
 * Each answer is a field whose id is the name of its column, so that it can be found when the document comes back.
 *
 * @module
 */
import { isDay, UNDATED } from '../base/day.ts'
import type { Block, Document, Field, TableRow } from '../document/document.ts'
import type { Question, SheetWords } from '../model/practice-table.ts'
import type { Words } from '../template/fill.ts'
import { interfaceWords } from './say.ts'
import { shortDate } from '../base/day-in-words.ts'

export interface AskedPractice {
  readonly ods: string
  readonly name: string
  readonly newSystem: string
}

/** @param known the value of a column in the practice's row, or an empty text */
export function composeQuestionnaire(
  practice: AskedPractice,
  questions: readonly Question[],
  known: (id: string) => string,
  { sheet, words }: { readonly sheet: SheetWords; readonly words: Words },
): Document {
  const title = sheet.say('questionnaire_title', { name: practice.name, new_system: practice.newSystem })
  const asked = questions.filter(({ inQuestionnaire }) => inQuestionnaire)
  const code = questions.find(({ id }) => id === 'ods_code')
  const groups = [...new Set(asked.map(({ group }) => group))]
  const answers = (id: string, ofGroup: readonly Question[]): Block => ({
    type: 'table',
    id,
    caption: [{ text: sheet.say('sheet_questions') }],
    captionVisible: false,
    header: [[{ text: sheet.say('head_question') }], [{ text: sheet.say('head_answer') }]],
    shares: [6, 4],
    rowHeader: 0,
    rows: ofGroup.map((question) => row(question, known(question.id))),
  })
  return {
    id: `${practice.ods}-questions`,
    kind: 'report',
    title,
    language: 'en-GB',
    author: sheet.say('author'),
    subject: title,
    modified: UNDATED,
    header: [practice.name],
    footer: [
      { text: `${words.say('footer.page')} ` },
      { field: 'page' },
      { text: ` ${words.say('footer.of')} ` },
      { field: 'pages' },
    ],
    blocks: [
      { type: 'heading', level: 1, id: 'questions', spans: [{ text: title }] },
      ...sheet.lines('questionnaire_intro').map((text): Block => ({ type: 'paragraph', spans: [{ text }] })),
      ...(code === undefined ? [] : [answers('code', [{ ...code, help: '' }])]),
      ...groups.flatMap((group, at): Block[] => [
        { type: 'heading', level: 2, id: `group-${at + 1}`, spans: [{ text: group }] },
        answers(
          `answers-${at + 1}`,
          asked.filter((question) => question.group === group),
        ),
      ]),
    ],
    // So that only what differs is an answer when it comes back.
    kept: new Map([
      ['ods_code', practice.ods],
      ...asked.flatMap(({ id }) => (known(id) === '' ? [] : [[id, known(id)] as const])),
    ]),
    words: interfaceWords(words),
    formats: ['docx'],
  }
}

function row({ id, question, help, kind, choices }: Question, known: string): TableRow {
  const strict = kind === 'yes-no' || kind === 'choice'
  const field: Field = {
    id,
    kind: kind === 'date' ? 'date' : 'text',
    label: question,
    value: kind === 'date' && isDay(known) ? shortDate(known) : known,
    ...(choices.length === 0 ? {} : { choices: { values: choices, strict } }),
  }
  return {
    id,
    cells: [
      { spans: [{ text: question, marks: ['strong'] }], ...(help === '' ? {} : { more: [[{ text: help }]] }) },
      { field },
    ],
  }
}
