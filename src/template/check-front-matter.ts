/**
 * Front matter of a template against its table of keys.
 *
 * @module
 */
import type { FrontMatter } from '../markdown/front-matter.ts'
import type { Finding, Place } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { didYouMean } from '../base/text.ts'
import { checkValue } from './check-value.ts'
import { isFor, type KeySpec, type TemplateKind } from './language.ts'

export type Keys = Readonly<Record<string, KeySpec>>

/**
 * @param text of the whole file
 * @param kind the template's, where it is known
 * @returns findings of rule `broken-template`: unknown keys, keys that the kind does not use, keys written twice, wrong values,
 *   needed keys that are missing
 */
export function checkFrontMatter(text: string, matter: FrontMatter, keys: Keys, kind?: TemplateKind): Finding[] {
  const findings: Finding[] = []
  const report = (message: string, place: Place): void => {
    findings.push(findingOf('broken-template', message, { place }))
  }
  const written = [...text.slice(0, matter.end).matchAll(/^([A-Za-z_][\w-]*)[ \t]*:/gm)].map(([, key = '']) => key)
  for (const [index, key] of written.entries())
    if (written.indexOf(key) !== index) report(`Unexpected second \`${key}\` in the front matter.`, matter.place(key))
  for (const [key, value] of Object.entries(matter.values)) {
    const spec = Object.hasOwn(keys, key) ? keys[key] : undefined
    const place = matter.place(key)
    if (spec === undefined) {
      const near = didYouMean(key, Object.keys(keys))
      const known = near === '' ? ` The keys are ${Object.keys(keys).join(', ')}.` : near
      report(`Unexpected key \`${key}\` in the front matter.${known}`, place)
    } else if (!isFor(spec, kind))
      report(
        `Unexpected \`${key}\` in a template of kind \`${kind}\`: only ${spec.kinds?.join(' and ')} use it.`,
        place,
      )
    else for (const mistake of mistakesIn(value, spec)) report(`Unexpected value of \`${key}\`: ${mistake}`, place)
  }
  for (const [key, { required, says, values }] of Object.entries(keys))
    if (required === true && !Object.hasOwn(matter.values, key)) {
      const choice = values === undefined ? '' : ` One of ${values.join(', ')}.`
      report(`Unexpected front matter without \`${key}\`. ${says}${choice}`, matter.place(key))
    }
  return findings
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function mistakesIn(value: unknown, spec: KeySpec): string[] {
  const { type } = spec
  if (value === null || value === '') return ['it is empty. Give it a value, or take the line out.']
  if (type === 'labels') return labelMistakes(value, spec)
  const isMany = type === 'list' || type === 'lines'
  if (!isMany && !isScalar(value)) return ['expected one value, not a list.']
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : type === 'list' && typeof value === 'string'
      ? value.split(',').map((item) => item.trim())
      : [value]
  return items.flatMap((item) => {
    if (!isScalar(item)) return ['expected a list of single values.']
    const mistake = checkValue(String(item), spec)
    return mistake === null ? [] : [mistake]
  })
}

/** Labels may be grouped: `ages: { '30': Over 1 month }`. Which groups hold what, the report knows. */
function labelMistakes(value: unknown, { values = [] }: KeySpec): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['expected labels, `name: words`.']
  return Object.keys(value).flatMap((name) =>
    values.includes(name) ? [] : [`there is no label \`${name}\`.${didYouMean(name, values)}`],
  )
}
