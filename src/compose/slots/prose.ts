/**
 * `slot: prose; phase: …; id: what-to-expect; heading: What to expect`: what the guide explains under a heading of a phase.
 * `slot: prose; phase: …; without: what-to-expect if-it-slips; heading: …`: the same of all other headings, each named in bold.
 * `slot: prose; page: lessons`: the same of a page that is about no phase, with what stands above its first heading.
 * `slot: glossary; heading: …`: the words of the guide's glossary that this practice's tasks use.
 *
 * Tasks, boxes, limits and tables have slots of their own. Sections whose tasks this practice does not have are left out, and so
 * are sentences that only send a reader to another page of the guide.
 *
 * @module
 */
import { compare } from '../../base/text.ts'
import type { Block, Cell, Span } from '../../document/document.ts'
import { blockLines, spansText } from '../../document/plain-text.ts'
import { mapSpans } from '../../document/walk.ts'
import type { Page } from '../../model/guide.ts'
import type { Plan } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { proseOfPage, type ProseSection, withoutPointers } from '../guide-prose.ts'
import { markedProse } from '../provenance.ts'

export const prose: Slot = (context, { phase, page: name, id, without = '', titles, heading }) => {
  const { guide, plan } = context
  // The chapters of a public guide explain for every role and practice at length: they are read on its site.
  if (guide.kind !== 'own') return []
  const page = guide.pages.find((one) => (name === undefined ? one.phase === phase : stemOf(one) === name))
  if (!page) return []
  const others = without.split(' ').filter((one) => one !== '')
  const sections = proseOfPage(page, guide).filter(
    (section) =>
      (section.id !== null || name !== undefined) &&
      (id === undefined ? !others.includes(section.id ?? '') : section.id === id) &&
      concerns(section, plan),
  )
  const named = titles === undefined ? id === undefined : titles === 'yes'
  const said = sections.flatMap((section) => blocksOf(section, page, named && section.id !== null, context))
  if (said.length === 0 || heading === undefined) return said
  const anchor = ['prose', phase ?? name ?? '', ...(id === undefined ? [] : [id])].join('-')
  return [{ type: 'heading', level: name === undefined ? 3 : 2, id: anchor, spans: [{ text: heading }] }, ...said]
}

const stemOf = ({ file }: Page): string => (file.split('/').at(-1) ?? file).replace(/\.md$/, '')

/** A section without tasks concerns everybody. */
const concerns = ({ tasks }: ProseSection, plan: Pick<Plan, 'tasks'>): boolean =>
  tasks.length === 0 || plan.tasks.some(({ task }) => tasks.includes(task))

/** @param named whether each section begins with its heading in bold */
function blocksOf(
  { title, blocks }: ProseSection,
  page: Page,
  named: boolean,
  context: ComposeContext,
): readonly Block[] {
  const said = withoutPointers(markedProse(blocks, page, context), page)
  if (said.length === 0 || !named) return inDocument(said)
  const label = (text: string): Span => ({ text, marks: ['strong'] })
  const [first, ...rest] = said
  if (first?.type === 'paragraph' && rest.length === 0)
    return inDocument([{ ...first, spans: [label(`${title}. `), ...first.spans] }])
  return inDocument([{ type: 'paragraph', spans: [label(title)] }, ...said])
}

export const glossary: Slot = ({ guide, plan }, { heading }) => {
  const page = guide.pages.find((one) => stemOf(one) === 'glossary')
  const said = plan.tasks
    .map(({ task }) => [task.text, ...(task.details ?? []).flatMap(blockLines)].join(' '))
    .join(' ')
  const rows = (page?.blocks ?? [])
    .flatMap((block) => (block.type === 'table' ? block.rows : []))
    .filter(({ cells: [word] }) => uses(said, spansText(word?.spans ?? [])))
    .sort(({ cells: [a] }, { cells: [b] }) => compare(wordIn(a), wordIn(b)))
  if (rows.length === 0) return []
  const items = rows.map(({ cells: [word, meaning] }): readonly Block[] => {
    const name = (word?.spans ?? []).map((span): Span => ({ ...span, marks: ['strong'] }))
    return [{ type: 'paragraph', spans: [...name, { text: ': ' }, ...(meaning?.spans ?? [])] }]
  })
  return [
    ...(heading === undefined
      ? []
      : [{ type: 'heading', level: 2, id: 'glossary', spans: [{ text: heading }] } as const]),
    { type: 'list', ordered: false, items },
  ]
}

const wordIn = (cell: Cell | undefined): string => spansText(cell?.spans ?? []).toLowerCase()

/** Whether a text uses a word of the glossary, or one of several: `SNOMED, Read`, `Repeat dispensing (eRD)`. */
const uses = (said: string, word: string): boolean => {
  const [first = ''] = word.split(/ \(|, /)
  const written = first.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return first !== '' && new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, 'iu').test(said)
}

/** Links into the guide would lead nowhere in a separate document. */
const inDocument = (blocks: readonly Block[]): readonly Block[] =>
  mapSpans(blocks, (spans) =>
    spans
      .filter((span) => spansText([span]) !== '')
      .map(({ href, ...span }) => (href?.startsWith('http') === true ? { ...span, href } : span)),
  )
