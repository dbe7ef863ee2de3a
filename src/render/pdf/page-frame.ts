/**
 * Everything around the body (margins, header, footer, watermark), and pagination: slices become pages.
 *
 * Header and footer are set in body size (UKAAF G003) and may wrap; the body starts below them, however long a
 * practice's name is. In a letter they keep inside the profile's margins, and page one has no header. Slices that must
 * stay together form a chain, which moves to the next page if it does not fit the rest of this one. A chain that is
 * taller than a page is broken where the page ends, so that nothing is ever lost.
 *
 * @module
 */
import type { Document, FooterPart, Span } from '../../document/document.ts'
import { type DrawnBox, mm, type PageSize, type Placed } from './boxes.ts'
import { wordIn } from './break-lines.ts'
import { shownZones } from './letterhead.ts'
import {
  bodyStyle,
  type Frame,
  heightOf,
  type LayoutContext,
  type RepeatedHeader,
  type Slice,
  textSlices,
  type TextStyle,
  widthOf,
} from './place.ts'

/** Printers cannot reach the last millimetres of a sheet. */
const PAPER_EDGE_MM = 7
/** From a line of the header or footer to its rule, and from there to the body, in units of the theme. */
const RULE_GAP = 1
const BODY_GAP = 2

export interface PageFrame {
  readonly x: number
  readonly width: number
  readonly area: BodyArea
  readonly furniture: (page: number, pages: number) => readonly Placed[]
  readonly behind: (page: number) => readonly Placed[]
}

/** The column between the margins: a letter's profile has its own. */
export function column(
  document: Document,
  theme: LayoutContext['theme'],
  size: PageSize,
): { readonly x: number; readonly width: number } {
  const { left, right } = document.letter?.marginsMm ?? theme.marginsMm
  return { x: mm(left), width: size.width - mm(left) - mm(right) }
}

const footerText = (parts: readonly FooterPart[], page: number, pages: number): string =>
  parts.map((part) => ('text' in part ? part.text : String(part.field === 'page' ? page : pages))).join('')

const quietStyle = (place: LayoutContext): TextStyle => ({
  ...bodyStyle(place.theme),
  colour: place.theme.colours.quiet,
})

function stackLines(slices: readonly Slice[], top: number): readonly Placed[] {
  let y = top
  return slices.map((slice) => {
    const placed = { y, boxes: slice.boxes }
    y += slice.height
    return placed
  })
}

const heightOfLines = (slices: readonly Slice[]): number => slices.reduce((sum, slice) => sum + slice.height, 0)

/** Two short texts share a line, left and right; longer ones are put one below the other. */
function headerLines(
  document: Document,
  place: LayoutContext,
): { readonly slices: readonly Slice[]; readonly height: number } {
  const style = quietStyle(place)
  const texts = document.header.filter((text) => text !== '').map((text): Span => ({ text }))
  const [left, right] = texts
  if (left !== undefined && right !== undefined && texts.length === 2) {
    const rightWidth = widthOf([right], style) + 0.1
    if (widthOf([left], style) + rightWidth + place.theme.bodyPt * 2 < place.width) {
      const end: LayoutContext = { ...place, x: place.x + place.width - rightWidth, width: rightWidth }
      const slices = [...textSlices([left], style, 'header', place), ...textSlices([right], style, 'header', end)]
      const [first, second] = slices
      if (first !== undefined && second !== undefined)
        return { slices: [{ ...first, boxes: [...first.boxes, ...second.boxes] }], height: first.height }
    }
  }
  const slices = texts.flatMap((text) => textSlices([text], style, 'header', place))
  return { slices, height: heightOfLines(slices) }
}

export function pageFrame(document: Document, place: LayoutContext, size: PageSize): PageFrame {
  const { theme } = place
  const { letter } = document
  const header = headerLines(document, place)
  // Wide digits in place of page numbers that are not known yet.
  const footerAt = (page: number, pages: number): readonly Slice[] =>
    textSlices([{ text: footerText(document.footer, page, pages) }], quietStyle(place), 'footer', place)
  const footerHeight = heightOfLines(footerAt(888, 888))
  const edge = {
    top: Math.max(mm(PAPER_EDGE_MM), mm(letter?.marginsMm.top ?? 0)),
    bottom: size.height - Math.max(mm(PAPER_EDGE_MM), mm(letter?.marginsMm.bottom ?? 0)),
  }
  const rule = (y: number, owner: 'header' | 'footer'): DrawnBox => ({
    kind: 'rect',
    x: place.x,
    y,
    width: place.width,
    height: 0.5,
    fill: theme.colours.line,
    owner,
  })
  const hasHeader = (page: number): boolean => header.height > 0 && !(letter !== undefined && page === 0)
  const headerBottom = edge.top + header.height + theme.unitPt * RULE_GAP
  const footerTop = edge.bottom - footerHeight
  const body: BodyArea = (page) => {
    const belowHeader = hasHeader(page) ? headerBottom + theme.unitPt * BODY_GAP : edge.top
    const top = letter === undefined ? Math.max(mm(theme.marginsMm.top), belowHeader) : belowHeader
    const bottom = footerTop - theme.unitPt * (RULE_GAP + BODY_GAP)
    return {
      top: letter !== undefined && page === 0 ? mm(letter.bodyFromMm) : top,
      bottom: letter === undefined ? Math.min(size.height - mm(theme.marginsMm.bottom), bottom) : bottom,
    }
  }
  return {
    ...column(document, theme, size),
    area: body,
    furniture: (page, pages) => [
      ...(hasHeader(page)
        ? [...stackLines(header.slices, edge.top), { y: headerBottom, boxes: [rule(0, 'header')] }]
        : []),
      { y: footerTop - theme.unitPt * RULE_GAP, boxes: [rule(0, 'footer')] },
      ...stackLines(footerAt(page + 1, pages), footerTop),
    ],
    behind: (page) => [...shownZones(letter, page), ...watermark(document, body(page), place)],
  }
}

/** As large as fits the body's width and height. */
function watermark(document: Document, area: ReturnType<BodyArea>, place: LayoutContext): readonly Placed[] {
  if (document.watermark === undefined || document.watermark === '') return []
  const word = wordIn('bold', document.watermark)
  const side = Math.min(place.width, area.bottom - area.top) * 0.95
  // Rotated by 45 degrees, a word of width w and height h extends (w + h) / √2 to either side.
  const size = Math.min(160, (side * Math.SQRT2) / (word.width / 1000 + 0.8))
  return [
    {
      y: 0,
      boxes: [
        {
          kind: 'watermark',
          x: place.x + place.width / 2,
          y: (area.top + area.bottom) / 2,
          size,
          colour: place.theme.colours.watermark,
          word,
        },
      ],
    },
  ]
}

const ROUNDING = 0.01
/** A page with less than this on it goes on, even where the text asks for a new one: paper is not printed empty. */
const WORTH_A_PAGE = 1 / 3

/** Top and bottom of the body on the page with this index, in points from the top. */
export type BodyArea = (page: number) => { readonly top: number; readonly bottom: number }

export interface BodyPage {
  readonly behind: readonly Placed[]
  readonly body: readonly Placed[]
}

interface OpenPage {
  readonly frames: Map<Frame, { top: number; bottom: number }>
  readonly body: Placed[]
  readonly top: number
  readonly bottom: number
  y: number
  empty: boolean
  header: RepeatedHeader | undefined
}

/** Background and left rule of the frames on a page, outer ones first. */
function frameBoxes(page: OpenPage): readonly Placed[] {
  return [...page.frames].map(([frame, { top, bottom }]) => {
    const common = { kind: 'rect', y: 0, height: bottom - top, owner: 'layout' } as const
    const boxes: DrawnBox[] = [
      { ...common, x: frame.x, width: frame.width, fill: frame.fill },
      { ...common, x: frame.x, width: frame.ruleWidth, fill: frame.rule },
    ]
    return { y: top, boxes }
  })
}

/** The index after the last slice of the chain that starts at `from`. */
function chainEnd(slices: readonly Slice[], from: number): number {
  let end = from + 1
  while (end < slices.length && slices[end - 1]?.keepWithNext === true && slices[end]?.newPage !== true) end += 1
  return end
}

/** The space that a slice requests, or everything before the next new page if that is less. */
function roomWanted(slices: readonly Slice[], from: number): number {
  const room = slices[from]?.room ?? 0
  let height = 0
  for (let i = from; i < slices.length && height < room; i += 1) {
    const slice = slices[i]
    if (slice === undefined || (i > from && slice.newPage === true)) break
    height += slice.height + (i > from ? slice.gap : 0)
  }
  return Math.min(room, height)
}

/** What must be repeated before `slice` at the top of a page. */
function roomAtTop(slice: Slice | undefined, started: ReadonlySet<Frame>): number {
  const frames = slice?.frames.filter((frame) => started.has(frame)) ?? []
  return (slice?.header?.height ?? 0) + frames.reduce((sum, frame) => sum + frame.padding, 0)
}

export function paginate(slices: readonly Slice[], area: BodyArea): readonly BodyPage[] {
  const pages: OpenPage[] = []
  const started = new Set<Frame>()

  const openPage = (): OpenPage => {
    const { top, bottom } = area(pages.length)
    const page: OpenPage = { frames: new Map(), body: [], top, bottom, y: top, empty: true, header: undefined }
    pages.push(page)
    return page
  }
  let page = openPage()

  const put = (slice: Slice): void => {
    if (page.empty) {
      const goingOn = slice.frames.filter((frame) => started.has(frame))
      for (const frame of goingOn) {
        const before = pages.at(-2)?.frames.get(frame)
        if (before !== undefined) before.bottom += frame.padding
        page.frames.set(frame, { top: page.y, bottom: page.y })
        page.y += frame.padding
      }
    } else page.y += slice.gap
    if (slice.header !== undefined && page.header !== slice.header) {
      page.body.push({ y: page.y, boxes: slice.header.boxes })
      page.y += slice.header.height
      page.header = slice.header
    }
    page.header = slice.isHeader ?? slice.header ?? page.header
    if (slice.boxes.length > 0) page.body.push({ y: page.y, boxes: slice.boxes })
    const bottom = page.y + slice.height
    for (const frame of slice.frames) {
      started.add(frame)
      page.frames.set(frame, { top: page.frames.get(frame)?.top ?? page.y, bottom })
    }
    page.y = bottom
    if (slice.height > 0) page.empty = false
  }

  for (let from = 0; from < slices.length;) {
    const to = chainEnd(slices, from)
    const chain = slices.slice(from, to)
    const height = heightOf(chain)
    const wanted = Math.max(height, roomWanted(slices, from))
    const fitsBelow = page.y + (chain[0]?.gap ?? 0) + wanted <= page.bottom + ROUNDING
    const turns = chain[0]?.newPage === true && page.y - page.top >= (page.bottom - page.top) * WORTH_A_PAGE
    if (!page.empty && (turns || !fitsBelow)) page = openPage()
    const fits = !page.empty || page.y + roomAtTop(chain[0], started) + height <= page.bottom + ROUNDING
    for (const slice of chain) {
      if (!fits && !page.empty && page.y + slice.gap + slice.height > page.bottom + ROUNDING) page = openPage()
      put(slice)
    }
    from = to
  }
  return pages.map((open) => ({ behind: frameBoxes(open), body: open.body }))
}
