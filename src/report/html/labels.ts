/**
 * Labels of the report's controls and picture, from the front matter of its template.
 *
 * @module
 */
import { UserError } from '../../model/finding.ts'

/** Asks for a label by its name. @throws UserError 2 when the template has none */
export interface Labels {
  (name: string): string
  /** Names and labels of a group, in their order. */
  group(name: string): readonly (readonly [string, string])[]
}

export function labels(matter: Readonly<Record<string, unknown>>): {
  readonly filters: Labels
  readonly chart: Labels
} {
  return { filters: labelsOf(matter, 'filters'), chart: labelsOf(matter, 'chart') }
}

function labelsOf(matter: Readonly<Record<string, unknown>>, part: string): Labels {
  const all = isRecord(matter[part]) ? matter[part] : {}
  const missing = (name: string): UserError =>
    new UserError(
      2,
      `The template gap-report.hbs has no \`${name}\` under \`${part}:\` in its front matter.`,
      'Add it; the template that ships has all.',
    )
  const one = (name: string): string => {
    const value = all[name]
    if (typeof value !== 'string' && typeof value !== 'number') throw missing(name)
    return String(value)
  }
  const group = (name: string): (readonly [string, string])[] => {
    const value = all[name]
    if (!isRecord(value)) throw missing(name)
    return Object.entries(value).map(([key, label]) => [key, String(label)] as const)
  }
  return Object.assign(one, { group })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
