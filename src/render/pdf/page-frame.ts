/**
 * What stands around the body: margins, header, footer, watermark.
 *
 * Header and footer are set in body size (UKAAF G003) and may wrap; the body starts below them, however long a
 * practice's name is. In a letter they keep inside the profile's margins, and page one has no header.
 *
 * @module
 */
import type { Document, FooterPart, Span } from '../../document/document.ts'
import { mm, type Box, type PageSize, type Placed } from './boxes.ts'
import { bodyStyle, type Place, type TextStyle } from './place.ts'
import type { BodyArea } from './paginate.ts'
import { shownZones } from './shown-zones.ts'
import { textSlices, widthOf } from './text-slices.ts'
import { wordIn } from './words.ts'
import type { Slice } from './slice.ts'

/** No printer reaches the last millimetres of a sheet. */
const PAPER_EDGE_MM = 9
const HEADER_GAP = 1.2
const FOOTER_GAP = 1

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
  theme: Place['theme'],
  size: PageSize,
): { readonly x: number; readonly width: number } {
  const { left, right } = document.letter?.marginsMm ?? theme.marginsMm
  return { x: mm(left), width: size.width - mm(left) - mm(right) }
}

const footerText = (parts: readonly FooterPart[], page: number, pages: number): string =>
  parts.map((part) => ('text' in part ? part.text : String(part.field === 'page' ? page : pages))).join('')

const quietStyle = (place: Place): TextStyle => ({ ...bodyStyle(place.theme), colour: place.theme.colours.quiet })

function stackLines(slices: readonly Slice[], top: number): readonly Placed[] {
  let y = top
  return slices.map((slice) => {
    const placed = { y, boxes: slice.boxes }
    y += slice.height
    return placed
  })
}

const heightOfLines = (slices: readonly Slice[]): number => slices.reduce((sum, slice) => sum + slice.height, 0)

/** Two short texts stand left and right on one line; anything else goes below each other. */
function headerLines(document: Document, place: Place): { readonly slices: readonly Slice[]; readonly height: number } {
  const style = quietStyle(place)
  const texts = document.header.filter((text) => text !== '').map((text): Span => ({ text }))
  const [left, right] = texts
  if (left !== undefined && right !== undefined && texts.length === 2) {
    const rightWidth = widthOf([right], style) + 0.1
    if (widthOf([left], style) + rightWidth + place.theme.bodyPt * 2 < place.width) {
      const end: Place = { ...place, x: place.x + place.width - rightWidth, width: rightWidth }
      const slices = [...textSlices([left], style, 'header', place), ...textSlices([right], style, 'header', end)]
      const [first, second] = slices
      if (first !== undefined && second !== undefined)
        return { slices: [{ ...first, boxes: [...first.boxes, ...second.boxes] }], height: first.height }
    }
  }
  const slices = texts.flatMap((text) => textSlices([text], style, 'header', place))
  return { slices, height: heightOfLines(slices) }
}

export function pageFrame(document: Document, place: Place, size: PageSize): PageFrame {
  const { theme } = place
  const { letter } = document
  const header = headerLines(document, place)
  // Wide digits stand in for numbers that are not known yet.
  const footerAt = (page: number, pages: number): readonly Slice[] =>
    textSlices([{ text: footerText(document.footer, page, pages) }], quietStyle(place), 'footer', place)
  const footerHeight = heightOfLines(footerAt(888, 888))
  const edge = {
    top: Math.max(mm(PAPER_EDGE_MM), mm(letter?.marginsMm.top ?? 0)),
    bottom: size.height - Math.max(mm(PAPER_EDGE_MM), mm(letter?.marginsMm.bottom ?? 0)),
  }
  const rule = (y: number, owner: 'header' | 'footer'): Box => ({
    kind: 'rect',
    x: place.x,
    y,
    width: place.width,
    height: 0.5,
    fill: theme.colours.line,
    owner,
  })
  const hasHeader = (page: number): boolean => header.height > 0 && !(letter !== undefined && page === 0)
  const headerBottom = edge.top + header.height + theme.bodyPt * 0.3
  const footerTop = edge.bottom - footerHeight
  const body: BodyArea = (page) => {
    const belowHeader = hasHeader(page) ? headerBottom + theme.bodyPt * HEADER_GAP : edge.top
    const top = letter === undefined ? Math.max(mm(theme.marginsMm.top), belowHeader) : belowHeader
    const bottom = footerTop - theme.bodyPt * (0.3 + FOOTER_GAP)
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
      { y: footerTop - theme.bodyPt * 0.3, boxes: [rule(0, 'footer')] },
      ...stackLines(footerAt(page + 1, pages), footerTop),
    ],
    behind: (page) => [...shownZones(letter, page), ...watermark(document, body(page), place)],
  }
}

/** As large as the body's width and height allow. */
function watermark(document: Document, area: ReturnType<BodyArea>, place: Place): readonly Placed[] {
  if (document.watermark === undefined || document.watermark === '') return []
  const word = wordIn('bold', document.watermark)
  const side = Math.min(place.width, area.bottom - area.top) * 0.95
  // Turned by 45 degrees, a word of width w and height h reaches (w + h) / √2 to either side.
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
