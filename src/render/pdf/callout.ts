import type { Callout } from '../../document/document.ts'
import type { Tag } from './boxes.ts'
import { boldStyle, inset, type BlockSlices, type Place } from './place.ts'
import { heightOf, keptWhole, withGap, type Frame, type Slice } from './slice.ts'
import { textSlices } from './text-slices.ts'

/**
 * A box set apart by a thick rule on its left. Its kind is said by its title; the colour only repeats it, and a
 * warning's rule is also thicker, so that it stands out in black and white.
 */
export function calloutSlices(block: Callout, place: Place, blockSlices: BlockSlices): readonly Slice[] {
  const { theme } = place
  const ruleWidth = theme.bodyPt * (block.kind === 'warning' || block.kind === 'unfinished' ? 0.6 : 0.35)
  const padding = theme.bodyPt * 0.75
  const frame: Frame = {
    x: place.x,
    width: place.width,
    fill: theme.colours.calloutFill,
    rule: theme.colours.callout[block.kind],
    ruleWidth,
    padding,
  }
  const box: Tag = { type: 'Div', parent: place.parent }
  const inner: Place = {
    ...inset(place, theme.bodyPt * 0.6 + padding, box, padding),
    frames: [...place.frames, frame],
  }
  const title = textSlices(block.title, boldStyle(theme), { type: 'P', parent: box }, inner)
  const body = withGap(blockSlices(block.blocks, inner), theme.paragraphGapPt * 0.4)
  const pad: Slice = { height: padding, gap: 0, keepWithNext: true, boxes: [], frames: inner.frames }
  const last = body.at(-1)
  const slices = [
    pad,
    ...title.map((slice) => ({ ...slice, keepWithNext: true })),
    ...body.slice(0, -1),
    ...(last === undefined ? [] : [{ ...last, keepWithNext: true }]),
    { ...pad, keepWithNext: false },
  ]
  return heightOf(slices) < place.pageHeight / 3 ? keptWhole(slices) : slices
}
