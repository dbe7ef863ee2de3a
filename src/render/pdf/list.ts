import type { List } from '../../document/document.ts'
import type { Tag } from './boxes.ts'
import type { BlockSlices } from './blocks.ts'
import { bodyStyle, inset, type Place } from './place.ts'
import { withGap, type Slice } from './slice.ts'
import { textSlices, widthOf } from './text-slices.ts'

/** A list's items, each with its number or bullet hanging left of the first line. */
export function listSlices(block: List, place: Place, blockSlices: BlockSlices): readonly Slice[] {
  const { theme } = place
  const style = bodyStyle(theme)
  const first = block.start ?? 1
  const labels = block.items.map((_, i) => (block.ordered ? `${first + i}.` : '•'))
  const indent =
    Math.max(...labels.map((label) => widthOf([{ text: label }], style)), theme.bodyPt * 0.8) + theme.bodyPt * 0.6
  const list: Tag = { type: 'L', parent: place.parent, numbering: block.ordered ? 'Decimal' : 'Disc' }
  return block.items.flatMap((item, i) => {
    const entry: Tag = { type: 'LI', parent: list }
    const label: Tag = { type: 'Lbl', parent: entry }
    const marker = textSlices([{ text: labels[i] ?? '•' }], style, label, { ...place, width: indent })[0]?.boxes ?? []
    const slices = blockSlices(item, inset(place, indent, { type: 'LBody', parent: entry }))
    const [head = emptyItem(place, theme.bodyPt * theme.lineHeight), ...rest] = slices
    const labelled = { ...head, boxes: [...marker, ...head.boxes] }
    return withGap([labelled, ...rest], i === 0 ? 0 : theme.paragraphGapPt * 0.5)
  })
}

const emptyItem = (place: Place, height: number): Slice => ({
  height,
  gap: 0,
  keepWithNext: false,
  boxes: [],
  frames: place.frames,
})
