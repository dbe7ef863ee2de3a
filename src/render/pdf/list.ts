import { tickedItem, type List } from '../../document/document.ts'
import { blankBox } from './blank.ts'
import type { Tag } from './boxes.ts'
import { bodyStyle, inset, type BlockSlices, type Place } from './place.ts'
import { withGap, type Slice } from './slice.ts'
import { textSlices, widthOf } from './text-slices.ts'

/** A list's items, each with its number or bullet hanging left of the first line. */
export function listSlices(block: List, place: Place, blockSlices: BlockSlices): readonly Slice[] {
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
  const list: Tag = { type: 'L', parent: place.parent, numbering }
  return block.items.flatMap((item, i) => {
    const entry: Tag = { type: 'LI', parent: list }
    const tick = ticked[i] ?? null
    if (tick !== null)
      return withGap(tickedSlices(tick, indent, { ...place, parent: entry }, blockSlices), itemGap(i, place))
    const label: Tag = { type: 'Lbl', parent: entry }
    const marker = textSlices([{ text: labels[i] ?? '•' }], style, label, { ...place, width: indent })[0]?.boxes ?? []
    const slices = blockSlices(item, inset(place, indent, { type: 'LBody', parent: entry }))
    const [head = emptyItem(place, theme.bodyPt * theme.lineHeight), ...rest] = slices
    const labelled = { ...head, boxes: [...marker, ...head.boxes] }
    return withGap([labelled, ...rest], itemGap(i, place))
  })
}

const itemGap = (item: number, { theme }: Place): number => (item === 0 ? 0 : theme.paragraphGapPt * 0.5)

/** A box to tick hangs where a bullet would. */
function tickedSlices(
  { field, blocks }: NonNullable<ReturnType<typeof tickedItem>>,
  indent: number,
  place: Place,
  blockSlices: BlockSlices,
): readonly Slice[] {
  const { theme } = place
  const body: Tag = { type: 'LBody', parent: place.parent }
  const line = theme.bodyPt * theme.lineHeight
  const side = theme.tickBoxPt
  const box = blankBox(field, { ...place, parent: body }, Math.max(0, (line - side) / 2), side, side)
  const [head = emptyItem(place, line), ...rest] = blockSlices(blocks, inset(place, indent, body))
  return [{ ...head, height: Math.max(head.height, side), boxes: [box, ...head.boxes] }, ...rest]
}

const emptyItem = (place: Place, height: number): Slice => ({
  height,
  gap: 0,
  keepWithNext: false,
  boxes: [],
  frames: place.frames,
})
