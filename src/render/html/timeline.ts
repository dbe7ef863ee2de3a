/**
 * A timeline as a picture in the page (SVG): rows of bars and diamonds over a scale of days. Shapes and outlines
 * distinguish the kinds, so it works in black and white; attributes, not styles, because the page's policy allows no
 * inline styles.
 *
 * On a narrow screen it scrolls sideways in its own frame, because smaller text could not be read.
 *
 * @module
 */
import { asHtml, joined, type Markup, noMarkup } from '../../base/markup.ts'
import type { Timeline, TimelineKind, TimelineMark } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { timelineScale, type TimelineScale } from '../../document/theme.ts'
import { type HtmlContext, spansHtml } from './spans.ts'

const WIDTH = 960
const LABELS = 250
const ROW = 28
const TYPE = 15
const AXIS = 26
const TEXT = '#212b32'
const LINE = '#768692'

export function timeline(block: Timeline, context: HtmlContext): Markup {
  const legendTop = AXIS + block.rows.length * ROW
  const height = legendTop + (block.legend.length === 0 ? 8 : 40)
  const scale = timelineScale(block)
  const x = (share: number): number => round(LABELS + share * (WIDTH - LABELS - 8))
  const picture = [
    ...block.periods.map(({ from, label }) => period(x(scale.start(from)), label, legendTop)),
    ...block.rows.map((row, i) => {
      const middle = AXIS + i * ROW + ROW / 2
      const line = asHtml`<path d="M0 ${middle + ROW / 2}H${WIDTH}" stroke="#d8dde0"/>`
      const marks = row.marks.map((mark) => shape(mark, middle, scale, x))
      return asHtml`${line}${text(0, middle, row.label)}${marks}${dates(row.dates, row.marks, middle, scale, x)}`
    }),
    ...legend(block, legendTop + 22),
  ]
  const caption = asHtml`<figcaption class="nhsuk-body"><strong>${spansHtml(block.caption, context)}</strong></figcaption>`
  const svg = asHtml`<svg role="img" aria-label="${block.alt}" viewBox="0 0 ${WIDTH} ${height}" font-family="arial, sans-serif" font-size="${TYPE}">${joined(picture, '\n')}</svg>`
  const frame = asHtml`<div class="timeline-frame" tabindex="0" role="group" aria-label="${spansText(block.caption)}">${svg}</div>`
  return asHtml`<figure class="timeline">${caption}${frame}</figure>`
}

const round = (value: number): number => Math.round(value * 10) / 10

const text = (x: number, y: number, words: string, more = noMarkup): Markup =>
  asHtml`<text x="${round(x)}" y="${round(y + TYPE * 0.35)}" fill="${TEXT}"${more}>${words}</text>`

const period = (x: number, label: string, bottom: number): Markup =>
  asHtml`<path d="M${x} 0V${bottom}" stroke="${LINE}"/>${text(x + 4, AXIS / 2 - 2, label, asHtml` font-weight="700"`)}`

/** A span narrower than this could not be seen. */
const SMALLEST = 3

function shape(
  { kind, from, to }: TimelineMark,
  middle: number,
  scale: TimelineScale,
  x: (share: number) => number,
): Markup {
  if (kind === 'moment' || kind === 'open-moment') return symbol(kind, x(scale.middle(from)), middle)
  const left = x(scale.start(from))
  return bar(kind, left, Math.max(SMALLEST, round(x(scale.end(to)) - left)), middle)
}

function bar(kind: TimelineKind, left: number, width: number, middle: number): Markup {
  const top = middle - 8
  if (kind === 'limit')
    return asHtml`<rect x="${left}" y="${top + 3}" width="${width}" height="10" fill="#fff" stroke="${TEXT}" stroke-width="1.5"/>`
  const solid = asHtml`<rect x="${left}" y="${top}" width="${width}" height="16" fill="#4c6272"/>`
  if (kind !== 'training') return solid
  const stripes = Array.from({ length: Math.floor(width / 8) }, (_, i) => `M${round(left + 6 + i * 8)} ${top}v16`)
  return asHtml`${solid}<path d="${stripes.join('')}" stroke="#fff" stroke-width="3"/>`
}

function symbol(kind: TimelineKind, x: number, middle: number): Markup {
  if (kind !== 'moment' && kind !== 'open-moment') return bar(kind, x - 11, 22, middle)
  const fill = kind === 'moment' ? TEXT : '#fff'
  return asHtml`<path d="M${x} ${middle - 8}l8 8l-8 8l-8 -8z" fill="${fill}" stroke="${TEXT}" stroke-width="1.5"/>`
}

/** Dates beside the marks: on the right where there is room, otherwise on the left. */
function dates(
  words: string,
  marks: readonly TimelineMark[],
  middle: number,
  scale: TimelineScale,
  x: (share: number) => number,
): Markup {
  if (words === '' || marks.length === 0) return noMarkup
  const right = Math.max(...marks.map(({ to }) => x(scale.end(to)))) + 12
  const left = Math.min(...marks.map(({ from }) => x(scale.start(from)))) - 12
  const width = words.length * TYPE * 0.5
  // White behind the text, because the lines of the scale run through it.
  const behind = (from: number): Markup =>
    asHtml`<rect x="${round(from - 2)}" y="${middle - 9}" width="${round(width + 4)}" height="18" fill="#fff"/>`
  if (right + width <= WIDTH) return asHtml`${behind(right)}${text(right, middle, words)}`
  if (left - width >= LABELS) {
    return asHtml`${behind(left - width)}${text(left, middle, words, asHtml` text-anchor="end"`)}`
  }
  return noMarkup
}

function legend({ legend: kinds }: Timeline, middle: number): Markup[] {
  let x = 12
  return kinds.map(({ kind, label }) => {
    const drawn = asHtml`${symbol(kind, x, middle)}${text(x + 18, middle, label)}`
    x += 18 + label.length * TYPE * 0.52 + 36
    return drawn
  })
}
