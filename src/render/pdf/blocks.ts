/**
 * Blocks become slices: one function for each block type.
 *
 * @module
 */
import {
  type Block,
  type BlockTable,
  type Callout,
  type Columns,
  type Facts,
  type Heading,
  type List,
  type Paragraph,
  renderBlock,
  tickedItem,
} from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { forRows, SIGNATURE_ROOM_MM, type Theme } from '../../document/theme.ts'
import { besideWidths } from '../fit-columns.ts'
import { mm, type StructureTag } from './boxes.ts'
import { addressLines, coverSlices } from './letterhead.ts'
import {
  blankBox,
  type BlockSlices,
  bodyStyle,
  boldStyle,
  type Frame,
  headingTag,
  heightOf,
  inset,
  KEPT_WHOLE,
  keptWhole,
  keptWithNext,
  type LayoutContext,
  type Slice,
  textSlices,
  type TextStyle,
  widthOf,
  withGap,
} from './place.ts'
import { cellPadding, factColumns, valueStyle } from './table-plan.ts'
import {
  cellSlices,
  type RowCell,
  rowLook,
  rowSlices,
  stacked,
  startsBlank,
  tableSlices,
  wholeOrNearly,
} from './table.ts'
import { timelineSlices } from './timeline.ts'

/**
 * A box with a thick rule on its left. Its title names its kind; the colour only repeats it, and a warning's rule is
 * also thicker, so that it is recognised in black and white.
 */
function calloutSlices(block: Callout, place: LayoutContext, blockSlices: BlockSlices): readonly Slice[] {
  const { theme } = place
  const ruleWidth = theme.bodyPt * (block.kind === 'warning' || block.kind === 'unfinished' ? 0.5 : 0.25)
  const padding = theme.unitPt * 2 * theme.air
  const frame: Frame = {
    x: place.x,
    width: place.width,
    fill: theme.colours.calloutFill,
    rule: theme.colours.callout[block.kind],
    ruleWidth,
    padding,
  }
  const box: StructureTag = { type: 'Div', parent: place.parent }
  const inner: LayoutContext = {
    ...inset(place, ruleWidth + theme.unitPt * 2, box, padding),
    frames: [...place.frames, frame],
  }
  const title = textSlices(block.title, boldStyle(theme), { type: 'P', parent: box }, inner)
  const body = withGap(blockSlices(block.blocks, inner), theme.paragraphGapPt * 0.4)
  const pad: Slice = { height: padding, gap: 0, keepWithNext: true, boxes: [], frames: inner.frames }
  const last = body.at(-1)
  const slices = [
    pad,
    ...title.map((slice) => ({ ...slice, keepWithNext: true })),
    ...body.slice(0, -1),
    ...(last === undefined ? [] : [{ ...last, keepWithNext: true }]),
    { ...pad, keepWithNext: false },
  ]
  return heightOf(slices) < place.pageHeight * KEPT_WHOLE ? keptWhole(slices) : slices
}

/**
 * Names on the left, values or blanks on the right: a table with row headers and no column headers. It has no
 * background, so its text aligns with the text around it.
 */
function factsSlices(block: Facts, around: LayoutContext): readonly Slice[] {
  const theme = forRows(around.theme)
  const place = { ...around, theme }
  const gap = cellPadding(theme) * 2
  const [left, right] = factColumns(block, theme, place.width)
  const body: StructureTag = { type: 'TBody', parent: { type: 'Table', parent: place.parent } }
  const tallest = place.pageHeight - theme.headingPt[1] * 4
  const rows = block.rows.map((row) => {
    const tr: StructureTag = { type: 'TR', parent: body }
    const name: StructureTag = { type: 'TH', parent: tr, scope: 'Row' }
    const value: StructureTag = { type: 'TD', parent: tr }
    const namePlace: LayoutContext = { ...place, width: left - gap, parent: name }
    const valuePlace: LayoutContext = { ...place, x: place.x + left, width: right, parent: value }
    const cells: RowCell[] = [
      {
        owner: name,
        column: { x: 0, width: left, deck: 0 },
        slices: textSlices(row.label, boldStyle(theme), name, namePlace),
      },
      {
        owner: value,
        column: { x: left, width: right, deck: 0 },
        slices: cellSlices(row.value, valuePlace, valueStyle(block, theme)),
        blankFirst: startsBlank(row.value),
      },
    ]
    return rowSlices(cells, rowLook(place), tallest, place)
  })
  return wholeOrNearly(rows, place)
}

/** A list's items, each with a hanging number or bullet. */
function listSlices(block: List, place: LayoutContext, blockSlices: BlockSlices): readonly Slice[] {
  const { theme } = place
  const style = bodyStyle(theme)
  const first = block.start ?? 1
  const labels = block.items.map((_, i) => (block.ordered ? `${first + i}.` : '•'))
  const ticked = block.items.map((item) => tickedItem(block, item))
  const box = ticked.some((one) => one !== null) ? theme.tickBoxPt : 0
  const indent =
    Math.max(...labels.map((label) => widthOf([{ text: label }], style)), theme.bodyPt * 0.8, box) + theme.bodyPt * 0.6
  const hasLabels = ticked.some((one) => one === null)
  const numbering = block.ordered ? 'Decimal' : hasLabels ? 'Disc' : 'None'
  const list: StructureTag = { type: 'L', parent: place.parent, numbering }
  return block.items.flatMap((item, i) => {
    const entry: StructureTag = { type: 'LI', parent: list }
    const tick = ticked[i] ?? null
    if (tick !== null)
      return withGap(tickedSlices(tick, indent, { ...place, parent: entry }, blockSlices), itemGap(i, place))
    const label: StructureTag = { type: 'Lbl', parent: entry }
    const marker = textSlices([{ text: labels[i] ?? '•' }], style, label, { ...place, width: indent })[0]?.boxes ?? []
    const slices = blockSlices(item, inset(place, indent, { type: 'LBody', parent: entry }))
    const [head = emptyItem(place, theme.bodyPt * theme.lineHeight), ...rest] = slices
    const labelled = { ...head, boxes: [...marker, ...head.boxes] }
    return withGap([labelled, ...rest], itemGap(i, place))
  })
}

const itemGap = (item: number, { theme }: LayoutContext): number => (item === 0 ? 0 : theme.paragraphGapPt * 0.5)

/** The box to tick replaces the bullet. */
function tickedSlices(
  { field, blocks }: NonNullable<ReturnType<typeof tickedItem>>,
  indent: number,
  place: LayoutContext,
  blockSlices: BlockSlices,
): readonly Slice[] {
  const { theme } = place
  const body: StructureTag = { type: 'LBody', parent: place.parent }
  const line = theme.bodyPt * theme.lineHeight
  const side = theme.tickBoxPt
  const box = blankBox(field, { ...place, parent: body }, Math.max(0, (line - side) / 2), side, side)
  const [head = emptyItem(place, line), ...rest] = blockSlices(blocks, inset(place, indent, body))
  return [{ ...head, height: Math.max(head.height, side), boxes: [box, ...head.boxes] }, ...rest]
}

const emptyItem = (place: LayoutContext, height: number): Slice => ({
  height,
  gap: 0,
  keepWithNext: false,
  boxes: [],
  frames: place.frames,
})

const paragraphStyles: Record<NonNullable<Paragraph['role']> | 'body', (theme: Theme) => TextStyle> = {
  body: bodyStyle,
  signature: bodyStyle,
  lead: (theme) => ({ ...bodyStyle(theme), size: theme.leadPt }),
  small: (theme) => ({ ...bodyStyle(theme), size: theme.smallPt, colour: theme.colours.quiet }),
}

function headingSlices(block: Heading, place: LayoutContext): readonly Slice[] {
  const { theme } = place
  const style: TextStyle = {
    // Headings in a letter are smaller: its title is as large as a section's heading elsewhere.
    size: theme.headingPt[block.level - (place.letter ? 0 : 1)] ?? theme.headingPt[3],
    face: 'bold',
    colour: theme.colours.text,
    lineHeight: theme.headingLineHeight,
  }
  const lines = textSlices(block.spans, style, headingTag(block.level, place), place)
  return lines.map((line, i) => ({
    ...line,
    keepWithNext: true,
    ...(i === 0 && block.newPage === true ? { newPage: true } : {}),
    ...(i === 0 && block.level <= 2 && !place.letter ? { room: place.pageHeight * 0.14 } : {}),
    boxes:
      i === 0
        ? [{ kind: 'anchor', y: 0, id: block.id, level: block.level, title: spansText(block.spans) }, ...line.boxes]
        : line.boxes,
  }))
}

/** Columns side by side are never divided. Where they are too tall for that, or hold a box, one follows the other. */
function columnsSlices(block: Columns, place: LayoutContext): readonly Slice[] {
  const { columns } = block
  const { last } = place.headings
  const { widths, gap } = besideWidths(block, place.width, place.theme)
  let { x } = place
  const beside = columns.map((column, i) => {
    const width = widths[i] ?? 0
    const slices = blockSlices(column, { ...place, x, width })
    x += width + gap
    return slices
  })
  const height = Math.max(...beside.map(heightOf))
  const isPlain = beside.flat().every(({ frames }) => frames === place.frames)
  if (isPlain && height < place.pageHeight * TALLEST_COLUMN)
    return [
      { height, gap: 0, keepWithNext: false, boxes: beside.flatMap((slices) => stacked(slices)), frames: place.frames },
    ]
  place.headings.last = last
  return blockSlices(columns.flat(), place)
}

/** Columns that are taller than this part of a page would leave much of the one before empty. */
const TALLEST_COLUMN = 0.8

const table: BlockTable<LayoutContext, readonly Slice[]> = {
  heading: headingSlices,
  paragraph: (block, place) =>
    textSlices(
      block.spans,
      paragraphStyles[block.role ?? 'body'](place.theme),
      { type: 'P', parent: place.parent },
      place,
    ),
  list: (block, place) => listSlices(block, place, blockSlices),
  table: tableSlices,
  facts: factsSlices,
  callout: (block, place) => calloutSlices(block, place, blockSlices),
  cover: coverSlices,
  // In a letter the frame of page one places addresses; anywhere else they are lines of the text.
  address: (block, place) => {
    const tag: StructureTag = { type: 'P', parent: place.parent }
    return keptWhole(addressLines(block).flatMap((line) => textSlices(line, bodyStyle(place.theme), tag, place)))
  },
  'page-break': (_block, place) => [
    { height: 0, gap: 0, keepWithNext: true, newPage: true, boxes: [], frames: place.frames },
  ],
  // `render-pdf.ts` decides on which pages it is.
  sheet: (block, place) => {
    const slices = blockSlices(block.blocks, { ...place, parent: { type: 'Sect', parent: place.parent } })
    return block.flows === true ? keptWhole(slices) : slices
  },
  columns: columnsSlices,
  timeline: timelineSlices,
}

/** Space between two blocks, in points. */
function gapBetween(previous: Block, below: Block, theme: Theme): number {
  const next = below.type === 'columns' ? (below.columns[0]?.[0] ?? below) : below
  const gap = theme.paragraphGapPt
  if (previous.type === 'page-break') return 0
  if (next.type === 'heading') return previous.type === 'heading' ? gap : (theme.aboveHeadingPt[next.level - 1] ?? gap)
  if (previous.type === 'heading') return theme.belowHeadingPt[previous.level - 1] ?? gap
  if (previous.type === 'cover') return gap * 2
  if (next.type === 'paragraph' && next.role === 'signature') return mm(SIGNATURE_ROOM_MM)
  if (next.type === 'list') return gap * 0.5
  const boxed = (block: Block): boolean => ['table', 'facts', 'callout'].includes(block.type)
  return boxed(previous) || boxed(next) ? gap * 1.4 : gap
}

/** What stands between a heading and what it is about, if it is no higher than this part of a page. */
const INTRODUCTION = 0.1

/** A sentence that ends in a colon introduces what follows and is kept with it, as does the little below a heading. */
function introduces(block: Block, previous: Block | undefined, next: Block, height: number, page: number): boolean {
  if (!['list', 'table', 'facts', 'callout'].includes(next.type)) return false
  if (block.type === 'paragraph' && spansText(block.spans).trimEnd().endsWith(':')) return true
  return previous?.type === 'heading' && ['paragraph', 'facts'].includes(block.type) && height < page * INTRODUCTION
}

export function blockSlices(blocks: readonly Block[], place: LayoutContext): readonly Slice[] {
  return blocks.flatMap((block, i) => {
    const slices = renderBlock(table, block, place)
    const previous = blocks[i - 1]
    const next = blocks[i + 1]
    const spaced = withGap(slices, previous === undefined ? 0 : gapBetween(previous, block, place.theme))
    if (next === undefined) return spaced
    if ('keepNext' in block && block.keepNext === true) return spaced.map((slice) => ({ ...slice, keepWithNext: true }))
    return introduces(block, previous, next, heightOf(slices), place.pageHeight) ? keptWithNext(spaced) : spaced
  })
}
