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

const lowered = (box: Box, by: number): Box => (by === 0 ? box : { ...box, y: box.y + by })

/** What a cell shows in one strip, from `top` down. */
function cellBoxes(slices: readonly Slice[], top: number): readonly Box[] {
  const boxes: Box[] = []
  let y = top
  slices.forEach((slice, i) => {
    y += i === 0 ? 0 : slice.gap
    for (const box of slice.boxes) boxes.push(lowered(box, y))
    y += slice.height
  })
  return boxes
}

/**
 * @param lines how many lines of each cell one strip holds
 * @param above room above the first of them
 */
function deckStrips(cells: readonly RowCell[], lines: number, above: number, place: Place): readonly Strip[] {
  const { bodyPt, lineHeight } = place.theme
  const drop = cells.some((cell) => cell.blankFirst === true) ? bodyPt * BLANK_RISE : 0
  const count = Math.max(1, ...cells.map((cell) => Math.ceil(cell.slices.length / lines)))
  return Array.from({ length: count }, (_, part) => {
    const top = part === 0 ? above : 0
    const boxes: Box[] = []
    let height = part === 0 ? bodyPt * lineHeight : 0
    for (const cell of cells) {
      const slices = count === 1 ? cell.slices : cell.slices.slice(part * lines, (part + 1) * lines)
      const lower = part === 0 && cell.blankFirst !== true ? drop : 0
      height = Math.max(height, heightOf(slices) + lower)
      // An empty cell stays in the tree, in its place between its neighbours.
      if (part === 0 && slices.length === 0 && typeof cell.owner !== 'string')
        boxes.push({ kind: 'empty', x: place.x + cell.column.x, y: top, owner: cell.owner })
      else boxes.push(...cellBoxes(slices, top + lower))
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

/** Colour behind the row, or behind cells of it; never read. */
function grounds(height: number, cells: readonly RowCell[], look: RowLook, place: Place): readonly Box[] {
  const behind = (x: number, width: number, fill: string): Box => ({
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
 * @param limit a row taller than this is cut between lines, so that it can go on on the next page
 * @returns one slice, or one for each few lines of a row that is taller than `limit`
 */
export function rowSlices(cells: readonly RowCell[], look: RowLook, limit: number, place: Place): readonly Slice[] {
  const { bodyPt, lineHeight, air } = place.theme
  const padding = bodyPt * 0.4 * air
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
