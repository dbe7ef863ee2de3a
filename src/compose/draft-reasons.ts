/**
 * Why a message is still a draft: a date that nobody has confirmed, an error in the plan, a gap in the part of the guide
 * that it rests on.
 *
 * @module
 */
import type { Guide, Marker, Page } from '../model/guide.ts'
import type { Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import { columnOf, isKnown, valueAt } from './holds.ts'
import type { ComposeContext } from './compose-context.ts'

/** Whole sentences, for a person; empty: no draft. */
export function draftReasons(template: Template, view: View, { guide, plan, words }: ComposeContext): string[] {
  const unconfirmed = template.confirms
    .filter((path) => !isKnown(valueAt(view, path)))
    .map((path) => words.say('letters.draft-unconfirmed', { column: columnOf(path) }))
  const errors = plan.findings.some(({ severity }) => severity === 'error') ? [words.say('letters.draft-error')] : []
  const gaps = template.uses.flatMap((section) => {
    const found = sectionOf(section, guide)
    if (found === null) return [words.say('letters.draft-section', { section })]
    return gapsIn(found, guide).map(({ text, place }) =>
      words.say('letters.draft-gap', { gap: text, place: `${place.file}:${place.line}` }),
    )
  })
  return [...unconfirmed, ...errors, ...gaps]
}

/** Lines of one page, both inclusive. */
interface Section {
  readonly file: string
  readonly from: number
  readonly to: number
}

/** `cutover`, `what-stops`, `planning-for-cutover#registrations`: a phase or page, or one heading and what is under it. */
export function sectionOf(name: string, { pages }: Guide): Section | null {
  const [of = '', id] = name.split('#')
  const page = pages.find(({ phase, file }) => phase === of || stem(file) === of)
  if (!page) return null
  if (id === undefined) return { file: page.file, from: 1, to: Infinity }
  const at = page.headings.findIndex((heading) => heading.id === id)
  const heading = page.headings[at]
  if (!heading) return null
  const next = page.headings.slice(at + 1).find(({ level }) => level <= heading.level)
  return { file: page.file, from: heading.place.line, to: next ? next.place.line - 1 : Infinity }
}

const stem = (file: Page['file']): string => (file.split('/').at(-1) ?? file).replace(/\.md$/, '')

const gapsIn = ({ file, from, to }: Section, { markers }: Guide): Marker[] =>
  markers.filter(({ kind, place }) => kind === 'GAP' && place.file === file && place.line >= from && place.line <= to)
