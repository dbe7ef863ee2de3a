/**
 * Tables: rows of cells, with a header row that is read out once and repeated visually on each further page.
 *
 * A cell contains text, a field, or both. A row is as high as its tallest cell and may have two decks, one above the
 * other. Rows to write on with a pen are a grid, not boxes inside cells, and each square is still a named blank for
 * screen-reader users.
 *
 * @module
 */
import { type Cell, type Field, type Table, type TableRow } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { forRows } from '../../document/theme.ts'
import {
  blankBox,
  bodyStyle,
  boldStyle,
  type LayoutColumn,
  heightOf,
  inset,
  KEPT_WHOLE,
  keptWhole,
  type LayoutContext,
  type RepeatedHeader,
  type Slice,
  textSlices,
  type TextStyle,
  withGap,
} from './place.ts'
import type { DrawnBox, Owner, StructureTag } from './boxes.ts'
import { cellPadding, DECK_GAP, isForPen } from './table-plan.ts'

const cellPlace = (column: LayoutColumn, place: LayoutContext, parent: StructureTag = place.parent): LayoutContext => {
  const padding = cellPadding(place.theme)
  return inset({ ...place, x: place.x + column.x, width: column.width }, padding, parent, padding)
}

export const rowLook = (place: LayoutContext): RowLook => ({ rule: place.theme.colours.line, ruleWidth: 0.5 })

function headerCells(
  block: Table,
  columns: readonly LayoutColumn[],
  owner: StructureTag | 'repeated',
  place: LayoutContext,
): RowCell[] {
  const row: Owner = owner === 'repeated' ? owner : { type: 'TR', parent: owner }
  return columns.map((column, i) => {
    const tag: Owner = typeof row === 'string' ? row : { type: 'TH', parent: row, scope: 'Column' }
    const slices = textSlices(block.header[i] ?? [], boldStyle(place.theme), tag, cellPlace(column, place))
    return { owner: tag, column, slices }
  })
}

function dataCell(cell: Cell, tag: StructureTag, column: LayoutColumn, place: LayoutContext): RowCell {
  const { colours } = place.theme
  const body = bodyStyle(place.theme)
  const style = cell.shade === 'dark' ? { ...body, colour: colours.onBand } : body
  const ground = { light: colours.shadeLight, dark: colours.shadeDark }
  return {
    owner: tag,
    column,
    slices: cellSlices(cell, cellPlace(column, place, tag), style),
    blankFirst: startsBlank(cell),
    ...(cell.shade === undefined ? {} : { ground: ground[cell.shade] }),
  }
}

export function tableSlices(block: Table, around: LayoutContext): readonly Slice[] {
  // Screen readers announce an empty table, so it is skipped.
  if (block.rows.length === 0) return []
  const place = { ...around, theme: forRows(around.theme) }
  const { theme } = place
  const table: StructureTag = {
    type: 'Table',
    parent: place.parent,
    ...(block.captionVisible ? {} : { summary: spansText(block.caption) }),
  }
  const captionTag: StructureTag = { type: 'Caption', parent: table }
  const caption = block.captionVisible ? textSlices(block.caption, boldStyle(theme), captionTag, place) : []
  const columns = place.columnsOf(block, place.width)
  const look: RowLook = { ground: theme.colours.tableHeader, rule: theme.colours.text, ruleWidth: 1 }
  const headRow = (owner: StructureTag | 'repeated'): readonly Slice[] =>
    rowSlices(headerCells(block, columns, owner, place), look, Infinity, place)
  const hasHeader = block.header.length > 0
  const head = hasHeader ? headRow({ type: 'THead', parent: table }) : []
  const again = hasHeader ? headRow('repeated') : []
  const header: RepeatedHeader = { height: heightOf(again), boxes: again.flatMap((slice) => slice.boxes) }
  const below = hasHeader ? { header } : {}

  const body: StructureTag = { type: 'TBody', parent: table }
  // The first row shares its page with the caption, the header and a heading before them; any other only with the header.
  const tallest = place.pageHeight - header.height
  const tallestFirst = tallest - heightOf(caption) - theme.headingPt[1] * 4
  const forPen = isForPen(block)
  const rows = block.rows.map((row, n) => {
    if (forPen) return [{ ...penRow(row, columns, body, place), ...below }]
    const tr: StructureTag = { type: 'TR', parent: body }
    const cells = columns.map((column, i): RowCell => {
      const tag: StructureTag =
        i === block.rowHeader ? { type: 'TH', parent: tr, scope: 'Row' } : { type: 'TD', parent: tr }
      return dataCell(row.cells[i] ?? {}, tag, column, place)
    })
    const limit = n === 0 ? tallestFirst : tallest
    return rowSlices(cells, rowLook(place), limit, place).map((slice) => ({ ...slice, ...below }))
  })
  const headGap = caption.length > 0 ? theme.paragraphGapPt * 0.5 : 0
  const slices = [
    ...caption.map((slice) => ({ ...slice, keepWithNext: true })),
    ...head.map((slice) => ({ ...slice, gap: headGap, keepWithNext: true, isHeader: header })),
  ]
  return wholeOrNearly([...slices.map((slice) => [slice]), ...rows], place)
}

/** A small table stays on one page. The last row of any other is never alone on a page: the row before goes with it. */
export function wholeOrNearly(rows: readonly (readonly Slice[])[], place: LayoutContext): readonly Slice[] {
  const slices = rows.flat()
  if (heightOf(slices) < place.pageHeight * KEPT_WHOLE) return keptWhole(slices)
  const [before, last] = rows.slice(-2)
  if (before === undefined || last === undefined) return slices
  if (heightOf([...before, ...last]) > place.pageHeight * KEPT_WHOLE) return slices
  return [...rows.slice(0, -2).flat(), ...before.map((slice) => ({ ...slice, keepWithNext: true })), ...last]
}

export interface RowCell {
  readonly owner: Owner
  readonly column: LayoutColumn
  /** Lines and blanks, from top to bottom. */
  readonly slices: readonly Slice[]
  /** A blank comes first: text beside it is moved down to its middle. */
  readonly blankFirst?: boolean
  /** Background of this cell. */
  readonly ground?: string
}

interface RowLook {
  readonly ground?: string
  readonly rule: string
  readonly ruleWidth: number
}

/** A strip of a row, as wide as the table. */
interface Strip {
  readonly height: number
  readonly boxes: readonly DrawnBox[]
}

/** How far a blank's box rises above the line, in body sizes. */
const BLANK_RISE = 0.25
/** A row that is divided between its lines is cut into strips of this many lines. */
const STRIP_LINES = 3

const lowered = (box: DrawnBox, by: number): DrawnBox => (by === 0 ? box : { ...box, y: box.y + by })

/** What is in slices, one below the other from `top` down. */
export function stacked(slices: readonly Slice[], top = 0): readonly DrawnBox[] {
  const boxes: DrawnBox[] = []
  let y = top
  slices.forEach((slice, i) => {
    y += i === 0 ? 0 : slice.gap
    for (const box of slice.boxes) boxes.push(lowered(box, y))
    y += slice.height
  })
  return boxes
}

/**
 * @param lines how many lines of each cell one strip contains
 * @param above space above the first of them
 */
function deckStrips(cells: readonly RowCell[], lines: number, above: number, place: LayoutContext): readonly Strip[] {
  const { bodyPt, lineHeight } = place.theme
  // Several lines begin where the blank beside them does.
  const isOneLine = cells.every((cell) => cell.blankFirst === true || cell.slices.length <= 1)
  const drop = isOneLine && cells.some((cell) => cell.blankFirst === true) ? bodyPt * BLANK_RISE : 0
  const count = Math.max(1, ...cells.map((cell) => Math.ceil(cell.slices.length / lines)))
  return Array.from({ length: count }, (_, part) => {
    const top = part === 0 ? above : 0
    const boxes: DrawnBox[] = []
    let height = part === 0 ? bodyPt * lineHeight : 0
    for (const cell of cells) {
      const slices = count === 1 ? cell.slices : cell.slices.slice(part * lines, (part + 1) * lines)
      const lower = part === 0 && cell.blankFirst !== true ? drop : 0
      height = Math.max(height, heightOf(slices) + lower)
      // An empty cell stays in the tree, between its neighbours.
      if (part === 0 && slices.length === 0 && typeof cell.owner !== 'string')
        boxes.push({ kind: 'empty', x: place.x + cell.column.x, y: top, owner: cell.owner })
      else boxes.push(...stacked(slices, top + lower))
    }
    return { height: top + height, boxes }
  })
}

/** Strips one below the other. */
function stack(strips: readonly Strip[]): Strip {
  let height = 0
  const boxes = strips.flatMap((strip) => {
    const top = height
    height += strip.height
    return strip.boxes.map((box) => lowered(box, top))
  })
  return { height, boxes }
}

/** Backgrounds of the row or of its cells; never read out. */
function grounds(height: number, cells: readonly RowCell[], look: RowLook, place: LayoutContext): readonly DrawnBox[] {
  const behind = (x: number, width: number, fill: string): DrawnBox => ({
    kind: 'rect',
    x,
    y: 0,
    width,
    height,
    fill,
    owner: 'layout',
  })
  return [
    ...(look.ground === undefined ? [] : [behind(place.x, place.width, look.ground)]),
    ...cells.flatMap(({ ground, column }) =>
      ground === undefined ? [] : [behind(place.x + column.x, column.width, ground)],
    ),
  ]
}

/**
 * @param limit a row taller than this is divided between lines, so that it can continue on the next page
 * @returns one slice, or one for every few lines of a row that is taller than `limit`
 */
export function rowSlices(
  cells: readonly RowCell[],
  look: RowLook,
  limit: number,
  place: LayoutContext,
): readonly Slice[] {
  const { bodyPt, lineHeight, rowPaddingPt: padding } = place.theme
  const decks = [0, 1]
    .map((deck) => cells.filter((cell) => cell.column.deck === deck))
    .filter((deck) => deck.length > 0)
  const strips = (lines: number): readonly Strip[] =>
    decks.flatMap((deck, i): readonly Strip[] => {
      const above = i === 0 ? padding : bodyPt * lineHeight * DECK_GAP
      const parts = deckStrips(deck, lines, above, place)
      return parts.map((part, k) => {
        const ends = i === decks.length - 1 && k === parts.length - 1
        const height = part.height + (ends ? padding : 0)
        const boxes = [...grounds(height, deck, look, place), ...part.boxes]
        if (!ends) return { height, boxes }
        const { rule: fill, ruleWidth } = look
        boxes.push({
          kind: 'rect',
          x: place.x,
          y: height,
          width: place.width,
          height: ruleWidth,
          fill,
          owner: 'layout',
        })
        return { height: height + ruleWidth, boxes }
      })
    })
  const uncut = strips(Infinity)
  const height = uncut.reduce((sum, strip) => sum + strip.height, 0)
  const parts = height > limit ? strips(STRIP_LINES) : uncut.length === 1 ? uncut : [stack(uncut)]
  return parts.map((part) => ({ ...part, gap: 0, keepWithNext: false, frames: place.frames }))
}

/** A tick box on the first line of the text beside it. */
function checkSlices(cell: Cell, field: Field, style: TextStyle, place: LayoutContext): readonly Slice[] {
  const { theme } = place
  const side = theme.tickBoxPt
  const line = style.size * style.lineHeight
  const box = blankBox(field, place, Math.max(0, (line - side) / 2), side, side)
  const words = wordSlices(cell, style, inset(place, side + theme.bodyPt * 0.6))
  const [first = { height: Math.max(line, side), gap: 0, keepWithNext: false, boxes: [], frames: [] }, ...rest] = words
  return [{ ...first, boxes: [box, ...first.boxes] }, ...rest]
}

function blankSlices(field: Field, place: LayoutContext): Slice {
  const { theme } = place
  const height = (field.lines ?? 1) * theme.bodyPt * theme.lineHeight + theme.bodyPt * 2 * BLANK_RISE
  return {
    height,
    gap: 0,
    keepWithNext: false,
    boxes: [blankBox(field, place, 0, place.width, height)],
    frames: [],
  }
}

/**
 * The text of a cell: every line of `more` starts a new line, less prominent than the first, and is a separate
 * paragraph when read aloud.
 */
function wordSlices(cell: Cell, style: TextStyle, place: LayoutContext): readonly Slice[] {
  const lines = [...(cell.spans === undefined ? [] : [cell.spans]), ...(cell.more ?? [])]
  const { text, quiet } = place.theme.colours
  const further = style.colour === text ? { ...style, colour: quiet } : style
  return lines.flatMap((spans, i) => {
    const owner: StructureTag = lines.length > 1 ? { type: 'P', parent: place.parent } : place.parent
    return textSlices(spans, i === 0 ? style : further, owner, place)
  })
}

export function cellSlices(cell: Cell, place: LayoutContext, style = bodyStyle(place.theme)): readonly Slice[] {
  const { field } = cell
  if (field?.kind === 'check') return checkSlices(cell, field, style, place)
  const words = wordSlices(cell, style, place)
  if (field === undefined) return words
  const blank = blankSlices(field, place)
  return words.length === 0 ? [blank] : [...words, ...withGap([blank], place.theme.bodyPt * 0.3)]
}

/** Whether the cell starts with a blank to write in. */
export const startsBlank = (cell: Cell): boolean =>
  cell.field !== undefined && cell.field.kind !== 'check' && cell.spans === undefined && cell.more === undefined

/** Height of a written line, in body sizes: 9 mm at 12 pt. */
const PEN_LINE = 2.15

function penRow(
  { cells }: TableRow,
  columns: readonly LayoutColumn[],
  body: StructureTag,
  place: LayoutContext,
): Slice {
  const row: StructureTag = { type: 'TR', parent: body }
  const lines = Math.max(1, ...cells.map(({ field }) => field?.lines ?? 1))
  const height = lines * PEN_LINE * place.theme.bodyPt
  return {
    height,
    gap: 0,
    keepWithNext: false,
    frames: place.frames,
    boxes: columns.map(({ x, width }, i): DrawnBox => {
      const cell: StructureTag = { type: 'TD', parent: row }
      const field = cells[i]?.field
      if (!field) return { kind: 'empty', x: place.x + x, y: 0, owner: cell }
      return blankBox(field, { ...place, x: place.x + x, parent: cell }, 0, width, height)
    }),
  }
}
