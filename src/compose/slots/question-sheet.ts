/**
 * `slot: questions; for: new-supplier`: the questions on the sheet of one who can answer them, with room for the answer, who gave
 * it, and the day. Nothing where there is nothing to ask.
 *
 * @module
 */
import { defined } from '../../base/shape.ts'
import type { Field, Span, TableRow } from '../../document/document.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { type OpenQuestion, questionSheets } from '../open-questions.ts'

export const questions: Slot = (context, { for: whom }) => {
  const { words } = context
  const sheet = questionSheets(context).find(({ id }) => id === whom)
  if (sheet === undefined) return []
  const header = ['question', 'answer', 'name', 'date'].map((column): readonly Span[] => [
    { text: words.say(`questions.columns.${column}`) },
  ])
  return [
    { type: 'heading', level: 2, id: `questions-${sheet.id}`, spans: [{ text: sheet.title }] },
    {
      type: 'table',
      id: `questions-${sheet.id}`,
      caption: [{ text: sheet.title }],
      captionVisible: false,
      header,
      shares: [8, 5, 2, 2],
      rowHeader: 0,
      rows: sheet.questions.map((question) => row(question, context)),
    },
  ]
}

function row(question: OpenQuestion, { words }: ComposeContext): TableRow {
  const { id, text, known, answer } = question
  const label = (part: string): string => words.say(`questions.fields.${part}`, { question: text })
  const choices = {
    text: undefined,
    date: undefined,
    'yes-no': ['yes', 'no'].map((word) => words.say(`unknown.${word}`)),
    // As the spreadsheet has it.
    status: ['proposed', 'confirmed'],
  }[answer]
  const field: Field = {
    id: `${id}:answer`,
    kind: answer === 'date' ? 'date' : 'text',
    label: label('answer'),
    ...(id.startsWith('ask:') ? { lines: 2 } : {}),
    ...defined({ choices: choices === undefined ? undefined : { values: choices, strict: false } }),
  }
  return {
    id,
    cells: [
      {
        spans: [
          { text },
          ...known.map((span): Span => ({ ...span, text: ` ${span.text.trimStart()}`, marks: ['quiet'] })),
        ],
      },
      { field },
      { field: { id: `${id}:name`, kind: 'text', label: label('name') } },
      { field: { id: `${id}:date`, kind: 'date', label: label('date') } },
    ],
  }
}
