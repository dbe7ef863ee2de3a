/**
 * Publish: the guide for readers, as pages of plain Markdown or as blocks of one document, with a list of what was removed;
 * and outdated terms fixed as a patch. Pure.
 *
 * @module
 */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { compare } from '../base/text.ts'
import type { Block, Heading, Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { mapSpans } from '../document/walk.ts'
import { findTerms, type TermFound } from '../markdown/find-terms.ts'
import { readFrontMatter, textValue } from '../markdown/front-matter.ts'
import { type ItemNote, publishPage, type TakenOut } from '../markdown/publish-page.ts'
import { SourceText } from '../markdown/source-text.ts'
import type { Place } from '../model/finding.ts'
import type { Guide, Page, Task } from '../model/guide.ts'
import type { GuideSources, SourceFile, Terms } from '../model/sources.ts'
import { isAnnotation } from './annotation.ts'
import { type ReadGuidePage, readGuidePage, Site } from './page.ts'
import { slug, unique } from './public-guide.ts'

export interface PublishedGuide {
  readonly pages: readonly SourceFile[]
  readonly takenOut: readonly TakenOut[]
}

/** A fact about a task, in words for readers. */
export interface TaskFact {
  readonly label: string
  readonly value: string
}

/**
 * @param guide the same, understood
 * @param factsOf what stands under a task in the place of its annotation
 */
export function publishGuide(
  sources: GuideSources,
  guide: Guide,
  factsOf: (task: Task) => readonly TaskFact[],
): PublishedGuide {
  const steps = stepsByGroup(sources)
  const tasks = new Map(guide.tasks.map((task) => [placeKey(task.place), task]))
  const published = sources.pages.map((page) => ({
    file: page.file,
    ...publishPage(page.file, page.text, {
      liquid: sources.kind === 'public',
      isAnnotation: sources.kind === 'own' ? isAnnotation : () => false,
      stepsOf: (group) =>
        (steps.get(group) ?? []).map((step) => ({ title: step.title, address: fromPage(page.file, step.file) })),
      notes: sources.kind === 'own' ? notesOf(page, tasks, factsOf) : [],
    }),
  }))
  return {
    pages: published.map(({ file, markdown }) => ({ file, text: markdown })),
    takenOut: published.flatMap(({ takenOut }) => takenOut),
  }
}

const placeKey = ({ file, line, column }: Place): string => `${file}:${line}:${column}`

/** Only a task with an annotation loses something that readers need. */
function notesOf(
  file: SourceFile,
  tasks: ReadonlyMap<string, Task>,
  factsOf: (task: Task) => readonly TaskFact[],
): ItemNote[] {
  const items = readGuidePage(file, 'own').page?.markdown.outline.items ?? []
  return items.flatMap(({ offset, wordsEnd, annotations, place }) => {
    const task = tasks.get(placeKey(place))
    if (task === undefined || wordsEnd === null || annotations.length === 0) return []
    const facts = factsOf(task)
    return facts.length === 0 ? [] : [{ item: { offset, wordsEnd }, facts }]
  })
}

interface Step {
  readonly title: string
  readonly file: string
  readonly order: number
}

/** The public guide's steps by group, in order; their front matter gives both. */
function stepsByGroup({ kind, pages }: GuideSources): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, Step[]>()
  if (kind !== 'public') return groups
  for (const { file, text } of pages) {
    const { matter } = readFrontMatter(new SourceText(file, text))
    const group = textValue(matter, 'group')
    if (group === null) continue
    const step = {
      title: textValue(matter, 'title') ?? file,
      file,
      order: Number(textValue(matter, 'order') ?? Infinity),
    }
    groups.set(group, [...(groups.get(group) ?? []), step])
  }
  return new Map([...groups].map(([group, steps]) => [group, steps.sort((a, b) => a.order - b.order)]))
}

/** Relative address of one page from another. */
function fromPage(page: string, target: string): string {
  const up = page.split('/').length - 1
  return `${'../'.repeat(up)}${target}`
}

const text = { type: 'text' } as const

/** The fields that the template of the document may use. */
export const PUBLISHED_REPORT = {
  file: 'published-guide.hbs',
  shape: { guide: text, pages: text, markers: text, notes: text, annotations: text, gaps: text },
} as const

/** Words between the pages of a published guide. */
export interface PageWords {
  readonly contents: string
  readonly onThisPage: string
}

const CONTENTS = 'contents'

/** The guide as blocks of one document: its contents, then each page under its own heading, with links between them. */
export function publishedBlocks(
  { kind, pages }: Pick<GuideSources, 'kind' | 'pages'>,
  guide: Guide,
  words: PageWords,
): Block[] {
  const read = new Map(pages.map((file) => [file.file, readGuidePage(file, kind, true).page]))
  const shown = inReadingOrder(guide).flatMap(({ file, title }) => {
    const page = read.get(file) ?? null
    return page === null ? [] : [{ file, title, page }]
  })
  const site = new Site([...read.values()].filter((page) => page !== null))
  // The name of its file, so that a link into the document still works when other pages come and go.
  const taken = new Set([CONTENTS])
  const ids = new Map(shown.map(({ file }) => [file, unique(slug(file.replace(/\.[^./]*$/, ''), 60), taken)]))
  const idOf = (file: string, section?: string | null): string =>
    [ids.get(file) ?? CONTENTS, ...(section == null ? [] : [section])].join('-')
  const relinked = (span: Span, page: ReadGuidePage): Span => {
    if (span.href === undefined || /^(?:https?:\/\/|mailto:|tel:)/i.test(span.href)) return span
    const { href, ...text } = span
    const resolved = site.resolve(href, page)
    if (resolved.kind === 'external') return text
    const to = resolved.kind === 'found' ? resolved.target.page : resolved.page
    const section = resolved.kind === 'found' && resolved.section !== null ? resolved.target.id : null
    return to === null ? text : { ...text, href: `#${idOf(to.file, section)}` }
  }
  return [
    { type: 'heading', level: 2, id: CONTENTS, spans: [{ text: words.contents }], newPage: true },
    listOf(shown.map(({ file, title }) => ({ text: title, href: `#${idOf(file)}` }))),
    ...shown.flatMap(({ file, title, page }): Block[] => {
      const blocks = underTitle(mapSpans(page.markdown.blocks, (spans) => spans.map((span) => relinked(span, page))))
      const sections = blocks.flatMap((block) =>
        block.type === 'heading' && block.level === 3
          ? [{ text: spansText(block.spans), href: `#${idOf(file, block.id)}` }]
          : [],
      )
      return [
        { type: 'heading', level: 2, id: idOf(file), spans: [{ text: title }], newPage: true },
        ...(sections.length < 2
          ? []
          : [{ type: 'paragraph', spans: [{ text: words.onThisPage, marks: ['strong'] }] } as const, listOf(sections)]),
        ...blocks.map((block): Block =>
          block.type === 'table' || block.type === 'heading' ? { ...block, id: idOf(file, block.id) } : block,
        ),
      ]
    }),
  ]
}

const listOf = (links: readonly Span[]): Block => ({
  type: 'list',
  ordered: false,
  items: links.map((link) => [{ type: 'paragraph', spans: [link] }]),
})

/** The front page, then phases with their steps, then the other pages. */
function inReadingOrder({ pages, phases }: Guide): Page[] {
  const rank = ({ file, phase }: Page): number => {
    if (/^(?:guide\/)?index\.md$/.test(file)) return file === 'index.md' ? 0 : 1
    const at = phases.findIndex(({ id }) => id === phase)
    return at === -1 ? 1000 : 2 + at
  }
  return [...pages].sort((a, b) => rank(a) - rank(b) || compare(a.file, b.file))
}

/** A page's own headings are below its title, whatever level they start at. */
function underTitle(blocks: readonly Block[]): Block[] {
  const levels = blocks.flatMap((block) => (block.type === 'heading' ? [block.level] : []))
  const down = 3 - Math.min(3, ...levels)
  let last = 2
  return blocks.map((block): Block => {
    if (block.type !== 'heading') return block
    // No level is skipped, and documents have four.
    last = Math.min(4, last + 1, block.level + down)
    return { ...block, level: last as Heading['level'] }
  })
}

/** A term that has to be fixed by hand. */
export interface TermLeft {
  readonly written: string
  readonly now: string
  readonly place: Place
  readonly because: string
}

export interface FixedTerms {
  /** A unified diff for `git apply`; empty if nothing can be fixed automatically. */
  readonly patch: string
  readonly changed: number
  readonly left: readonly TermLeft[]
}

/**
 * Replaces outdated terms where the words are the guide's own and the sentence need not be reworded.
 *
 * @param prefix path of the guide's folder from where the patch will be applied, with `/` at its end
 */
export function fixTerms(pages: readonly SourceFile[], terms: Terms, prefix: string): FixedTerms {
  const left: TermLeft[] = []
  let changed = 0
  const patches = pages.map((page) => {
    const source = new SourceText(page.file, page.text)
    const found = findTerms(page.text, terms)
    const safe = found.filter((one) => isSafe(one, source))
    left.push(
      ...found
        .filter((one) => !safe.includes(one))
        .map(({ written, term, to }) => ({
          written,
          now: term.now,
          place: source.place(to - written.length),
          because: term.fix
            ? 'It is in a heading without a fixed id, to which links may lead. Add {#id} first.'
            : term.because,
        })),
    )
    changed += safe.length
    return safe.length === 0 ? '' : patchOf(`${prefix}${page.file}`, page.text, replaced(page.text, safe))
  })
  return { patch: patches.join(''), changed, left }
}

/** @param file path with `/`, as `git apply` expects it */
const patchOf = (file: string, before: string, after: string): string =>
  createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  })

/** Rewording a heading changes its address, unless it has an explicit id. */
function isSafe({ term, from }: TermFound, source: SourceText): boolean {
  if (!term.fix) return false
  const line = source.text.slice(source.lineStart(from), source.lineEnd(from))
  return !/^ {0,3}#{1,6}\s/.test(line) || /\{:?\s*#[^{}]+\}/.test(line)
}

function replaced(text: string, found: readonly TermFound[]): string {
  let out = ''
  let at = 0
  for (const { from, to, replacement } of found) {
    out += text.slice(at, from) + replacement
    at = to
  }
  return out + text.slice(at)
}
