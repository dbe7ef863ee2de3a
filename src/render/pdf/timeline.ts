/**
 * A timeline as a drawing: rows of bars and diamonds over a scale of days. Filled, striped and outlined shapes
 * distinguish the kinds, so it works in black and white.
 *
 * The drawing is one picture with one text alternative. It moves to the next page as a unit if it fits on one;
 * otherwise it is divided between rows and the scale is repeated.
 *
 * @module
 */
import type { Timeline, TimelineKind, TimelineMark, TimelineRow } from '../../document/document.ts'
import { timelineScale, type TimelineScale } from '../../document/theme.ts'
import type { DrawnBox, Owner, StructureTag } from './boxes.ts'
import {
  bodyStyle,
  boldStyle,
  heightOf,
  keptWhole,
  type LayoutContext,
  type RepeatedHeader,
  type Slice,
  textSlices,
  type TextStyle,
  widthOf,
  withGap,
} from './place.ts'

interface TimelineDrawing {
  readonly place: LayoutContext
  readonly scale: TimelineScale
  /** Start and width of the scale. */
  readonly left: number
  readonly width: number
  readonly rowHeight: number
}

export function timelineSlices(block: Timeline, place: LayoutContext): readonly Slice[] {
  const { theme } = place
  const style = bodyStyle(theme)
  const labels = Math.min(
    place.width * 0.4,
    Math.max(0, ...block.rows.map(({ label }) => widthOf([{ text: label }], style))) + theme.bodyPt * 0.8,
  )
  const drawing: TimelineDrawing = {
    place,
    scale: timelineScale(block),
    left: place.x + labels,
    width: place.width - labels,
    // As tight as lines of text: a migration has almost forty rows and belongs on one page.
    rowHeight: theme.bodyPt * 1.3,
  }
  const caption = textSlices(block.caption, boldStyle(theme), { type: 'P', parent: place.parent }, place)
  const figure: StructureTag = { type: 'Figure', parent: place.parent, alt: block.alt }
  const axis = axisSlice(block, drawing, figure)
  const again = axisSlice(block, drawing, 'repeated')
  const header: RepeatedHeader = { height: again.height, boxes: again.boxes }
  const rows = block.rows.map((row) => ({ ...rowSlice(row, block, drawing, figure), header }))
  const picture: Slice[] = [
    { ...withGap([axis], theme.paragraphGapPt * 0.6)[0], isHeader: header, keepWithNext: true } as Slice,
    ...rows,
    ...legendSlices(block, drawing, figure),
  ]
  const slices = [...caption.map((slice) => ({ ...slice, keepWithNext: true })), ...picture]
  return heightOf(slices) < place.pageHeight ? keptWhole(slices) : slices
}

const at = (share: number, { left, width }: TimelineDrawing): number => left + share * width

/** Lines of the scale, through the full height of a slice. */
const gridBoxes = (block: Timeline, drawing: TimelineDrawing, height: number, owner: Owner): DrawnBox[] =>
  block.periods.map(({ from }) => ({
    kind: 'rect',
    x: at(drawing.scale.start(from), drawing),
    y: 0,
    width: 0.5,
    height,
    fill: drawing.place.theme.colours.line,
    owner,
  }))

/** The background of a picture, which gives its extent. */
const ground = ({ place }: TimelineDrawing, height: number, owner: Owner): DrawnBox => ({
  kind: 'rect',
  x: place.x,
  y: 0,
  width: place.width,
  height,
  fill: '#ffffff',
  owner,
})

/** Text on one line, centred vertically on `middle`. */
function words(
  text: string,
  style: TextStyle,
  x: number,
  middle: number,
  owner: Owner,
  place: LayoutContext,
): readonly DrawnBox[] {
  const [line] = textSlices([{ text }], style, owner, { ...place, x, width: Infinity })
  const top = middle - (style.size * style.lineHeight) / 2
  return (line?.boxes ?? []).map((box) => ({ ...box, y: box.y + top }))
}

function axisSlice(block: Timeline, drawing: TimelineDrawing, owner: Owner): Slice {
  const { place, rowHeight: height } = drawing
  const style = boldStyle(place.theme)
  // A name that would run into the next period is left out; the rows still give the days.
  const named = block.periods.map(({ from, label }, i) => {
    const x = at(drawing.scale.start(from), drawing) + 3
    const next = block.periods[i + 1]
    const end = next === undefined ? place.x + place.width : at(drawing.scale.start(next.from), drawing)
    return widthOf([{ text: label }], style) <= end - x ? words(label, style, x, height / 2, owner, place) : []
  })
  return {
    height,
    gap: 0,
    keepWithNext: true,
    boxes: [ground(drawing, height, owner), ...gridBoxes(block, drawing, height, owner), ...named.flat()],
    frames: place.frames,
  }
}

function rowSlice(row: TimelineRow, block: Timeline, drawing: TimelineDrawing, owner: Owner): Slice {
  const { place, left, rowHeight } = drawing
  const style = bodyStyle(place.theme)
  // In large print a long name takes several lines; it must not run under the bars.
  const label = textSlices([{ text: row.label }], style, owner, {
    ...place,
    width: left - place.x - place.theme.bodyPt * 0.4,
  })
  const height = Math.max(rowHeight, heightOf(label) + (rowHeight - style.size * style.lineHeight))
  let top = (rowHeight - style.size * style.lineHeight) / 2
  const labelBoxes = label.flatMap((line) => {
    const boxes = line.boxes.map((box) => ({ ...box, y: box.y + top }))
    top += line.height
    return boxes
  })
  const rule: DrawnBox = {
    kind: 'rect',
    x: place.x,
    y: height - 0.5,
    width: place.width,
    height: 0.5,
    fill: place.theme.colours.tableHeader,
    owner,
  }
  return {
    height,
    gap: 0,
    keepWithNext: false,
    boxes: [
      ground(drawing, height, owner),
      rule,
      ...gridBoxes(block, drawing, height, owner),
      ...labelBoxes,
      ...row.marks.flatMap((mark) => markBoxes(mark, drawing, owner)),
      ...dateBoxes(row, drawing, owner),
    ],
    frames: place.frames,
  }
}

/** A bar narrower than this could not be seen. */
const SMALLEST = 2

function markBoxes({ kind, from, to }: TimelineMark, drawing: TimelineDrawing, owner: Owner): readonly DrawnBox[] {
  const { scale, rowHeight } = drawing
  const middle = rowHeight / 2
  if (kind === 'moment' || kind === 'open-moment')
    return symbolBoxes(kind, at(scale.middle(from), drawing), middle, drawing, owner)
  const x = at(scale.start(from), drawing)
  return barBoxes(kind, x, Math.max(SMALLEST, at(scale.end(to), drawing) - x), middle, drawing, owner)
}

function barBoxes(
  kind: TimelineKind,
  x: number,
  width: number,
  middle: number,
  { place, rowHeight }: TimelineDrawing,
  owner: Owner,
): readonly DrawnBox[] {
  const { shadeDark, text } = place.theme.colours
  const height = rowHeight * (kind === 'limit' ? 0.34 : 0.56)
  const y = middle - height / 2
  if (kind === 'limit')
    return [{ kind: 'rect', x, y, width, height, fill: '#ffffff', stroke: text, strokeWidth: 1, owner }]
  const step = place.theme.bodyPt * 0.5
  const stripes = kind === 'training' ? Math.floor(width / step) : 0
  return [
    { kind: 'rect', x, y, width, height, fill: shadeDark, owner },
    ...Array.from({ length: stripes }, (_, i): DrawnBox => {
      return { kind: 'rect', x: x + (i + 0.6) * step, y, width: step * 0.35, height, fill: '#ffffff', owner }
    }),
  ]
}

function symbolBoxes(
  kind: TimelineKind,
  x: number,
  middle: number,
  drawing: TimelineDrawing,
  owner: Owner,
): readonly DrawnBox[] {
  const { theme } = drawing.place
  const reach = theme.bodyPt * 0.5
  if (kind !== 'moment' && kind !== 'open-moment') return barBoxes(kind, x - 11, 22, middle, drawing, owner)
  return [
    {
      kind: 'polygon',
      y: middle,
      corners: [
        [x, -reach],
        [x + reach, 0],
        [x, reach],
        [x - reach, 0],
      ],
      fill: kind === 'moment' ? theme.colours.text : '#ffffff',
      stroke: theme.colours.text,
      strokeWidth: 1,
      owner,
    },
  ]
}

/** The row's days in words, to the right of its marks where there is room, otherwise to the left. */
function dateBoxes({ dates, marks }: TimelineRow, drawing: TimelineDrawing, owner: Owner): readonly DrawnBox[] {
  if (dates === '' || marks.length === 0) return []
  const { place, rowHeight: height, scale } = drawing
  const style = bodyStyle(place.theme)
  const gap = place.theme.bodyPt * 0.7
  const wide = widthOf([{ text: dates }], style)
  const right = Math.max(...marks.map(({ to }) => at(scale.end(to), drawing))) + gap
  const left = Math.min(...marks.map(({ from }) => at(scale.start(from), drawing))) - gap - wide
  const x = right + wide <= place.x + place.width ? right : left >= drawing.left ? left : null
  if (x === null) return []
  // White behind the text, because the lines of the scale run through it.
  const behind: DrawnBox = { kind: 'rect', x: x - 1, y: 1, width: wide + 2, height: height - 2, fill: '#ffffff', owner }
  return [behind, ...words(dates, style, x, height / 2, owner, place)]
}

/** The meaning of each shape, on as many lines as needed. */
function legendSlices({ legend }: Timeline, drawing: TimelineDrawing, owner: Owner): readonly Slice[] {
  const { place, rowHeight: height } = drawing
  const { bodyPt } = place.theme
  const style = bodyStyle(place.theme)
  const lines: { boxes: DrawnBox[]; end: number }[] = []
  for (const { kind, label } of legend) {
    const wide = widthOf([{ text: label }], style) + bodyPt * 4
    let line = lines.at(-1)
    if (line === undefined || line.end + wide > place.x + place.width) lines.push((line = { boxes: [], end: place.x }))
    const x = line.end
    line.boxes.push(
      ...symbolBoxes(kind, x + bodyPt, height / 2, drawing, owner),
      ...words(label, style, x + bodyPt * 2.2, height / 2, owner, place),
    )
    line.end = x + wide
  }
  return lines.map(({ boxes }, i) => ({
    height,
    gap: i === 0 ? bodyPt * 0.3 : 0,
    keepWithNext: i < lines.length - 1,
    boxes: [ground(drawing, height, owner), ...boxes],
    frames: place.frames,
  }))
}
