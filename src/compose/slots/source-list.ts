/**
 * `slot: marks`: what the marks after the tasks mean, once in each document that has some.
 * `slot: sources`: each source behind the marks of this pack, with its edition and what to know about it.
 *
 * @module
 */
import type { Block, Span } from '../../document/document.ts'
import type { SourceInfo } from '../../model/guide.ts'
import { OURS, shortName, usedSources } from '../provenance.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'

export const marks: Slot = ({ guide, plan, words }, { more }) => {
  if (plan.tasks.length === 0) return []
  const key = guide.kind === 'public' ? 'provenance.key-public' : 'provenance.key'
  const said = [words.say(key, { guide: guide.edition.label }), ...(more === undefined ? [] : [more])]
  return [{ type: 'paragraph', role: 'small', spans: [{ text: said.join(' ') }] }]
}

export const sources: Slot = (context, { heading }) => {
  const items = [...thisGuide(context), ...sourceLines(usedSources(context), context)]
  if (items.length === 0) return []
  const title: Block[] =
    heading === undefined ? [] : [{ type: 'heading', level: 2, id: 'where-it-comes-from', spans: [{ text: heading }] }]
  const list = items.map((spans): readonly Block[] => [{ type: 'paragraph', spans }])
  return [...title, { type: 'list', ordered: false, items: list }]
}

type Line = readonly Span[]

/** Each with its mark, edition and caveat; editions of one guide that share a caveat are one line. */
export function sourceLines(named: readonly SourceInfo[], context: ComposeContext): readonly Line[] {
  const lines = new Map<string, SourceInfo[]>()
  for (const source of named) {
    const key = [shortName(source, context), source.edition, source.caveat].join('\0')
    lines.set(key, [...(lines.get(key) ?? []), source])
  }
  return [...lines.values()].map((same) => lineOf(same, context))
}

const line = (mark: string, source: string, caveat: string): Line => [
  { text: mark, marks: ['strong'] },
  { text: ` ${source}` },
  ...(caveat === '' ? [] : [{ text: ` ${caveat}`, marks: ['quiet' as const] }]),
]

function lineOf(same: readonly SourceInfo[], context: ComposeContext): Line {
  const [first] = same
  if (first === undefined) throw new Error('unreachable: each line has a source')
  const titles = same.map(({ title }) => title)
  const title = titleOf(titles, context)
  const edition = first.id === OURS ? null : first.edition
  return line(shortName(first, context), context.words.say('provenance.source', { title, edition }), first.caveat)
}

/** Chapters of one guide: `Clinical system migration guide: Data checking; Planning for cutover`. */
function titleOf(titles: readonly string[], { words }: ComposeContext): string {
  const [of = ''] = (titles[0] ?? '').split(', ')
  if (titles.length === 1 || !titles.every((title) => title.startsWith(`${of}, `))) return titles.join('; ')
  return words.say('provenance.several', {
    first: of,
    rest: titles.map((title) => title.slice(of.length + 2)).join('; '),
  })
}

/** A public guide names no sources: it is one. */
function thisGuide({ guide, words }: ComposeContext): readonly Line[] {
  if (guide.kind !== 'public') return []
  const says = words.say('provenance.this-guide-says', {
    guide: guide.edition.label,
    borrowed: Object.values(guide.borrowed).includes(true),
  })
  const caveat = guide.edition.current ? '' : words.say('provenance.this-guide-replaced')
  return [line(words.say('provenance.this-guide'), says, caveat)]
}
