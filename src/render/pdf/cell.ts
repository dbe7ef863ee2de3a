/**
 * What stands in a cell: words, something to fill in, or both.
 *
 * @module
 */
import type { Cell, Field } from '../../document/document.ts'
import { blankBox } from './blank.ts'
import type { Tag } from './boxes.ts'
import { bodyStyle, inset, type Place } from './place.ts'
import { BLANK_RISE } from './table-rows.ts'
import { withGap, type Slice } from './slice.ts'
import { textSlices, widestWordOf, type TextStyle } from './text-slices.ts'

/** A tick box on the first line of the words beside it. */
function checkSlices(cell: Cell, field: Field, style: TextStyle, place: Place): readonly Slice[] {
  const { theme } = place
  const side = theme.tickBoxPt
  const line = style.size * style.lineHeight
  const box = blankBox(field, place, Math.max(0, (line - side) / 2), side, side)
  const words = wordSlices(cell, style, inset(place, side + theme.bodyPt * 0.6))
  const [first = { height: Math.max(line, side), gap: 0, keepWithNext: false, boxes: [], frames: [] }, ...rest] = words
  return [{ ...first, boxes: [box, ...first.boxes] }, ...rest]
}

function blankSlices(field: Field, place: Place): Slice {
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
 * The words of a cell: every line of `more` starts a new line, quieter than the first, and is a paragraph of its own
 * when read aloud.
 */
function wordSlices(cell: Cell, style: TextStyle, place: Place): readonly Slice[] {
  const lines = [...(cell.spans === undefined ? [] : [cell.spans]), ...(cell.more ?? [])]
  const { text, quiet } = place.theme.colours
  const further = style.colour === text ? { ...style, colour: quiet } : style
  return lines.flatMap((spans, i) => {
    const owner: Tag = lines.length > 1 ? { type: 'P', parent: place.parent } : place.parent
    return textSlices(spans, i === 0 ? style : further, owner, place)
  })
}

export function cellSlices(cell: Cell, place: Place, style = bodyStyle(place.theme)): readonly Slice[] {
  const { field } = cell
  if (field?.kind === 'check') return checkSlices(cell, field, style, place)
  const words = wordSlices(cell, style, place)
  if (field === undefined) return words
  const blank = blankSlices(field, place)
  return words.length === 0 ? [blank] : [...words, ...withGap([blank], place.theme.bodyPt * 0.3)]
}

/** True if a blank to write in is the first thing in the cell. */
export const startsBlank = (cell: Cell): boolean =>
  cell.field !== undefined && cell.field.kind !== 'check' && cell.spans === undefined && cell.more === undefined

/** The width that a cell's content cannot go below without dividing a word, in points. */
export function leastWidth(cell: Cell, style: TextStyle, tickBoxPt: number): number {
  const lines = [...(cell.spans === undefined ? [] : [cell.spans]), ...(cell.more ?? [])]
  const words = lines.reduce((widest, spans) => Math.max(widest, widestWordOf(spans, style)), 0)
  if (cell.field === undefined) return words
  if (cell.field.kind !== 'check') return Math.max(words, style.size * 3)
  return tickBoxPt + (words === 0 ? 0 : words + style.size * 0.6)
}
