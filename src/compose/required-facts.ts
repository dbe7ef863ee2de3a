/**
 * A message to patients is made only when every fact that it needs is known: a blank in a letter does harm.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
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
 * finding; else messages that lack the same share one, whatever their channels.
 */
export function sayMissing(notMade: readonly NotMade[], madeAny: boolean, words: Words, practice: string): Finding[] {
  if (notMade.length === 0) return []
  if (!madeAny) {
    const columns = [...new Set(notMade.flatMap(({ columns }) => columns))]
    return [finding('unknown.no-letters', columns, {}, words, practice)]
  }
  const variants = [...new Set(notMade.map(({ template }) => template.variant))]
  const groups = new Map<string, { readonly columns: readonly string[]; readonly documents: string[] }>()
  for (const variant of variants) {
    const all = notMade.filter(({ template }) => template.variant === variant)
    const columns = [...new Set(all.flatMap(({ columns }) => columns))]
    const group = groups.get(columns.join()) ?? { columns, documents: [] }
    group.documents.push(variant)
    groups.set(columns.join(), group)
  }
  return [...groups.values()].map(({ columns, documents }) =>
    finding(
      'unknown.letter',
      columns,
      { documents: quoted(documents), several: documents.length > 1 },
      words,
      practice,
    ),
  )
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

function finding(
  path: string,
  columns: readonly string[],
  values: Readonly<Record<string, unknown>>,
  words: Words,
  practice: string,
): Finding {
  const message = words.say(path, {
    ...values,
    columns: quoted(columns),
    one: columns.length === 1,
  })
  return findingOf('letter-facts-missing', message, { practice })
}
