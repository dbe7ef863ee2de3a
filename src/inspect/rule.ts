/**
 * What a rule is: the question that it asks, and one function that looks for answers that are wrong.
 *
 * Adding a rule is adding an exported object to the rules of its format (`pdf/rules-*.ts`, `docx/rules.ts`,
 * `html/rules.ts`), and its question to `questions.ts`.
 *
 * @module
 */
import type { Question } from './questions.ts'

/** What is wrong, in words; the rule and the file are known to the caller. */
export interface ProblemText {
  readonly message: string
  /** `page 3`, `heading 2`, `word/document.xml`; absent: the file as a whole. */
  readonly where?: string
}

export interface Rule<Subject> {
  /** Also the name of the fault that tests it. */
  readonly id: Question
  readonly check: (subject: Subject) => Iterable<ProblemText>
}

/** `3 words`, `1 word`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** Text cut to what fits in a message. */
export function excerpt(text: string, length = 48): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
