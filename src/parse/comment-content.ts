/**
 * What the lines of a comment are: a marker's own words, or guide content that the comment hides.
 *
 * @module
 */
import { LIMIT_MARK, plainWords } from '../markdown/limits.ts'
import { withoutExplicitId } from '../markdown/heading-id.ts'

export interface LineOfComment {
  readonly kind: 'heading' | 'item' | 'sla' | 'liquid' | 'text'
  /** Of a heading its words, else the line. */
  readonly text: string
}

interface Mark {
  readonly at: number
  readonly end: number
}

export interface CommentContent {
  /** A marker's own words, by the offset of its bracket. */
  readonly ownText: ReadonlyMap<number, string>
  /** Lines that are no marker's own words. */
  readonly hidden: readonly LineOfComment[]
  /** Every line with something on it. */
  readonly all: readonly LineOfComment[]
}

const ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/
const RULE = /^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:-[ \t]*){3,}$/
const HEADING = /^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t#]*$/

/**
 * A marker's own words run from its bracket to the end of its sentence: over wrapped lines, but not past an empty line,
 * and not past a line that ends a sentence where guide content follows.
 *
 * @param marks the bracketed words of the comment, in order
 */
export function contentOf(inner: string, marks: readonly Mark[]): CommentContent {
  const ownText = new Map<number, string>()
  const taken: { from: number; to: number }[] = []
  for (const [index, mark] of marks.entries()) {
    const limit = marks[index + 1]?.at ?? inner.length
    const end = endOfOwn(inner, mark.end, limit)
    ownText.set(mark.at, plainEnd(inner.slice(mark.end, end)))
    taken.push({ from: mark.at, to: end })
  }
  const rest = blankOut(inner, taken)
  return { ownText, hidden: linesOf(rest), all: linesOf(inner) }
}

function endOfOwn(inner: string, from: number, limit: number): number {
  const text = inner.slice(from, limit)
  const lines = text.split(/(?<=\n|\r(?!\n))/)
  const structured = lines.slice(1).some((line) => isContent(line))
  let length = 0
  for (const [index, line] of lines.entries()) {
    if (index > 0 && (line.trim() === '' || isContent(line))) break
    length += line.length
    if (structured && /[.!?…:]["'’)]*\s*$/.test(line)) break
  }
  const liquid = text.slice(0, length).search(/\{%/)
  return from + (liquid === -1 ? length : liquid)
}

/** A line that is certainly the guide's and not the marker's. */
const isContent = (line: string): boolean => !['text', null].includes(kindOf(line))

function kindOf(line: string): LineOfComment['kind'] | null {
  const bare = line.replace(/<!--/g, '').trimEnd()
  if (bare.trim() === '' || RULE.test(bare)) return null
  if (HEADING.test(bare)) return 'heading'
  if (LIMIT_MARK.test(bare)) return 'sla'
  if (ITEM.test(bare)) return 'item'
  return /\{[%{]/.test(bare) ? 'liquid' : 'text'
}

function linesOf(text: string): LineOfComment[] {
  const lines: LineOfComment[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const kind = kindOf(line)
    if (kind === null || /^[\s>-]*$/.test(line)) continue
    const heading = kind === 'heading' ? HEADING.exec(line.replace(/<!--/g, '')) : null
    lines.push({ kind, text: heading === null ? line.trim() : plainWords(withoutExplicitId(heading[1] ?? '')) })
  }
  return lines
}

function blankOut(text: string, ranges: readonly { from: number; to: number }[]): string {
  let out = ''
  let at = 0
  for (const range of ranges) {
    out += text.slice(at, range.from) + text.slice(range.from, range.to).replace(/[^\r\n]/g, ' ')
    at = range.to
  }
  return out + text.slice(at)
}

const plainEnd = (text: string): string => text.replace(/<!--/g, ' ').replace(/\s+/g, ' ').trim()
