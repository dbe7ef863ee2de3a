/**
 * Finds roles by any of their names.
 *
 * @module
 */
import type { Finding, Place } from '../model/finding.ts'
import type { Role } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { didYouMean } from '../base/text.ts'

/** All names of all roles, normalised once. */
export class RoleNames {
  readonly ids: readonly string[]
  readonly #names: readonly { readonly plain: string; readonly id: string }[]
  readonly #byName = new Map<string, string>()

  constructor(roles: readonly Role[]) {
    this.ids = roles.map(({ id }) => id)
    this.#names = roles.flatMap(({ id, name, also }) => [id, name, ...also].map((each) => ({ plain: plain(each), id })))
    for (const { plain: name, id } of this.#names) if (!this.#byName.has(name)) this.#byName.set(name, id)
  }

  /** The role with that id or name, ignoring case, hyphens and plural. */
  find(words: string): string | null {
    return this.#byName.get(plain(words)) ?? null
  }

  /**
   * Roles mentioned in free text (`CCG / Delivery Partners`), in the order of mention. Text that mentions none is returned as
   * it is.
   */
  mentionedIn(words: string): string[] {
    const text = ` ${plain(words)} `
    const found = this.#names
      .map(({ plain: name, id }) => ({ id, at: text.indexOf(` ${name} `), length: name.length }))
      .filter(({ at }) => at !== -1)
      .sort((a, b) => b.length - a.length)
    const longest = found.filter((mention, index) => !found.slice(0, index).some((other) => overlap(mention, other)))
    const ids = longest.sort((a, b) => a.at - b.at).map(({ id }) => id)
    return ids.length > 0 ? [...new Set(ids)] : [words.trim()]
  }
}

/** Roles of an annotation or of front matter, in order. An unknown name is a finding and is left out. */
export function rolesNamed(
  names: readonly string[],
  roles: RoleNames,
  place: Place,
): { ids: string[]; findings: Finding[] } {
  const ids: string[] = []
  const findings: Finding[] = []
  for (const name of names) {
    const id = roles.find(name)
    if (id !== null) {
      if (!ids.includes(id)) ids.push(id)
      continue
    }
    const message = `Unexpected role \`${name}\`, expected an id of roles.yaml.${didYouMean(name, roles.ids)}`
    findings.push(findingOf('unknown-role', message, { place }))
  }
  return { ids, findings }
}

const overlap = (a: { at: number; length: number }, b: { at: number; length: number }): boolean =>
  a.at < b.at + b.length && b.at < a.at + a.length

/** Lower case, no punctuation, each word in the singular. */
function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word.replace(/^(ccg|csu|lab)s$/, '$1')))
    .join(' ')
}
