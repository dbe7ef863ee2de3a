/**
 * Paragraphs that state an SLA, as boxes; the outline keeps what they say.
 *
 * @module
 */
import type { Block, Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { LIMIT_MARK, limitOf } from './limits.ts'
import type { BlocksContext } from './blocks-context.ts'
import { joinLines, tidy } from './to-spans.ts'

const LIMIT_MARKS = new RegExp(LIMIT_MARK.source, 'gm')

export const isLimitMark = (span: Span | undefined): boolean =>
  span?.marks?.includes('strong') === true && /^SLAs?:?$/.test(span.text.trim())

/** One paragraph may hold several limits, each on a line of its own, joined by the bare word `and`. */
export function limitBlocks(lines: readonly Span[][], from: number, to: number, context: BlocksContext): Block[] {
  const groups: Span[][][] = []
  for (const line of lines) {
    if (isLimitMark(line[0])) groups.push([line.slice(1)])
    else if (!/^and$/i.test(spansText(line).trim())) groups.at(-1)?.push(line)
  }
  const { source, text } = context.edited
  const marks = [...text.slice(from, to).matchAll(LIMIT_MARKS)].map(
    (mark) => from + mark.index + mark[0].search(/[^ \t>]/),
  )
  return groups.map((group, index) => {
    const start = marks[index] ?? from
    const offset = context.edited.sourceOffset(start)
    const spans = tidy(
      joinLines(group).map((span, at) => (at === 0 ? { ...span, text: span.text.replace(/^\s*:/, '') } : span)),
    )
    const limit = limitOf(spansText(spans))
    const found = { ...limit, offset, place: source.place(offset), annotations: [] }
    context.outline.limits.push(found)
    context.leaves.push({ from: start, to: marks[index + 1] ?? to, owner: found })
    const citation = limit.document === null ? '' : spansText(spans).slice(limit.text.length).trim()
    const words: Block = { type: 'paragraph', spans: cut(spans, limit.text.length) }
    const cited: Block = { type: 'paragraph', role: 'small', spans: [{ text: citation }] }
    return {
      type: 'callout',
      kind: 'limit',
      title: [{ text: 'SLA' }],
      blocks: citation === '' ? [words] : [words, cited],
    }
  })
}

/** The first `length` characters of the spans. */
function cut(spans: readonly Span[], length: number): Span[] {
  let left = length
  return tidy(
    spans.map((span) => {
      const text = span.text.slice(0, Math.max(0, left))
      left -= span.text.length
      return { ...span, text }
    }),
  )
}
