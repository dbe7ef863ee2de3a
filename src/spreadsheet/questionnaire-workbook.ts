/**
 * The questionnaire for one practice: a question in each row, what is known already filled in.
 *
 * @module
 */
import type { Question, SheetWords } from '../model/questions.ts'
import type { SheetCell, SheetToWrite } from './sheet.ts'
import { cell } from './sheet.ts'
import { columnFor } from './starter-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

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
  return writeWorkbook(title, [sheet], words.say('author'))
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
      ...(choices === undefined ? {} : { choices }),
    },
    cell(question.help),
    cell(question.id),
  ]
}
