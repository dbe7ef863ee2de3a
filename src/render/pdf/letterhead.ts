/**
 * The top of a document: titles, covers with their logo, and addresses, either as lines of text or placed in the zones of
 * a letter in mm; and the coloured zones of a proof.
 *
 * @module
 */
import {
  type Address,
  type Cover,
  type Document,
  DocumentError,
  LEAST_LARGE_PRINT,
  type LetterLayout,
  type Picture,
  type ShownZone,
  type Span,
  type Zone,
} from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { ADDRESS_PT, sizeOfLogo, ZONE_NAME_PT } from '../../document/theme.ts'
import { type DrawnBox, mm, type Placed, type StructureTag } from './boxes.ts'
import { wordIn } from './break-lines.ts'
import {
  bodyStyle,
  headingTag,
  heightOf,
  inset,
  keptWhole,
  type LayoutContext,
  type Slice,
  textSlices,
  type TextStyle,
  withGap,
} from './place.ts'

/** Boxes of several slices as boxes of one. */
const stack = (slices: readonly Slice[], from: number): { boxes: readonly DrawnBox[]; height: number } => {
  let y = from
  const boxes = slices.flatMap((slice, i) => {
    y += i === 0 ? 0 : slice.gap
    const moved = slice.boxes.map((box) => ({ ...box, y: box.y + y }))
    y += slice.height
    return moved
  })
  return { boxes, height: heightOf(slices) }
}

/** The largest size at which the title fits on four lines; a very long name stays readable at the smallest. */
function titleSlices(block: Cover, tag: StructureTag, place: LayoutContext): readonly Slice[] {
  const [largest, smaller, smallest] = place.theme.headingPt
  const at = (size: number): readonly Slice[] => {
    const style: TextStyle = {
      size,
      face: 'bold',
      colour: place.theme.colours.onBand,
      lineHeight: place.theme.headingLineHeight,
    }
    return textSlices(block.title, style, tag, place)
  }
  for (const size of [largest, smaller]) {
    const slices = at(size)
    if (slices.length <= 4) return slices
  }
  return at(smallest)
}

/** A dark band with the kind of document and its reader, above a pale panel with the most important lines. */
export function coverSlices(block: Cover, place: LayoutContext): readonly Slice[] {
  const { theme } = place
  const padding = theme.unitPt * 4 * theme.air
  const side = theme.unitPt * 4
  const inner = inset(place, side, place.parent, side)
  const eyebrowStyle: TextStyle = { ...bodyStyle(theme), size: theme.leadPt, colour: theme.colours.onBand }
  const eyebrow = stack(textSlices(block.eyebrow, eyebrowStyle, { type: 'P', parent: place.parent }, inner), padding)
  const titleTop = padding + eyebrow.height + (eyebrow.height === 0 ? 0 : theme.unitPt)
  const title = stack(titleSlices(block, headingTag(1, inner), inner), titleTop)
  const bandHeight = titleTop + title.height + padding
  const band: Slice = {
    height: bandHeight,
    gap: 0,
    keepWithNext: true,
    frames: place.frames,
    boxes: [
      {
        kind: 'rect',
        x: place.x,
        y: 0,
        width: place.width,
        height: bandHeight,
        fill: theme.colours.band,
        owner: 'layout',
      },
      { kind: 'anchor', y: 0, id: '', level: 1, title: spansText(block.title) },
      ...eyebrow.boxes,
      ...title.boxes,
    ],
  }
  const slices = block.lines.length === 0 ? [band] : [band, panel(block, place, inner)]
  if (block.logo === undefined) return keptWhole(slices)
  return keptWhole([logoSlice(block.logo, place), ...withGap(slices, theme.unitPt * 4 * theme.air)])
}

/** On the right, above everything and on white, because a logo's colours seldom suit a band. */
function logoSlice(picture: Picture, place: LayoutContext): Slice {
  const { width, height } = sizeOfLogo(picture, place.theme)
  const owner: StructureTag = { type: 'Figure', parent: place.parent, alt: picture.alt }
  const x = place.x + place.width - width
  return {
    height,
    gap: 0,
    keepWithNext: true,
    frames: place.frames,
    boxes: [{ kind: 'picture', x, y: 0, width, height, picture, owner }],
  }
}

function panel(block: Cover, place: LayoutContext, inner: LayoutContext): Slice {
  const { theme } = place
  const padding = theme.unitPt * 3 * theme.air
  const gap = theme.unitPt
  const lines = stack(
    block.lines.flatMap((line, i) =>
      textSlices(line, bodyStyle(theme), { type: 'P', parent: place.parent }, inner).map((slice, k) => ({
        ...slice,
        gap: i > 0 && k === 0 ? gap : 0,
      })),
    ),
    padding,
  )
  const height = lines.height + 2 * padding
  return {
    height,
    gap: 0,
    keepWithNext: false,
    frames: place.frames,
    boxes: [
      { kind: 'rect', x: place.x, y: 0, width: place.width, height, fill: theme.colours.tableHeader, owner: 'layout' },
      ...lines.boxes,
    ],
  }
}

/**
 * Thrown where an address is larger than its zone: it would be outside the window of the envelope, or on a printer's
 * mark.
 */
class ZoneTooSmallError extends DocumentError {
  constructor(address: Address, zone: Zone) {
    const lines = address.lines.map(spansText).join(', ')
    super(
      'zone-too-small',
      `The ${address.zone}'s address does not fit ${zone.widthMm} by ${zone.heightMm} mm, the zone that the letter has for it: ${lines}`,
    )
    this.name = 'ZoneTooSmallError'
  }
}

/** Lines with trailing spaces, so that a screen reader separates the last word of a line from the first of the next. */
export const addressLines = (address: Address): readonly (readonly Span[])[] =>
  address.lines.map((line, i) => (i < address.lines.length - 1 ? [...line, { text: ' ' }] : line))

/** A sender goes below 12 pt only where the practice's name is longer than any we know. */
function sizesFor(address: Address, letter: LetterLayout, bodyPt: number): readonly number[] {
  const size = address.zone === 'recipient' ? letter.addressPt : bodyPt
  // In large print a practice that nobody can read is no better than none.
  const least = address.zone === 'sender' && bodyPt >= LEAST_LARGE_PRINT ? LEAST_LARGE_PRINT : 0
  return [size, ...ADDRESS_PT[address.zone].filter((pt) => pt < size && pt >= least)]
}

/** @throws {ZoneTooSmallError} */
function inZone(address: Address, letter: LetterLayout, place: LayoutContext): Placed {
  const zone = address.zone === 'recipient' ? letter.address : letter.sender
  const tag: StructureTag = { type: 'P', parent: place.parent }
  const at: LayoutContext = { ...place, x: mm(zone.xMm), width: mm(zone.widthMm) }
  for (const size of sizesFor(address, letter, place.theme.bodyPt))
    for (const lineHeight of [1.2, 1.08]) {
      const style: TextStyle = { ...bodyStyle(place.theme), size, lineHeight }
      const slices = addressLines(address).flatMap((line) => textSlices(line, style, tag, at))
      if (slices.length * size * lineHeight > mm(zone.heightMm)) continue
      const boxes = slices.flatMap((slice, i) =>
        slice.boxes.map((box) => ({ ...box, y: box.y + i * size * lineHeight })),
      )
      return { y: mm(zone.yMm), boxes }
    }
  throw new ZoneTooSmallError(address, zone)
}

/** The addresses of a letter, in document order; empty for any other document. */
export function placedAddresses(document: Document, place: LayoutContext): readonly Placed[] {
  const { letter } = document
  if (letter === undefined) return []
  return document.blocks.flatMap((block) => (block.type === 'address' ? [inZone(block, letter, place)] : []))
}

/**
 * A proof's zones: red where nothing may be printed, green for the address. Each has its name, for people who cannot
 * see the colours.
 */
const FILLS: Readonly<Record<ShownZone['kind'], string>> = { forbidden: '#f9d2cf', allowed: '#d3ecd9' }
const LABEL_COLOUR = '#4c6272'

export const shownZones = (letter: LetterLayout | undefined, page: number): readonly Placed[] =>
  page > 0 ? [] : (letter?.shownZones ?? []).map(zoneBoxes)

function zoneBoxes({ kind, name, zone }: ShownZone): Placed {
  const rect: DrawnBox = {
    kind: 'rect',
    x: mm(zone.xMm),
    y: 0,
    width: mm(zone.widthMm),
    height: mm(zone.heightMm),
    fill: FILLS[kind],
    owner: 'layout',
  }
  const word = wordIn('regular', name)
  const width = (word.width / 1000) * ZONE_NAME_PT
  const fits = width + 4 <= rect.width && ZONE_NAME_PT + 2 <= rect.height
  const label: DrawnBox = {
    kind: 'text',
    // At the bottom, on the side where there is seldom text.
    x: rect.x + rect.width - width - 2,
    y: rect.height - 2,
    face: 'regular',
    size: ZONE_NAME_PT,
    colour: LABEL_COLOUR,
    words: [word],
    owner: 'layout',
  }
  return { y: mm(zone.yMm), boxes: fits ? [rect, label] : [rect] }
}
