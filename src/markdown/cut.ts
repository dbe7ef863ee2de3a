/**
 * Cuts ranges out of a page: nothing outside them is changed, but for the blank space that they leave. Whoever publishes a
 * page and whoever parses it cut by the same rules, so that both say the same.
 *
 * - What stands alone on its lines goes with them, and blank lines around it are not doubled.
 * - Within a line one space stays where there was one on each side, and none at the end.
 * - A blank line stays where words above and below would otherwise become one paragraph.
 *
 * @module
 */
import type { CommentSpan, Range } from './comments.ts'
import type { Edit, SourceText } from './source-text.ts'

export interface Cut extends Range {
  /** What stands in its place within the line; nothing around it is then changed. */
  readonly words?: string
  /** What stands in its place as a block of its own. */
  readonly lines?: readonly string[]
}

const QUOTE_MARKS = /^[ \t>]*$/
/** With more than three spaces before it, a quote mark is code. */
const BLANK_LINE = /^(?:[ \t]*| {0,3}>[ \t>]*)$/
const ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/
/** An item that no paragraph takes in: one with words, and with no number but 1 (CommonMark 5.2). */
const APART_ITEM = /^[ \t>]*(?:[-*+]|1[.)])[ \t]+\S/
const MARKERS = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+$/
/** Lines that no paragraph goes past, before or after them. */
const APART = /^[ \t>]*(?:#{1,6}(?:[ \t]|$)|\*{3,}[ \t]*$|_{3,}[ \t]*$)/
const FENCE = /^[ \t>]*(?:`{3}|~{3})/
/** What two halves may not become once nothing is between them. */
const OPENERS = /<!--|\{[%{:]|``|~~/

/** The line end that the page uses. */
export const lineEndOf = (text: string): string => /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'

/**
 * @param within the part of the page that is cut
 * @param cuts in any order; what overlaps is one cut
 */
export function cutEdits(source: SourceText, within: Range, cuts: readonly Cut[]): Edit[] {
  const page = new Lines(source, within)
  const all = merged(source, cuts)
  const alone = new Set(all.filter((cut) => cut.words === undefined && page.isAlone(cut)))
  return [
    ...all.filter((cut) => !alone.has(cut)).map((cut) => withinLine(page, cut)),
    ...zonesOf(page, [...alone]).map((zone) => replaceZone(page, zone)),
  ]
}

/**
 * The edits that take comments out of a part of a page before it is parsed, also where one begins before it or ends after it.
 * One around more than the part hides the tags around it too, and is not in it. Blank lines stay as they are.
 */
export function commentEdits(source: SourceText, within: Range, comments: readonly CommentSpan[]): Edit[] {
  // A part may begin and end within a line, which goes on.
  const page = new Lines(source, { from: 0, to: source.text.length })
  const isInside = ({ from, to }: Range): boolean => from >= within.from && to <= within.to
  const touching = comments.filter(
    (one) =>
      isInside(one) || (one.from < within.to && one.to > within.from && (one.from > within.from || one.to < within.to)),
  )
  const all = merged(source, touching.filter(isInside))
  const alone = new Set(all.filter((cut) => page.isAlone(cut)))
  return [
    ...touching
      .filter((comment) => !isInside(comment))
      .map(({ from, to }) => ({ from: Math.max(within.from, from), to: Math.min(within.to, to), text: '' })),
    ...all.filter((cut) => !alone.has(cut)).map((cut) => withinLine(page, cut)),
    ...zonesOf(page, [...alone]).flatMap((zone) => {
      const isWhole = zone.gaps.every((gap) => gap === '') && isZoneParted(page, zone)
      return isWhole
        ? [{ from: zone.from, to: zone.to, text: '' }]
        : zone.cuts.map(({ from, to }) => ({ from, to, text: '' }))
    }),
  ]
}

/** Whether only white space and quote marks share the lines of a range. */
export const isOnOwnLines = (source: SourceText, range: Range): boolean =>
  new Lines(source, { from: 0, to: source.text.length }).isAlone(range)

/** The lines of a part of a page: it may begin and end within one. */
class Lines {
  readonly source: SourceText
  readonly within: Range
  readonly eol: string

  constructor(source: SourceText, within: Range) {
    this.source = source
    this.within = within
    this.eol = lineEndOf(source.text)
  }

  start(offset: number): number {
    return Math.max(this.within.from, this.source.lineStart(offset))
  }

  end(offset: number): number {
    return Math.min(this.within.to, this.source.lineEnd(offset))
  }

  next(offset: number): number {
    return Math.min(this.within.to, this.source.nextLine(offset))
  }

  line(offset: number): string {
    return this.source.text.slice(this.start(offset), this.end(offset))
  }

  before({ from }: Range): string {
    return this.source.text.slice(this.start(from), from)
  }

  after({ to }: Range): string {
    return this.source.text.slice(to, this.end(to))
  }

  isAlone(cut: Range): boolean {
    return QUOTE_MARKS.test(this.before(cut)) && /^[ \t]*$/.test(this.after(cut))
  }
}

/** Sorted, with one cut for those that overlap or that only white space separates. */
function merged(source: SourceText, cuts: readonly Cut[]): Cut[] {
  const { text } = source
  const all: Cut[] = []
  for (const one of [...cuts].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const cut = { ...one, to: withoutLineEnd(text, one) }
    const last = all.at(-1)
    const joins =
      last !== undefined &&
      (cut.from < last.to ||
        (last.words === undefined &&
          cut.words === undefined &&
          (last.lines ?? cut.lines) === undefined &&
          /^[ \t]*$/.test(text.slice(last.to, cut.from))))
    if (joins) all[all.length - 1] = { ...cut, ...last, to: Math.max(last.to, cut.to) }
    else all.push(cut)
  }
  return all
}

/** A cut that holds the end of its line is the same without it. */
function withoutLineEnd(text: string, { from, to }: Range): number {
  let end = to
  while (end > from + 1 && /[\r\n]/.test(text[end - 1] ?? '')) end -= 1
  return end
}

function withinLine(page: Lines, cut: Cut): Edit {
  const { from, to, words, lines } = cut
  if (words !== undefined) return { from, to, text: words }
  const before = page.before(cut)
  const after = page.after(cut)
  const left = from - (/[ \t]*$/.exec(before)?.[0].length ?? 0)
  const right = to + (/^[ \t]*/.exec(after)?.[0].length ?? 0)
  const isLast = after.trim() === ''
  if (lines !== undefined && lines.length > 0) {
    const gap = page.eol + page.eol
    const below = isLast ? '' : gap
    // In a list item the block is the item's first.
    if (MARKERS.test(before)) {
      const indentation = before.replace(/[^>\t]/g, ' ')
      return { from, to: right, text: lines.join(page.eol + indentation) + below }
    }
    return { from: left, to: right, text: (before.trim() === '' ? '' : gap) + lines.join(page.eol) + below }
  }
  if (!isLast && (QUOTE_MARKS.test(before) || MARKERS.test(before))) return { from, to: right, text: '' }
  if (isLast || right > to) return { from: left, to, text: '' }
  const { text } = page.source
  const [head, tail] = [text.slice(Math.max(page.within.from, from - 3), from), text.slice(to, to + 3)]
  const opens = OPENERS.test(head + tail) && !OPENERS.test(head) && !OPENERS.test(tail)
  return { from, to, text: opens ? ' ' : '' }
}

/** Lines that are cut, with the blank lines among and around them. */
interface CutLines extends Range {
  readonly cuts: readonly Cut[]
  /** The blank lines before, between and after the cuts, as they are written. */
  readonly gaps: readonly string[]
}

function zonesOf(page: Lines, cuts: readonly Cut[]): CutLines[] {
  const zones: CutLines[] = []
  const { text } = page.source
  const blanksTo = (end: number, least: number): number => {
    let at = end
    while (at > least && BLANK_LINE.test(page.line(at - 1))) at = page.start(at - 1)
    return at
  }
  const blanksFrom = (start: number): number => {
    let at = start
    while (at < page.within.to && BLANK_LINE.test(page.line(at))) at = page.next(at)
    return at
  }
  for (const cut of cuts) {
    const last = zones.at(-1)
    const from = page.start(cut.from)
    const next = page.next(cut.to)
    const to = blanksFrom(next)
    if (last !== undefined && last.to >= from) {
      const between = text.slice(page.next(last.cuts.at(-1)?.to ?? from), from)
      const gaps = [...last.gaps.slice(0, -1), between, text.slice(next, to)]
      zones[zones.length - 1] = { from: last.from, to, cuts: [...last.cuts, cut], gaps }
    } else {
      const start = blanksTo(from, page.within.from)
      zones.push({ from: start, to, cuts: [cut], gaps: [text.slice(start, from), text.slice(next, to)] })
    }
  }
  return zones
}

function replaceZone(page: Lines, zone: CutLines): Edit {
  const { eol, within } = page
  const { from, to, cuts, gaps } = zone
  const first = gaps[0] ?? ''
  const last = gaps.at(-1) ?? ''
  const isFirst = from === within.from
  const isLast = to === within.to
  const blocks = cuts.flatMap((cut) => {
    if (cut.lines === undefined || cut.lines.length === 0) return []
    const indentation = page.before(cut)
    return [cut.lines.map((line) => (indentation + line).trimEnd()).join(eol)]
  })
  if (blocks.length > 0) {
    const above = first === '' && !isFirst ? eol : first
    const below = last === '' && !isLast ? eol : last
    const end = isLast && !/[\r\n]$/.test(page.source.text.slice(from, to)) ? '' : eol
    return { from, to, text: `${above}${blocks.join(eol + eol)}${end}${below}` }
  }
  if (isLast) return { from, to, text: isFirst ? '' : last }
  if (isFirst && within.from === 0) return { from, to, text: first }
  const kept = gaps.reduce((best, gap) => (isLonger(gap, best) ? gap : best), '')
  if (kept !== '' || isFirst) return { from, to, text: kept }
  return { from, to, text: isZoneParted(page, zone) ? '' : quoteOf(page, zone) + eol }
}

const isZoneParted = (page: Lines, { from, to }: CutLines): boolean =>
  from > page.within.from && to < page.within.to && isParted(page.line(from - 1), page.line(to))

/** Of as many blank lines, those outside a quote. */
function isLonger(one: string, other: string): boolean {
  const count = (gap: string): number => gap.match(/\r\n|\r|\n/g)?.length ?? 0
  return count(one) > count(other) || (count(one) === count(other) && other.includes('>') && !one.includes('>'))
}

/** Whether two lines are apart even with nothing between them. */
const isParted = (above: string, below: string): boolean =>
  APART_ITEM.test(below) ||
  (ITEM.test(above) && ITEM.test(below)) ||
  FENCE.test(below) ||
  APART.test(above) ||
  APART.test(below)

const quoteOf = (page: Lines, { cuts: [cut] }: CutLines): string =>
  cut === undefined ? '' : page.before(cut).replace(/[ \t]+$/, '')
