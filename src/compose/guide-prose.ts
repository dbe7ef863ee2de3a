/**
 * What the pages of our own guide explain besides tasks, boxes, limits and tables: paragraphs and lists, by section.
 *
 * @module
 */
import type { Block, List, Span } from '../document/document.ts'
import { blockLines, spansText } from '../document/plain-text.ts'
import type { Place } from '../model/finding.ts'
import type { Guide, Page, Task } from '../model/guide.ts'

/** The text between two headings of a page. */
export interface ProseSection {
  /** Id of the heading above; null before the first. */
  readonly id: string | null
  readonly title: string
  /** Paragraphs and lists that hold no task. */
  readonly blocks: readonly Block[]
  /** Tasks that stand in it. */
  readonly tasks: readonly Task[]
}

/** Each section of a page, those without text too. */
export function proseOfPage({ file, headings, blocks }: Page, { tasks }: Pick<Guide, 'tasks'>): ProseSection[] {
  const own = tasks.filter(({ place }) => place.file === file)
  const words = new Set(own.map(({ text }) => text))
  const isProse = (block: Block): boolean =>
    block.type === 'paragraph' || (block.type === 'list' && !holdsTask(block, words))
  const sections: { id: string | null; title: string; blocks: Block[] }[] = [{ id: null, title: '', blocks: [] }]
  for (const block of blocks) {
    if (block.type === 'heading') sections.push({ id: block.id, title: spansText(block.spans), blocks: [] })
    else if (isProse(block)) sections.at(-1)?.blocks.push(block)
  }
  const headingOf = ({ place }: Task): string | null =>
    headings.filter((heading) => heading.place.line < place.line).at(-1)?.id ?? null
  return sections.map((section) => ({ ...section, tasks: own.filter((task) => headingOf(task) === section.id) }))
}

const holdsTask = ({ items }: List, words: ReadonlySet<string>): boolean =>
  items.some(([first]) => first !== undefined && words.has(blockLines(first)[0] ?? ''))

/** The name of the section that a task stands in; null where it says no more than that there are tasks. */
export function sectionOf({ place }: Task, { kind, pages }: Pick<Guide, 'kind' | 'pages'>): string | null {
  if (kind !== 'own') return null
  const page = pages.find(({ file }) => file === place.file)
  const heading = page?.headings.filter(({ level, place: { line } }) => level > 1 && line < place.line).at(-1)
  return heading === undefined || /^tasks$/i.test(heading.text.trim()) ? null : heading.text
}

/** The task of our own guide that a comment stands under; null where it is about a section or a page. */
export function taskAbove({ place }: { readonly place: Place }, { kind, pages, tasks }: Guide): Task | null {
  // What belongs to a task's list item is indented.
  if (kind !== 'own' || place.column === 1) return null
  const headings = pages.find(({ file }) => file === place.file)?.headings ?? []
  const from = headings.filter((heading) => heading.place.line < place.line).at(-1)?.place.line ?? 0
  const above = tasks.filter((task) => {
    const { file, line } = task.place
    return file === place.file && line > from && line < place.line
  })
  return above.at(-1) ?? null
}

/** Without sentences that only lead to another page: "see Limits of 2019" leads nowhere in a document. */
export function withoutPointers(blocks: readonly Block[], page: Page): readonly Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type !== 'paragraph') return [block]
    const spans = pointersIn(spansText(block.spans), page).reduce(cut, block.spans)
    return spansText(spans).trim() === '' ? [] : [{ ...block, spans }]
  })
}

/** Sentences of a text that send their reader to another page of the guide. */
export function pointersIn(text: string, { links }: Page): string[] {
  const names = links.filter(({ leadsTo }) => leadsTo !== null).map((link) => link.text)
  return (text.match(/[^.?!]+[.?!]+\s*/g) ?? []).filter(
    (sentence) =>
      /\b(?:see|more is on|start from|read)\b/i.test(sentence) && names.some((name) => sentence.includes(name)),
  )
}

function cut(spans: readonly Span[], words: string): readonly Span[] {
  const from = spansText(spans).indexOf(words)
  if (from < 0) return spans
  const to = from + words.length
  let at = 0
  const kept = spans.map((span) => {
    const start = at
    at += span.text.length
    return { ...span, text: span.text.slice(0, Math.max(0, from - start)) + span.text.slice(Math.max(0, to - start)) }
  })
  return kept.map((span, index) =>
    index === kept.length - 1 && from > 0 ? { ...span, text: span.text.trimEnd() } : span,
  )
}
