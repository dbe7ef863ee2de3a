/**
 * Slips in Markdown by which something that an author wrote ends nowhere: code that never ends, annotations and markers in
 * code, annotations on words that are no task, cells and headings that no document shows.
 *
 * @module
 */
import { counted, listed } from '../base/text.ts'
import { type CodeRange, inRanges } from '../markdown/comments.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { isAnnotation, readAnnotation, TASK_KEYS } from './annotation.ts'
import type { ReadGuidePage } from './page.ts'

export function slipsOf(page: ReadGuidePage): Finding[] {
  return [...lostInCode(page), ...lostInTables(page), ...emptyWords(page), ...nearHeadings(page), ...conflicts(page)]
}

const TASKS = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S.*$/gm
const MARKERS = /\[(?:GAP|UPLIFT)\]/g
const HEADINGS = /^[ \t>]*#{1,6}[ \t]+\S/gm

function lostInCode({ markdown: { code, source }, annotated }: ReadGuidePage): Finding[] {
  return code.flatMap((range): Finding[] => {
    const text = source.text.slice(range.from, range.to)
    const at = range.from + text.search(/[^ \t>]/)
    if (!range.closed) return [findingOf('unclosed-code', unclosed(text), { place: source.place(at) })]
    const found = firstLost(text, range.kind, annotated)
    if (found === null) return []
    const where = { fenced: 'a block of code', inline: 'code', indented: 'code, because its line is indented too far' }
    const message = `Unexpected ${found.what} inside ${where[range.kind]}. It has no effect; move it out of the code.`
    return [findingOf('lost-in-code', message, { place: source.place(range.from + found.at) })]
  })
}

function unclosed(text: string): string {
  const [first = '', ...rest] = text.split(/\r\n|\r|\n/)
  const body = rest.join('\n')
  const fence = /`{3,}|~{3,}/.exec(first)?.[0] ?? '```'
  const lines = rest.filter((line) => line.trim() !== '').length
  const count = (pattern: RegExp): number => body.match(pattern)?.length ?? 0
  const held = [counted(count(TASKS), 'task'), counted(count(MARKERS), 'marker'), counted(count(HEADINGS), 'heading')]
  return `Unexpected end of the page, or of its list or quote, inside code, expected a line of “${fence}” that ends the code begun here. It swallows ${counted(lines, 'line')}, with ${listed(held)}; end it, or remove the first “${fence}”.`
}

/** The first annotation, marker or task in a piece of code. A fenced task without an annotation is an example. */
function firstLost(text: string, kind: CodeRange['kind'], annotated: boolean): { what: string; at: number } | null {
  for (const { index, 1: inner = '' } of text.matchAll(/<!--([\s\S]*?)(?:-->|$)/g)) {
    if (inner.search(MARKERS) !== -1) return { what: 'marker', at: index }
    if (annotated && isAnnotation(inner)) return { what: 'annotation', at: index }
  }
  const task = annotated && kind === 'indented' ? text.search(TASKS) : -1
  return task === -1 ? null : { what: 'task', at: task + text.slice(task).search(/[^ \t>]/) }
}

function lostInTables({ markdown: { outline } }: ReadGuidePage): Finding[] {
  return [
    ...outline.lostCells.map(({ text, place }) =>
      findingOf(
        'table-cell-lost',
        `Unexpected cell “${text}” in a row with more cells than its table has columns, expected as many. No reader sees it; write \`\\|\` for a bar within a cell, or add a column.`,
        { place },
      ),
    ),
    ...outline.brokenTables.map(({ place, what }) =>
      findingOf(
        'table-unreadable',
        what === 'row'
          ? 'Unexpected row with bars outside of a table, expected a header, a line of hyphens and the rows right below each other. Readers see the bars and no table.'
          : 'Unexpected line of hyphens and bars with another number of cells than the line above it, expected the same number. Readers see the bars and no table.',
        { place },
      ),
    ),
  ]
}

/** Marks without a space, and too many of them. `#12` is a number, and `#word` may be one of a network. */
const NEAR_HEADING = /^ {0,3}(?:#{2,}(?=[\p{L}\p{N}*_])|#(?=\p{Lu})|#{7,}(?=[ \t]+\S)).*$/gmu

function nearHeadings({ markdown: { code, comments, frontMatter, source } }: ReadGuidePage): Finding[] {
  if (!source.text.includes('#')) return []
  return [...source.text.matchAll(NEAR_HEADING)].flatMap(({ index, 0: line }) => {
    const at = index + line.search(/\S/)
    if (at < frontMatter.end || inRanges(code, at) || inRanges(comments, at)) return []
    const message = `Unexpected \`${line.trim().slice(0, 60)}\`, expected one to six marks and a space, as in \`## words\`. It is no heading; readers see the marks.`
    return [findingOf('heading-unreadable', message, { place: source.place(at) })]
  })
}

const CONFLICT = /^(?:<{7}|>{7})[ \t]+\S.*$/gm

/** What a merge left behind: both versions would be printed. */
function conflicts({ markdown: { source } }: ReadGuidePage): Finding[] {
  if (!source.text.includes('<<<<<<<') && !source.text.includes('>>>>>>>')) return []
  return [...source.text.matchAll(CONFLICT)].map(({ index, 0: line }) => {
    const message = `Unexpected \`${line.trim().slice(0, 60)}\`, expected the words that were agreed: a merge was not finished. Both versions are read; keep one, and remove the marks.`
    return findingOf('merge-conflict', message, { place: source.place(index) })
  })
}

function emptyWords(page: ReadGuidePage): Finding[] {
  const { frontMatter, outline, source } = page.markdown
  const empty = page.annotated ? outline.emptyHeadings : []
  const findings = empty.map((place) =>
    findingOf('empty-heading', 'Unexpected heading without words. Write them, or remove the marks.', { place }),
  )
  const written = 'title' in frontMatter.values
  if ((page.text('title') ?? '').trim() !== '' || (!written && (!page.annotated || outline.headings.length > 0)))
    return findings
  const message =
    'Unexpected page without a title, expected `title:` and words in its front matter. Packs and lists name it by its file.'
  return [
    ...findings,
    findingOf('page-without-title', message, { place: written ? frontMatter.place('title') : source.place(0) }),
  ]
}

/**
 * Annotations of words that are no task: those of paragraphs, headings and plain items give sources for editors; what only
 * a task can have is lost.
 *
 * @param except lines on which a task was meant, which is said already
 */
export function misplacedAnnotations(page: ReadGuidePage, except: ReadonlySet<number>): Finding[] {
  const { outline } = page.markdown
  const plainItems = outline.items.filter((item) => !item.tickBox).flatMap((item) => item.annotations)
  const loose = [...outline.annotations, ...plainItems].map((annotation) => ({ ...annotation, keys: TASK_KEYS }))
  const ofLimits = outline.limits
    .flatMap((limit) => limit.annotations)
    .map((annotation) => ({ ...annotation, keys: TASK_KEYS.filter((key) => key !== 'sla') }))
  return [...loose, ...ofLimits].flatMap(({ text, place, keys }) => {
    const read = readAnnotation(text, place)
    const lost = keys.filter((key) => read.values.has(key))
    const syntax = keys === TASK_KEYS ? read.findings : []
    if (lost.length === 0 || except.has(place.line)) return syntax
    const message = `Unexpected ${listed(lost.map((key) => `\`${key}:\``))} on words that are no task, expected \`- [ ]\` before them. It is in no plan; make them a task, or remove the annotation.`
    return [...syntax, findingOf('annotation-without-task', message, { place })]
  })
}
