/**
 * What all writers of blocks share: the position and text style of a block, and text laid out as slices.
 *
 * A slice is a strip of the body that no page break divides. Every rule about what stays together is one flag: a
 * heading keeps with the next slice, as do the first two and the last two lines of a paragraph, a caption, and a
 * table's header row.
 *
 * @module
 */
import { type Block, type Field, type Heading, isShown, type Span, type Table } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import { type FaceName, openFaces } from '../../fonts/open-faces.ts'
import type { BlankBox, DrawnBox, Owner, StructureTag, TagType } from './boxes.ts'
import { breakLines, type TextLine, OBJECT, type GlyphRun, widestWord, wordWidths } from './break-lines.ts'

export interface TextStyle {
  readonly size: number
  readonly face: FaceName
  readonly colour: string
  /** Multiple of the size. */
  readonly lineHeight: number
}

/** Position of a table's column. */
export interface LayoutColumn {
  /** From the left edge of the table. */
  readonly x: number
  readonly width: number
  /** 0: upper deck, 1: lower deck. */
  readonly deck: number
}

/** Position of a block: its column on the page, its parent element, the frames around it. */
export interface LayoutContext {
  readonly x: number
  readonly width: number
  readonly parent: StructureTag
  readonly frames: readonly Frame[]
  readonly theme: Theme
  readonly letter: boolean
  /** Positions of a table's columns, the same for all tables of one kind. */
  readonly columnsOf: (table: Table, width: number) => readonly LayoutColumn[]
  /** Read out before the label of a printed tick box. */
  readonly tickBox: string
  /** Height of a page's body, the limit for anything that must not be divided. */
  readonly pageHeight: number
  /** The deepest level allowed for the next heading: levels are never skipped. */
  readonly headings: { last: number }
  /** Turns a broken link into plain text. */
  readonly resolve: (span: Span) => Span
}

export const bodyStyle = (theme: Theme): TextStyle => ({
  size: theme.bodyPt,
  face: 'regular',
  colour: theme.colours.text,
  lineHeight: theme.lineHeight,
})

export const boldStyle = (theme: Theme): TextStyle => ({ ...bodyStyle(theme), face: 'bold' })

export const inset = (
  place: LayoutContext,
  left: number,
  parent: StructureTag = place.parent,
  right = 0,
): LayoutContext => ({
  ...place,
  x: place.x + left,
  width: place.width - left - right,
  parent,
})

/** Lays out blocks inside a block; passed in, to avoid an import cycle. */
export type BlockSlices = (blocks: readonly Block[], place: LayoutContext) => readonly Slice[]

const headingTags: readonly TagType[] = ['H1', 'H2', 'H3', 'H4']

/**
 * The element of a heading. A level that skips one becomes the next level down, because the standard allows no gaps;
 * the order of the text stays.
 */
export function headingTag(level: Heading['level'], place: LayoutContext): StructureTag {
  const allowed = Math.min(level, place.headings.last + 1)
  place.headings.last = allowed
  return { type: headingTags[allowed - 1] ?? 'H4', parent: place.parent }
}

/** Accessible name and kind of a blank on paper, for screen-reader users of the print copy. */
function formTag(field: Field, place: LayoutContext): StructureTag {
  const role = field.kind === 'check' ? 'cb' : 'tv'
  const alt = field.kind === 'check' ? `${place.tickBox}: ${field.label}` : field.label
  return { type: 'Form', parent: place.parent, alt, printField: role }
}

export function blankBox(field: Field, place: LayoutContext, y: number, width: number, height: number): BlankBox {
  return { kind: 'blank', x: place.x, y, width, height, field, owner: formTag(field, place) }
}

/** No italics (NHS service manual): emphasis is bold, as strong is. */
const faceOf = (span: Span, style: TextStyle): FaceName =>
  span.marks?.some((mark) => mark === 'strong' || mark === 'emphasis') === true ? 'bold' : style.face

/** On a dark background words keep their colour. */
function colourOf(span: Span, ink: Ink): string {
  const { style, place } = ink
  if (span.href !== undefined) return linkColour(style.colour, ink)
  const { text, quiet } = place.theme.colours
  return span.marks?.includes('quiet') === true && style.colour === text ? quiet : style.colour
}

const toRuns = (
  spans: readonly Span[],
  style: TextStyle,
  place: Pick<LayoutContext, 'theme' | 'width'> | null,
): readonly GlyphRun[] =>
  spans.filter(isShown).map((span) => {
    const face = faceOf(span, style)
    if (span.field === undefined) return { text: span.text, face }
    const { width } = place === null ? leastBlank(span.field, style) : blankSize(span.field, style, place)
    return {
      text: OBJECT,
      face,
      object: { width: (width * 1000) / style.size, keepsNext: span.field.kind === 'check' },
    }
  })

/** Width of a blank in a sentence, in font sizes. */
const BLANK_WIDTH: Readonly<Record<Exclude<Field['kind'], 'check'>, number>> = { text: 12, date: 8, signature: 14 }

/** Size of a blank in running text, in points; one of several lines has its lines to itself. */
function blankSize(
  field: Field,
  style: TextStyle,
  { theme, width }: Pick<LayoutContext, 'theme' | 'width'>,
): { readonly width: number; readonly height: number } {
  if (field.kind === 'check') return { width: theme.tickBoxPt, height: theme.tickBoxPt }
  const { lines = 1 } = field
  return {
    width: lines > 1 ? width : Math.min(width, BLANK_WIDTH[field.kind] * style.size),
    height: style.size * (lines * Math.max(style.lineHeight, MIN_LINE) + BLANK_AIR),
  }
}

/** Height for a pen, in font sizes. */
const MIN_LINE = 1.4
const BLANK_AIR = 0.4

/** The minimum width of a blank in a column. */
const leastBlank = ({ kind }: Field, style: TextStyle): { readonly width: number } => ({
  width: style.size * (kind === 'check' ? 1.5 : 3),
})

/** The baseline in a line of this height, such that the middle of a capital letter is in the middle of the line. */
function baseline(style: TextStyle): number {
  const { ascent, descent } = openFaces()[style.face]
  return (style.size * style.lineHeight + ((ascent + descent) / 1000) * style.size) / 2
}

interface Ink {
  readonly spans: readonly Span[]
  readonly owners: readonly Owner[]
  readonly style: TextStyle
  readonly place: LayoutContext
}

/** Underline and click area of a link. The underline is decoration and is not read out. */
function linkBoxes(span: Span, owner: Owner, x: number, width: number, ink: Ink): readonly DrawnBox[] {
  if (span.href === undefined || typeof owner === 'string') return []
  const y = baseline(ink.style)
  const { size, lineHeight, colour } = ink.style
  return [
    { kind: 'link', x, y: 0, width, height: size * lineHeight, href: span.href, text: linkText(span), owner },
    { kind: 'rect', x, y: y + size * 0.1, width, height: size * 0.06, fill: linkColour(colour, ink), owner: 'layout' },
  ]
}

const linkText = (span: Span): string =>
  span.href === undefined || span.href.startsWith('#') ? span.text : `${span.text}: ${span.href}`

/** Links on a dark background keep the colour of the text. */
const linkColour = (colour: string, ink: Ink): string =>
  colour === ink.place.theme.colours.onBand ? colour : ink.place.theme.colours.accent

/** A line is as high as its tallest field. */
function heightOfLine(line: TextLine, { spans, style, place }: Ink): number {
  const fields = line.pieces.flatMap(({ run }) => spans[run]?.field ?? [])
  return Math.max(style.size * style.lineHeight, ...fields.map((field) => blankSize(field, style, place).height))
}

function lineBoxes(line: TextLine, ink: Ink): readonly DrawnBox[] {
  const { style, place } = ink
  const boxes: DrawnBox[] = []
  const lineHeight = heightOfLine(line, ink)
  // Text beside something taller is centred on it.
  const down = (lineHeight - style.size * style.lineHeight) / 2
  let x = place.x
  for (let from = 0; from < line.pieces.length;) {
    const run = line.pieces[from]?.run ?? 0
    let to = from + 1
    while (line.pieces[to]?.run === run) to += 1
    const words = line.pieces.slice(from, to).map((piece) => piece.word)
    const last = words.at(-1)
    const width = words.reduce((sum, word) => sum + word.width, 0) * (style.size / 1000)
    const hanging = last === undefined ? 0 : (last.width - last.inkWidth) * (style.size / 1000)
    const span = ink.spans[run] ?? { text: '' }
    const owner = ink.owners[run] ?? 'layout'
    const ends = to === line.pieces.length
    if (span.field !== undefined && typeof owner !== 'string') {
      const size = blankSize(span.field, style, place)
      const at = { ...place, x, parent: owner }
      boxes.push(blankBox(span.field, at, Math.max(0, (lineHeight - size.height) / 2), size.width, size.height))
      x += width
      from = to
      continue
    }
    if (span.marks?.includes('code') === true)
      boxes.push({
        kind: 'rect',
        x: x - 1.5,
        y: down + baseline(style) - style.size * 0.86,
        width: width - hanging + 3,
        height: style.size * 1.14,
        fill: place.theme.colours.tableHeader,
        owner: 'layout',
      })
    boxes.push({
      kind: 'text',
      x,
      y: down + baseline(style),
      face: faceOf(span, style),
      size: style.size,
      colour: colourOf(span, ink),
      words,
      owner,
    })
    boxes.push(
      ...linkBoxes(span, owner, x, ends ? width - hanging : width, ink).map((box) => ({ ...box, y: box.y + down })),
    )
    x += width
    from = to
  }
  return boxes
}

/** A link's text has its own element, inside the paragraph's. */
function ownersOf(spans: readonly Span[], owner: Owner): readonly Owner[] {
  return spans.map((span): Owner => {
    if (span.href === undefined || typeof owner === 'string') return owner
    const link: StructureTag = { type: 'Link', parent: owner }
    return link
  })
}

/**
 * Spans become slices, one for each line, with their links.
 *
 * @param owner the element of the text, or its kind of artifact
 * @returns one slice for each line; two lines stay together at either end of a paragraph
 * @throws {MissingGlyphError} if the fonts lack a character
 */
export function textSlices(
  spans: readonly Span[],
  style: TextStyle,
  owner: Owner,
  place: LayoutContext,
): readonly Slice[] {
  const known = spans.map((span) => place.resolve(span)).filter(isShown)
  const lines = breakLines(toRuns(known, style, place), (place.width * 1000) / style.size)
  const ink: Ink = { spans: known, owners: ownersOf(known, owner), style, place }
  return lines.map((line, i) => ({
    height: heightOfLine(line, ink),
    gap: 0,
    keepWithNext: (i === 0 || i === lines.length - 2) && i < lines.length - 1,
    boxes: lineBoxes(line, ink),
    frames: place.frames,
  }))
}

/** Width of the longest word in points: a narrower column would divide it. */
export const widestWordOf = (spans: readonly Span[], style: TextStyle): number =>
  (widestWord(toRuns(spans, style, null)) * style.size) / 1000

/** Widths of the words between which a line may end, in points, each with the space after it. */
export const wordsOf = (spans: readonly Span[], style: TextStyle): readonly number[] =>
  wordWidths(toRuns(spans, style, null)).map((width) => (width * style.size) / 1000)

/** Width of the text on one line, in points. */
export function widthOf(spans: readonly Span[], style: TextStyle): number {
  const line = breakLines(toRuns(spans, style, null), Infinity)[0]
  return line === undefined ? 0 : (line.width * style.size) / 1000
}

/** A box around several slices, drawn on each page that they reach. */
export interface Frame {
  readonly x: number
  readonly width: number
  readonly fill: string
  readonly rule: string
  readonly ruleWidth: number
  /** Padding between the frame's edge and its content. */
  readonly padding: number
}

/** The header row of a table, repeated where the table continues. */
export interface RepeatedHeader {
  readonly height: number
  readonly boxes: readonly DrawnBox[]
}

export interface Slice {
  readonly height: number
  /** Space above, dropped at the top of a page. */
  readonly gap: number
  readonly keepWithNext: boolean
  readonly newPage?: boolean
  /**
   * Space that must be available from the top of this slice, if there is that much to come: a phase does not start at
   * the bottom of a page.
   */
  readonly room?: number
  readonly boxes: readonly DrawnBox[]
  readonly frames: readonly Frame[]
  /** The slice is a row of a table with this header. */
  readonly header?: RepeatedHeader
  /** The slice is this header itself, where it is read. */
  readonly isHeader?: RepeatedHeader
}

export const withGap = (slices: readonly Slice[], gap: number): readonly Slice[] =>
  slices.map((slice, i) => (i === 0 ? { ...slice, gap } : slice))

/** What is no higher than this part of a page is not divided. */
export const KEPT_WHOLE = 0.2

/** All slices of this stay on one page. */
export const keptWhole = (slices: readonly Slice[]): readonly Slice[] =>
  slices.map((slice, i) => (i < slices.length - 1 ? { ...slice, keepWithNext: true } : slice))

export const keptWithNext = (slices: readonly Slice[]): readonly Slice[] =>
  slices.map((slice, i) => (i >= slices.length - 2 ? { ...slice, keepWithNext: true } : slice))

export const heightOf = (slices: readonly Slice[]): number =>
  slices.reduce((sum, slice, i) => sum + slice.height + (i === 0 ? 0 : slice.gap), 0)
