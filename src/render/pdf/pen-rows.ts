/**
 * Rows to write on with a pen: a sheet of squared paper, not boxes inside of cells. Each square is still a blank with a
 * name, for someone who hears the page.
 *
 * @module
 */
import type { Table, TableRow } from '../../document/document.ts'
import type { Box, Tag } from './boxes.ts'
import { blankBox } from './blank.ts'
import type { Place } from './place.ts'
import type { Slice } from './slice.ts'
import type { Column } from './table-plan.ts'

/** Height of a written line, in body sizes: 9 mm at 12 pt. */
const PEN_LINE = 2.15

/** True for a log: every cell below the header is a blank that only a pen will fill. */
export const isForPen = ({ rows }: Table): boolean =>
  rows.length > 0 &&
  rows.every(({ cells }) =>
    cells.every(({ field, spans }) => field?.printOnly === true && field.kind !== 'check' && spans === undefined),
  )

export function penRow({ cells }: TableRow, columns: readonly Column[], body: Tag, place: Place): Slice {
  const row: Tag = { type: 'TR', parent: body }
  const lines = Math.max(1, ...cells.map(({ field }) => field?.lines ?? 1))
  const height = lines * PEN_LINE * place.theme.bodyPt
  return {
    height,
    gap: 0,
    keepWithNext: false,
    frames: place.frames,
    boxes: columns.map(({ x, width }, i): Box => {
      const cell: Tag = { type: 'TD', parent: row }
      const field = cells[i]?.field
      if (!field) return { kind: 'empty', x: place.x + x, y: 0, owner: cell }
      return blankBox(field, { ...place, x: place.x + x, parent: cell }, 0, width, height)
    }),
  }
}
