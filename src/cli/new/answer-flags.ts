/**
 * Every answer is also a flag: `--go-live "14 April 2027"`, `--dispensing yes`, or `--dispensing` alone for a yes.
 *
 * The flags follow from the guide's conditions and roles, so they are matched here and not declared one by one.
 *
 * @module
 */
import { UserError } from '../../model/finding.ts'
import { suggestColumn } from '../../parse/practices/suggest-column.ts'
import type { Sheets } from './sheets.ts'

/**
 * @param words what the command line holds besides the declared options
 * @throws UserError 2 for a flag that is no question, or one without an answer
 */
export function answersInFlags(
  words: readonly string[],
  { questionOf, questions }: Sheets,
): ReadonlyMap<string, string> {
  const answers = new Map<string, string>()
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const [flag = '', inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word)?.slice(1) ?? []
    const question = questionOf(flag)
    if (question === null)
      throw unknownFlag(
        word,
        flag,
        questions.map(({ id }) => id),
      )
    const next = words[at + 1]
    const value = inline ?? (next === undefined || next.startsWith('--') ? undefined : next)
    if (value !== undefined && inline === undefined) at += 1
    if (value === undefined && question.kind !== 'yes-no') {
      throw new UserError(2, `${word} has no answer.`, `Write it like ${word} "${question.example}".`)
    }
    answers.set(question.id, value ?? 'yes')
  }
  return answers
}

function unknownFlag(word: string, flag: string, ids: readonly string[]): UserError {
  const near = flag === '' ? null : suggestColumn(flag, ids)
  return new UserError(
    2,
    `${word} is no question about a practice.`,
    near === null
      ? 'The sheet “All columns” of `practice-packs new spreadsheet` lists them all.'
      : `Did you mean --${near.replaceAll('_', '-')}?`,
  )
}
