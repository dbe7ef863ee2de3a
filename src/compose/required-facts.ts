/**
 * A message to patients is made only when every fact that it needs is known: a blank in a letter does harm.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import type { Words } from '../template/words.ts'
import { columnOf, isKnown, valueAt } from './holds.ts'

/** Columns of the practices file that the document needs and that are empty; none when it may be made. */
export const missingColumns = ({ requires }: Template, view: View): string[] => [
  ...new Set(requires.filter((path) => !isKnown(valueAt(view, path))).map(columnOf)),
]

/** A message that was not made, and why. */
export interface NotMade {
  readonly template: Template
  readonly columns: readonly string[]
}

/**
 * What a person must fill in, said as few times as it can be: where every message lacks something, all columns are in one
 * finding; else one finding for each message, whatever its channels.
 */
export function sayMissing(notMade: readonly NotMade[], madeAny: boolean, words: Words, practice: string): Finding[] {
  if (notMade.length === 0) return []
  if (!madeAny) {
    const columns = [...new Set(notMade.flatMap(({ columns }) => columns))]
    return [finding('unknown.no-letters', columns, {}, words, practice)]
  }
  const variants = [...new Set(notMade.map(({ template }) => template.variant))]
  return variants.map((document) => {
    const all = notMade.filter(({ template }) => template.variant === document)
    const columns = [...new Set(all.flatMap(({ columns }) => columns))]
    return finding('unknown.letter', columns, { document }, words, practice)
  })
}

function finding(
  path: string,
  columns: readonly string[],
  values: Readonly<Record<string, string>>,
  words: Words,
  practice: string,
): Finding {
  const message = words.say(path, {
    ...values,
    columns: columns.map((column) => `“${column}”`).join(', '),
    one: columns.length === 1,
  })
  return { rule: 'letter-facts-missing', severity: 'warning', message, practice }
}
