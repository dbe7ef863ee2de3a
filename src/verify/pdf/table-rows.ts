/**
 * Where the rows of a table stand on the pages.
 *
 * @module
 */
import type { Box } from './matrix.ts'
import { contentKey, type PdfSubject } from './pdf-subject.ts'
import { closest, elementsOf, walk, type StructureElement } from './structure-tree.ts'

export interface PlacedRow {
  readonly row: StructureElement
  readonly isHeader: boolean
  /** What the row's words cover, by page. */
  readonly boxes: ReadonlyMap<number, Box>
}

export function placedRows(subject: PdfSubject, table: StructureElement): PlacedRow[] {
  const itemBoxes = boxesByContent(subject)
  return [...elementsOf(table, 'TR')]
    .filter((row) => row.parent !== null && closest(row.parent, 'Table') === table)
    .map((row) => {
      const boxes = new Map<number, Box>()
      for (const kid of walk(row)) {
        if (kid.kind !== 'content') continue
        for (const box of itemBoxes.get(contentKey(kid.page, kid.mcid)) ?? [])
          boxes.set(kid.page, join(boxes.get(kid.page), box))
      }
      const cells = row.kids.filter((kid) => kid.kind === 'element')
      return { row, boxes, isHeader: closest(row, 'THead') !== null || cells.every((cell) => cell.type === 'TH') }
    })
}

const cache = new WeakMap<PdfSubject, Map<string, Box[]>>()

function boxesByContent(subject: PdfSubject): Map<string, Box[]> {
  const known = cache.get(subject)
  if (known) return known
  const boxes = new Map<string, Box[]>()
  for (const item of subject.items) {
    if (item.mcid === null || item.text.trim() === '') continue
    const key = contentKey(item.page, item.mcid)
    const list = boxes.get(key)
    if (list) list.push(item.box)
    else boxes.set(key, [item.box])
  }
  cache.set(subject, boxes)
  return boxes
}

const join = (one: Box | undefined, two: Box): Box =>
  one === undefined
    ? two
    : {
        left: Math.min(one.left, two.left),
        bottom: Math.min(one.bottom, two.bottom),
        right: Math.max(one.right, two.right),
        top: Math.max(one.top, two.top),
      }
