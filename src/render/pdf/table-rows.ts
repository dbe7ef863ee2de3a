/**
 * One row of a table: cells side by side, as high as the tallest, with a rule below.
 *
 * @module
 */
import type { Box, Owner } from './boxes.ts'
import type { Place } from './place.ts'
import { heightOf, type Slice } from './slice.ts'

export interface Column {
  readonly x: number
  readonly width: number
}

export interface RowCell {
  readonly owner: Owner
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

/** How much a blank's box rises above the line that it stands on, in body sizes. */
export const BLANK_RISE = 0.25

const paddingY = (place: Place): number => place.theme.bodyPt * 0.4

/** Colours behind a row and the rule under it; never read. */
function decoration(
  cells: readonly RowCell[],
  columns: readonly Column[],
  look: RowLook,
  height: number,
  ends: boolean,
): Box[] {
  const left = columns[0]?.x ?? 0
  const last = columns.at(-1) ?? { x: left, width: 0 }
  const width = last.x + last.width - left
  const boxes: Box[] = []
  if (look.ground !== undefined)
    boxes.push({ kind: 'rect', x: left, y: 0, width, height, fill: look.ground, owner: 'layout' })
  cells.forEach((cell, i) => {
    const column = columns[i]
    if (cell.ground !== undefined && column !== undefined)
      boxes.push({ kind: 'rect', ...column, y: 0, height, fill: cell.ground, owner: 'layout' })
  })
  if (ends)
    boxes.push({
      kind: 'rect',
      x: left,
      y: height - look.ruleWidth,
      width,
      height: look.ruleWidth,
      fill: look.rule,
      owner: 'layout',
    })
  return boxes
}

function cellBoxes(
  cell: RowCell,
  column: Column,
  slices: readonly Slice[],
  top: number,
  empty: boolean,
): readonly Box[] {
  if (empty) return typeof cell.owner === 'string' ? [] : [{ kind: 'empty', x: column.x, y: top, owner: cell.owner }]
  let y = top
  return slices.flatMap((slice, i) => {
    y += i === 0 ? 0 : slice.gap
    const boxes = slice.boxes.map((box) => ({ ...box, y: box.y + y }))
    y += slice.height
    return boxes
  })
}

/**
 * @param limit a row taller than this is cut between lines, so that it can go on on the next page
 * @returns one slice, or one for each few lines of a row that is taller than `limit`
 */
export function rowSlices(
  cells: readonly RowCell[],
  columns: readonly Column[],
  look: RowLook,
  limit: number,
  place: Place,
): readonly Slice[] {
  const padding = paddingY(place)
  const drop = cells.some((cell) => cell.blankFirst === true) ? place.theme.bodyPt * BLANK_RISE : 0
  const dropOf = (cell: RowCell): number => (cell.blankFirst === true ? 0 : drop)
  const height = Math.max(...cells.map((cell) => heightOf(cell.slices) + dropOf(cell))) + 2 * padding + look.ruleWidth
  const partSize = height <= limit ? Infinity : 3
  const parts = Math.max(1, ...cells.map((cell) => Math.ceil(cell.slices.length / partSize)))
  return Array.from({ length: parts }, (_, part) => {
    const from = part === 0 ? 0 : part * partSize
    const shown = cells.map((cell) => cell.slices.slice(from, from + partSize))
    const top = part === 0 ? padding : 0
    const ends = part === parts - 1
    const dropHere = (cell: RowCell | undefined): number => (part === 0 && cell !== undefined ? dropOf(cell) : 0)
    const inner = Math.max(
      ...shown.map((slices, i) => heightOf(slices) + dropHere(cells[i])),
      place.theme.bodyPt * (part === 0 ? place.theme.lineHeight : 0),
    )
    const full = top + inner + (ends ? padding + look.ruleWidth : 0)
    const boxes = cells.flatMap((cell, i) => {
      const column = columns[i]
      const slices = shown[i] ?? []
      if (column === undefined || (slices.length === 0 && part > 0)) return []
      return cellBoxes(cell, column, slices, top + dropHere(cell), cell.slices.length === 0)
    })
    return {
      height: full,
      gap: 0,
      keepWithNext: false,
      boxes: [...decoration(cells, columns, look, full, ends), ...boxes],
      frames: place.frames,
    }
  })
}
