/**
 * What a rule is: an id, a sentence on why it matters to a reader, and one function.
 *
 * Adding a rule is adding a file to `pdf/rules/`, `docx/rules/` or `html/rules/` and a line to the list beside it.
 *
 * @module
 */

/** One thing that is wrong; the rule and the file are known to the caller. */
export interface Fault {
  readonly message: string
  readonly where?: string
}

export interface Rule<Subject> {
  /** A noun for the wrong thing; also the name of its file and of the fault that tests it. */
  readonly id: string
  /** Why it matters to a reader: one sentence, printed once beside the first problem of this rule. */
  readonly why: string
  readonly check: (subject: Subject) => Iterable<Fault>
}

/** `3 words`, `1 word`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** Text cut to what fits in a message. */
export function excerpt(text: string, length = 48): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
