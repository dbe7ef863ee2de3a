/**
 * One row of a table: cells side by side, as high as the tallest, with a rule below. A row may have two decks, one
 * above the other.
 *
 * @module
 */
import type { Box, Owner } from './boxes.ts'
import type { Place } from './place.ts'
import { heightOf, type Slice } from './slice.ts'
import { DECK_GAP, type Column } from './table-plan.ts'

export interface RowCell {
  readonly owner: Owner
  readonly column: Column
  /** Lines and blanks, from top to bottom. */
  readonly slices: readonly Slice[]
  /** A blank comes first: words beside it move down to its middle. */
  readonly blankFirst?: boolean
  /** Colour behind this cell. */
  readonly ground?: string
}

export interface RowLook {
  readonly ground?: string
  readonly rule: string
  readonly ruleWidth: number
}

/** A strip of a row, as wide as the table. */
interface Strip {
  readonly height: number
  readonly boxes: readonly Box[]
}

/** How much a blank's box rises above the line that it stands on, in body sizes. */
export const BLANK_RISE = 0.25
/** A row that is cut between its lines is cut into strips of this many lines. */
const STRIP_LINES = 3

/** What a cell shows in one strip, from `top` down. */
function cellBoxes(slices: readonly Slice[], top: number): readonly Box[] {
  let y = top
  return slices.flatMap((slice, i) => {
    y += i === 0 ? 0 : slice.gap
    const boxes = slice.boxes.map((box) => ({ ...box, y: box.y + y }))
    y += slice.height
    return boxes
  })
}

/** @param lines how many lines of each cell one strip holds */
function deckStrips(cells: readonly RowCell[], lines: number, place: Place): readonly Strip[] {
  const { bodyPt, lineHeight } = place.theme
  const drop = cells.some((cell) => cell.blankFirst === true) ? bodyPt * BLANK_RISE : 0
  const count = Math.max(1, ...cells.map((cell) => Math.ceil(cell.slices.length / lines)))
  return Array.from({ length: count }, (_, part) => {
    const shown = cells.map((cell) => {
      const slices = part === 0 ? cell.slices.slice(0, lines) : cell.slices.slice(part * lines, (part + 1) * lines)
      return { cell, slices, top: part === 0 && cell.blankFirst !== true ? drop : 0 }
    })
    const height = Math.max(
      part === 0 ? bodyPt * lineHeight : 0,
      ...shown.map(({ slices, top }) => heightOf(slices) + top),
    )
    // An empty cell stays in the tree, in its place between its neighbours.
    const boxes = shown.flatMap(({ cell, slices, top }): readonly Box[] =>
      part === 0 && slices.length === 0 && typeof cell.owner !== 'string'
        ? [{ kind: 'empty', x: place.x + cell.column.x, y: 0, owner: cell.owner }]
        : cellBoxes(slices, top),
    )
    return { height, boxes }
  })
}

/** Strips one below the other. */
function stack(strips: readonly Strip[]): Strip {
  let height = 0
  const boxes = strips.flatMap((strip) => {
    const top = height
    height += strip.height
    return strip.boxes.map((box) => ({ ...box, y: box.y + top }))
  })
  return { height, boxes }
}

const space = (height: number): Strip => ({ height, boxes: [] })

/** Colour behind the row, or behind cells of it, and the rule under it; never read. */
function dress(strip: Strip, cells: readonly RowCell[], look: RowLook, ends: boolean, place: Place): Strip {
  const { x, width } = place
  const boxes: Box[] = []
  if (look.ground !== undefined)
    boxes.push({ kind: 'rect', x, y: 0, width, height: strip.height, fill: look.ground, owner: 'layout' })
  for (const { ground, column } of cells)
    if (ground !== undefined)
      boxes.push({
        kind: 'rect',
        x: x + column.x,
        y: 0,
        width: column.width,
        height: strip.height,
        fill: ground,
        owner: 'layout',
      })
  const rule: Box = {
    kind: 'rect',
    x,
    y: strip.height,
    width,
    height: look.ruleWidth,
    fill: look.rule,
    owner: 'layout',
  }
  return ends
    ? { height: strip.height + look.ruleWidth, boxes: [...boxes, ...strip.boxes, rule] }
    : { height: strip.height, boxes: [...boxes, ...strip.boxes] }
}

/**
 * @param limit a row taller than this is cut between lines, so that it can go on on the next page
 * @returns one slice, or one for each few lines of a row that is taller than `limit`
 */
export function rowSlices(cells: readonly RowCell[], look: RowLook, limit: number, place: Place): readonly Slice[] {
  const padding = place.theme.bodyPt * 0.4
  const decks = [0, 1]
    .map((deck) => cells.filter((cell) => cell.column.deck === deck))
    .filter((deck) => deck.length > 0)
  const between = place.theme.bodyPt * place.theme.lineHeight * DECK_GAP
  const strips = (lines: number): readonly Strip[] => {
    return decks.flatMap((deck, i): readonly Strip[] => {
      const [first = space(0), ...rest] = deckStrips(deck, lines, place)
      const above = space(i === 0 ? padding : between)
      const parts = [stack([above, first]), ...rest]
      const lowest = i === decks.length - 1
      return parts.map((part, k) =>
        lowest && k === parts.length - 1
          ? dress(stack([part, space(padding)]), deck, look, true, place)
          : dress(part, deck, look, false, place),
      )
    })
  }
  const whole = stack(strips(Infinity))
  const parts = whole.height <= limit ? [whole] : strips(STRIP_LINES)
  return parts.map(({ height, boxes }) => ({ height, gap: 0, keepWithNext: false, boxes, frames: place.frames }))
}
