import type { Cover, Picture } from '../../document/document.ts'
import { sizeOfLogo } from '../../document/logo-size.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Box, Tag } from './boxes.ts'
import { bodyStyle, headingTag, inset, type Place, type TextStyle } from './place.ts'
import { heightOf, keptWhole, withGap, type Slice } from './slice.ts'
import { textSlices } from './text-slices.ts'

/** Boxes of several slices as boxes of one. */
const stack = (slices: readonly Slice[], from: number): { boxes: readonly Box[]; height: number } => {
  let y = from
  const boxes = slices.flatMap((slice, i) => {
    y += i === 0 ? 0 : slice.gap
    const moved = slice.boxes.map((box) => ({ ...box, y: box.y + y }))
    y += slice.height
    return moved
  })
  return { boxes, height: heightOf(slices) }
}

/** The largest size at which the title keeps to four lines; a very long name stays readable at the smallest. */
function titleSlices(block: Cover, tag: Tag, place: Place): readonly Slice[] {
  const [largest, , smallest] = place.theme.headingPt
  const at = (size: number): readonly Slice[] => {
    const style: TextStyle = { size, face: 'bold', colour: place.theme.colours.onBand, lineHeight: 1.15 }
    return textSlices(block.title, style, tag, place)
  }
  for (const size of [largest, largest * 0.8]) {
    const slices = at(size)
    if (slices.length <= 4) return slices
  }
  return at(smallest)
}

/** A dark band with what this is and for whom, and under it a pale panel with the lines that matter most. */
export function coverSlices(block: Cover, place: Place): readonly Slice[] {
  const { theme } = place
  const padding = theme.bodyPt * 1.6 * theme.air
  const side = theme.bodyPt * 1.6
  const inner = inset(place, side, place.parent, side)
  const eyebrowStyle: TextStyle = { ...bodyStyle(theme), size: theme.leadPt, colour: theme.colours.onBand }
  const eyebrow = stack(textSlices(block.eyebrow, eyebrowStyle, { type: 'P', parent: place.parent }, inner), padding)
  const titleTop = padding + eyebrow.height + (eyebrow.height === 0 ? 0 : theme.bodyPt * 0.4)
  const title = stack(titleSlices(block, headingTag(1, inner), inner), titleTop)
  const bandHeight = titleTop + title.height + padding
  const band: Slice = {
    height: bandHeight,
    gap: 0,
    keepWithNext: true,
    frames: place.frames,
    boxes: [
      {
        kind: 'rect',
        x: place.x,
        y: 0,
        width: place.width,
        height: bandHeight,
        fill: theme.colours.band,
        owner: 'layout',
      },
      { kind: 'anchor', y: 0, id: '', level: 1, title: spansText(block.title) },
      ...eyebrow.boxes,
      ...title.boxes,
    ],
  }
  const slices = block.lines.length === 0 ? [band] : [band, panel(block, place, inner)]
  if (block.logo === undefined) return keptWhole(slices)
  return keptWhole([logoSlice(block.logo, place), ...withGap(slices, theme.bodyPt * theme.air)])
}

/** At the right, above all else and on white: a logo's own colours seldom go with a band. */
function logoSlice(picture: Picture, place: Place): Slice {
  const { width, height } = sizeOfLogo(picture, place.theme)
  const owner: Tag = { type: 'Figure', parent: place.parent, alt: picture.alt }
  const x = place.x + place.width - width
  return {
    height,
    gap: 0,
    keepWithNext: true,
    frames: place.frames,
    boxes: [{ kind: 'picture', x, y: 0, width, height, picture, owner }],
  }
}

function panel(block: Cover, place: Place, inner: Place): Slice {
  const { theme } = place
  const padding = theme.bodyPt * theme.air
  const gap = theme.bodyPt * 0.35
  const lines = stack(
    block.lines.flatMap((line, i) =>
      textSlices(line, bodyStyle(theme), { type: 'P', parent: place.parent }, inner).map((slice, k) => ({
        ...slice,
        gap: i > 0 && k === 0 ? gap : 0,
      })),
    ),
    padding,
  )
  const height = lines.height + 2 * padding
  return {
    height,
    gap: 0,
    keepWithNext: false,
    frames: place.frames,
    boxes: [
      { kind: 'rect', x: place.x, y: 0, width: place.width, height, fill: theme.colours.tableHeader, owner: 'layout' },
      ...lines.boxes,
    ],
  }
}
