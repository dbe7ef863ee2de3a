/**
 * The rules for what DOCX and XLSX files have in common: causes for which Word and Excel say that content is unreadable, and offer to
 * repair the file. Every exported object is a rule; nothing else is exported here.
 *
 * @module
 */
import { childrenOf } from '../../base/xml.ts'
import type { InspectionRule } from '../inspection-rule.ts'
import { type OfficePackage, relationships } from './office-package.ts'

type Subject = OfficePackage & { readonly path: string }

const TYPES = '[Content_Types].xml'
const isRelationships = (name: string): boolean => name.endsWith('.rels')

export const relationshipBroken: InspectionRule<Subject> = {
  id: 'relationship-broken',
  *check(subject) {
    const seen = new Set<string>()
    for (const { external, target, part, id } of relationships(subject)) {
      if (!external && !subject.names.has(target)) yield { message: `\`${target}\` is not in the file`, where: part }
      const key = `${part} ${id}`
      if (seen.has(key)) yield { message: `Two relationships have the id \`${id}\``, where: part }
      seen.add(key)
    }
  },
}

export const partOrphaned: InspectionRule<Subject> = {
  id: 'part-orphaned',
  *check(subject) {
    const all = relationships(subject).filter(({ external }) => !external)
    const reached = new Set<string>([''])
    for (const part of reached) for (const { part: from, target } of all) if (from === part) reached.add(target)
    for (const name of subject.names) {
      if (name === TYPES) continue
      const owner = isRelationships(name) ? name.replace(/_rels\/([^/]*)\.rels$/, '$1') : name
      if (!reached.has(owner)) yield { message: `Nothing in the file points at \`${name}\``, where: name }
    }
  },
}

/** The last words of the types of parts that are reached by these relationships. */
const TYPE_OF: Readonly<Record<string, RegExp>> = {
  officeDocument: /\.main\+xml$/,
  styles: /\.styles\+xml$/,
  settings: /\.settings\+xml$/,
  numbering: /\.numbering\+xml$/,
  header: /\.header\+xml$/,
  footer: /\.footer\+xml$/,
  footnotes: /\.footnotes\+xml$/,
  endnotes: /\.endnotes\+xml$/,
  comments: /\.comments\+xml$/,
  worksheet: /\.worksheet\+xml$/,
  sharedStrings: /\.sharedStrings\+xml$/,
  theme: /\.theme\+xml$/,
  image: /^image\//,
}

export const contentTypeWrong: InspectionRule<Subject> = {
  id: 'content-type-wrong',
  *check(subject) {
    const root = subject.parts.get(TYPES)
    if (root === undefined) {
      yield { message: `\`${TYPES}\` is missing` }
      return
    }
    const typesBy = (element: string, key: string) =>
      new Map(
        childrenOf(root, element).map(({ attributes }): [string, string] => [
          (attributes.get(key) ?? '').toLowerCase(),
          attributes.get('ContentType') ?? '',
        ]),
      )
    const own = typesBy('Override', 'PartName')
    const ofEnding = typesBy('Default', 'Extension')
    const typeOf = (name: string): string | undefined =>
      own.get(`/${name.toLowerCase()}`) ?? ofEnding.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
    const there = new Set([...subject.names].map((name) => `/${name.toLowerCase()}`))
    for (const name of own.keys())
      if (!there.has(name)) yield { message: `\`${name}\` has a type and is not in the file`, where: TYPES }
    for (const name of subject.names)
      if (name !== TYPES && typeOf(name) === undefined) yield { message: `\`${name}\` has no type`, where: TYPES }
    for (const { external, type, target } of relationships(subject)) {
      const expected = TYPE_OF[type]
      const found = external || !subject.names.has(target) ? undefined : typeOf(target)
      if (expected !== undefined && found !== undefined && !expected.test(found))
        yield { message: `\`${target}\` is used as ${type} and has the type \`${found}\``, where: TYPES }
    }
  },
}
