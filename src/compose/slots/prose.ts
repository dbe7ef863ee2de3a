/**
 * `slot: prose; phase: …; id: what-to-expect; heading: What to expect`: what the guide explains under a heading of a phase.
 * `slot: prose; phase: …; without: what-to-expect if-it-slips; heading: …`: the same of all other headings, each named in bold.
 * `slot: prose; page: lessons`: the same of a page that is about no phase, with what stands above its first heading.
 * `run-on: yes`: in as few paragraphs as it takes.
 * `slot: glossary; heading: …`: the words of the guide's glossary that this practice's tasks use.
 *
 * Tasks, boxes, limits and tables have slots of their own. Sections whose tasks this practice does not have are left out, and so
 * are sentences that only send a reader to another page of the guide.
 *
 * @module
 */
import { compare } from '../../base/text.ts'
import type { Block, Cell, List, Paragraph, Span } from '../../document/document.ts'
import { blockLines, spansText } from '../../document/plain-text.ts'
import { mapSpans } from '../../document/walk.ts'
import type { Page } from '../../model/guide.ts'
import type { Plan } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { proseOfPage, type ProseSection, withoutPointers } from '../guide-prose.ts'
import { markedProse } from '../provenance.ts'

export const prose: Slot = (context, { phase, page: name, id, without = '', titles, heading, ...rest }) => {
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
  const blocks = sections.flatMap((section) => blocksOf(section, page, named && section.id !== null, context))
  const said = rest['run-on'] === 'yes' ? runOn(blocks) : blocks
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
  const [first, ...rest] = said
  if (first?.type === 'paragraph' && rest.length === 0)
    return inDocument([{ ...first, spans: [bold(`${title}. `), ...first.spans] }])
  return inDocument([{ type: 'paragraph', spans: [bold(title)] }, ...said])
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
  const spans = rows.flatMap(({ cells: [word, meaning] }, at): Span[] => {
    const name = (word?.spans ?? []).map((span): Span => ({ ...span, marks: ['strong'] }))
    return [...(at === 0 ? [] : [{ text: ' ' }]), ...name, { text: ': ' }, ...(meaning?.spans ?? []), { text: '.' }]
  })
  return [
    ...(heading === undefined
      ? []
      : [{ type: 'heading', level: 2, id: 'glossary', spans: [{ text: heading }] } as const]),
    { type: 'paragraph', spans },
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

export const bold = (text: string): Span => ({ text, marks: ['strong'] })

const isStrong = ({ marks }: Span): boolean => marks?.includes('strong') === true

/** A title of its own, to which the paragraph below it is added. */
const isTitle = ({ spans }: Paragraph): boolean => spans.length > 0 && spans.every(isStrong)

/**
 * Paragraphs below one title go on in the same lines, and so do short items after a colon; each title begins a paragraph.
 */
export function runOn(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    const listed = before?.type === 'paragraph' && block.type === 'list' ? inOneLine(before, block) : null
    if (listed !== null) {
      joined[joined.length - 1] = listed
      continue
    }
    const begins = block.type !== 'paragraph' || (block.spans[0] !== undefined && isStrong(block.spans[0]))
    if (before?.type !== 'paragraph' || block.type !== 'paragraph' || begins) joined.push(block)
    else {
      const gap = isTitle(before) ? [bold(/[.?!:]$/.test(spansText(before.spans)) ? ' ' : '. ')] : [{ text: ' ' }]
      joined[joined.length - 1] = { ...before, spans: [...before.spans, ...gap, ...block.spans] }
    }
  }
  return joined
}

/** `These: one; two; three.`: names after a colon. Null where the list holds sentences, or nothing announces it. */
function inOneLine(before: Paragraph, { items, ordered }: List): Paragraph | null {
  if (ordered || !spansText(before.spans).endsWith(':')) return null
  const names = items.map(([first, ...rest]) =>
    first?.type === 'paragraph' && rest.length === 0 && !/[.?!]$/.test(spansText(first.spans)) ? first.spans : null,
  )
  const spans = names.flatMap((name, at) => [{ text: at === 0 ? ' ' : '; ' }, ...(name ?? [])])
  return names.includes(null) ? null : { ...before, spans: [...before.spans, ...spans, { text: '.' }] }
}
