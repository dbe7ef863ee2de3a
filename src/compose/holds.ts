/**
 * What the view says at a path, and whether that is known, true, or the value asked for.
 *
 * @module
 */
import type { When } from '../model/template.ts'
import { VIEW, type View, type ViewField } from '../model/view.ts'

export function valueAt(view: View, path: string): unknown {
  let value: unknown = view
  for (const part of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
  return value
}

export const isKnown = (value: unknown): boolean => value === true || (typeof value === 'string' && value !== '')

/** Whether a document concerns this practice: an unknown answer never says no. */
export function holds(view: View, { path, is, not }: When): boolean {
  const value = valueAt(view, path)
  return (is === null ? isKnown(value) : value === is) !== not
}

/** The spreadsheet column that a view path comes from; a milestone's `agreed` comes from its status column. */
export function columnOf(path: string): string {
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
