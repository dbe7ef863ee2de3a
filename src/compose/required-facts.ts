/**
 * A message to patients is made only when every fact that it needs is known: a blank in a letter does harm.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { Template } from '../model/template.ts'
import { VIEW, type View, type ViewField } from '../model/view.ts'
import type { Words } from '../template/words.ts'

/** One finding naming every column that is missing; none when the document may be made. */
export function missingFacts(template: Template, view: View, words: Words): Finding[] {
  const missing = template.requires.filter((path) => !isKnown(valueAt(view, path)))
  if (missing.length === 0) return []
  const columns = missing.map(columnOf)
  const message = words.say('unknown.letter', {
    document: template.id,
    columns: columns.map((column) => `“${column}”`).join(', '),
    one: columns.length === 1,
  })
  const practice = view.practice.ods
  return [{ rule: 'letter-facts-missing', severity: 'warning', message, ...(practice ? { practice } : {}) }]
}

const isKnown = (value: unknown): boolean => value === true || (typeof value === 'string' && value !== '')

function valueAt(view: View, path: string): unknown {
  let value: unknown = view
  for (const part of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
  return value
}

/** The spreadsheet column that a view path comes from; a milestone's `agreed` comes from its status column. */
function columnOf(path: string): string {
  let field: ViewField | undefined = VIEW
  const parts = path.split('.')
  if (parts.at(-1) === 'agreed') parts.splice(-1, 1, 'status')
  for (const part of parts)
    field =
      field && !('type' in field && typeof field.type === 'string')
        ? (field as Record<string, ViewField>)[part]
        : undefined
  return field && 'column' in field && typeof field.column === 'string' ? field.column : path
}
