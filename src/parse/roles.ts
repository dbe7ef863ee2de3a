/**
 * Roles by any of their names.
 *
 * @module
 */
import type { Finding, Place } from '../model/finding.ts'
import type { Role } from '../model/guide.ts'
import { didYouMean } from './suggest.ts'

/** By id, name or other name, whatever its capitals, hyphens and plural. */
export function roleNamed(words: string, roles: readonly Role[]): Role | null {
  const wanted = plain(words)
  return roles.find((role) => [role.id, role.name, ...role.also].some((name) => plain(name) === wanted)) ?? null
}

/** Roles of an annotation or of front matter, in order. A name that is no role is a finding and stays out. */
export function rolesNamed(
  names: readonly string[],
  roles: readonly Role[],
  place: Place,
): { ids: string[]; findings: Finding[] } {
  const ids: string[] = []
  const findings: Finding[] = []
  for (const name of names) {
    const role = roleNamed(name, roles)
    if (role !== null) {
      if (!ids.includes(role.id)) ids.push(role.id)
      continue
    }
    const message = `Unexpected role \`${name}\`, expected an id of roles.yaml.${didYouMean(
      name,
      roles.map(({ id }) => id),
    )}`
    findings.push({ rule: 'unknown-role', severity: 'error', message, place })
  }
  return { ids, findings }
}

/**
 * Roles mentioned in free words (`CCG / Delivery Partners`), in the order of mention. Words that mention none are kept as
 * they are: the guide names somebody whom we do not know.
 */
export function rolesMentioned(words: string, roles: readonly Role[]): string[] {
  const text = ` ${plain(words)} `
  const found: { at: number; length: number; id: string }[] = []
  for (const role of roles) {
    for (const name of [role.id, role.name, ...role.also].map(plain)) {
      const at = text.indexOf(` ${name} `)
      if (at !== -1) found.push({ at, length: name.length, id: role.id })
    }
  }
  const longest = found.sort((a, b) => b.length - a.length)
  const kept = longest.filter((mention, index) => !longest.slice(0, index).some((other) => overlap(mention, other)))
  const ids = kept.sort((a, b) => a.at - b.at).map(({ id }) => id)
  return ids.length > 0 ? [...new Set(ids)] : [words.trim()]
}

const overlap = (a: { at: number; length: number }, b: { at: number; length: number }): boolean =>
  a.at < b.at + b.length && b.at < a.at + a.length

/** Small letters, no punctuation, each word in the singular. */
function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word.replace(/^(ccg|gp|csu|lab)s$/, '$1')))
    .join(' ')
}
