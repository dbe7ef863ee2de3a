import type { Cell, Facts } from '../../document/document.ts'
import type { Tag } from './boxes.ts'
import { columnWidths } from './fit-columns.ts'
import { bodyStyle, boldStyle, type Place, type TextStyle } from './place.ts'
import type { Slice } from './slice.ts'
import { cellSlices, rowLook, rowSlices, startsBlank, wholeOrNearly, type RowCell } from './table.ts'
import { cellPadding, leastWidth } from './table-plan.ts'
import { textSlices } from './text-slices.ts'

/**
 * Names on the left, values or blanks on the right: a table whose rows have headers and whose columns need none. It has
 * no ground of its own, so its words stand on the same lines as the text around it.
 */
export function factsSlices(block: Facts, place: Place): readonly Slice[] {
  const { theme } = place
  const gap = cellPadding(theme) * 2
  const least = (cells: readonly Cell[], style: TextStyle): number =>
    Math.max(0, ...cells.map((cell) => leastWidth(cell, style, theme.tickBoxPt)))
  const names = block.rows.map((row) => ({ spans: row.label }))
  const values = block.rows.map((row) => row.value)
  const [left = 0, right = 0] = columnWidths(
    [1, 2],
    [least(names, boldStyle(theme)) + gap, least(values, bodyStyle(theme))],
    place.width,
  )
  const body: Tag = { type: 'TBody', parent: { type: 'Table', parent: place.parent } }
  const tallest = place.pageHeight - theme.headingPt[1] * 4
  const rows = block.rows.map((row) => {
    const tr: Tag = { type: 'TR', parent: body }
    const name: Tag = { type: 'TH', parent: tr, scope: 'Row' }
    const value: Tag = { type: 'TD', parent: tr }
    const namePlace: Place = { ...place, width: left - gap, parent: name }
    const valuePlace: Place = { ...place, x: place.x + left, width: right, parent: value }
    const cells: RowCell[] = [
      {
        owner: name,
        column: { x: 0, width: left, deck: 0 },
        slices: textSlices(row.label, boldStyle(theme), name, namePlace),
      },
      {
        owner: value,
        column: { x: left, width: right, deck: 0 },
        slices: cellSlices(row.value, valuePlace),
        blankFirst: startsBlank(row.value),
      },
    ]
    return rowSlices(cells, rowLook(place), tallest, place)
  })
  return wholeOrNearly(rows, place)
}
