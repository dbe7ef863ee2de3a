/**
 * What can be asked about a practice: a question for each column, for the starter spreadsheet, the questionnaire and the
 * wizard alike.
 *
 * @module
 */

export type QuestionKind = 'text' | 'date' | 'time' | 'yes-no' | 'choice'

export interface Question {
  /** The column's own name. */
  readonly id: string
  /** Title of the group it is asked in. */
  readonly group: string
  readonly question: string
  /** What to write. */
  readonly help: string
  readonly example: string
  readonly kind: QuestionKind
  /** What may be chosen; a `text` question with choices may be answered otherwise. */
  readonly choices: readonly string[]
  /** One of the five without which nothing can be planned. */
  readonly needed: boolean
  readonly inStarter: boolean
  readonly inQuestionnaire: boolean
}

/** The other words of `spreadsheet.yaml`. */
export interface SheetWords {
  /** @throws UserError 2 when the file has no such words */
  say(key: string, values?: Readonly<Record<string, string>>): string
  lines(key: string, values?: Readonly<Record<string, string>>): readonly string[]
}
