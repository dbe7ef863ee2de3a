/**
 * Slices become pages.
 *
 * Slices that must stay together form a chain, and a chain goes to the next page as a whole if it does not fit the
 * rest of this one. A chain that is taller than a page breaks where the page ends: nothing is ever lost.
 *
 * @module
 */
import type { Box, Placed } from './boxes.ts'
import { heightOf, type Frame, type RepeatedHeader, type Slice } from './slice.ts'

const ROUNDING = 0.01

/** Top and bottom of the body on the page with this index, in points from the top. */
export type BodyArea = (page: number) => { readonly top: number; readonly bottom: number }

export interface BodyPage {
  readonly behind: readonly Placed[]
  readonly body: readonly Placed[]
}

interface OpenPage {
  readonly frames: Map<Frame, { top: number; bottom: number }>
  readonly body: Placed[]
  readonly bottom: number
  y: number
  empty: boolean
  header: RepeatedHeader | undefined
}

/** Background and left rule of the frames on a page, outer ones first. */
function frameBoxes(page: OpenPage): readonly Placed[] {
  return [...page.frames].map(([frame, { top, bottom }]) => {
    const common = { kind: 'rect', y: 0, height: bottom - top, owner: 'layout' } as const
    const boxes: Box[] = [
      { ...common, x: frame.x, width: frame.width, fill: frame.fill },
      { ...common, x: frame.x, width: frame.ruleWidth, fill: frame.rule },
    ]
    return { y: top, boxes }
  })
}

/** The index after the last slice of the chain that starts at `from`. */
function chainEnd(slices: readonly Slice[], from: number): number {
  let end = from + 1
  while (end < slices.length && slices[end - 1]?.keepWithNext === true && slices[end]?.newPage !== true) end += 1
  return end
}

/** The room that a slice asks for, or all that comes before the next new page if that is less. */
function roomWanted(slices: readonly Slice[], from: number): number {
  const room = slices[from]?.room ?? 0
  let height = 0
  for (let i = from; i < slices.length && height < room; i += 1) {
    const slice = slices[i]
    if (slice === undefined || (i > from && slice.newPage === true)) break
    height += slice.height + (i > from ? slice.gap : 0)
  }
  return Math.min(room, height)
}

/** What a page must show again before `slice` can stand at its top. */
function roomAtTop(slice: Slice | undefined, started: ReadonlySet<Frame>): number {
  const frames = slice?.frames.filter((frame) => started.has(frame)) ?? []
  return (slice?.header?.height ?? 0) + frames.reduce((sum, frame) => sum + frame.padding, 0)
}

export function paginate(slices: readonly Slice[], area: BodyArea): readonly BodyPage[] {
  const pages: OpenPage[] = []
  const started = new Set<Frame>()

  const openPage = (): OpenPage => {
    const { top, bottom } = area(pages.length)
    const page: OpenPage = { frames: new Map(), body: [], bottom, y: top, empty: true, header: undefined }
    pages.push(page)
    return page
  }
  let page = openPage()

  const put = (slice: Slice): void => {
    if (page.empty) {
      const goingOn = slice.frames.filter((frame) => started.has(frame))
      for (const frame of goingOn) {
        const before = pages.at(-2)?.frames.get(frame)
        if (before !== undefined) before.bottom += frame.padding
        page.frames.set(frame, { top: page.y, bottom: page.y })
        page.y += frame.padding
      }
    } else page.y += slice.gap
    if (slice.header !== undefined && page.header !== slice.header) {
      page.body.push({ y: page.y, boxes: slice.header.boxes })
      page.y += slice.header.height
      page.header = slice.header
    }
    page.header = slice.isHeader ?? slice.header ?? page.header
    if (slice.boxes.length > 0) page.body.push({ y: page.y, boxes: slice.boxes })
    const bottom = page.y + slice.height
    for (const frame of slice.frames) {
      started.add(frame)
      page.frames.set(frame, { top: page.frames.get(frame)?.top ?? page.y, bottom })
    }
    page.y = bottom
    if (slice.height > 0) page.empty = false
  }

  for (let from = 0; from < slices.length;) {
    const to = chainEnd(slices, from)
    const chain = slices.slice(from, to)
    const height = heightOf(chain)
    const wanted = Math.max(height, roomWanted(slices, from))
    const fitsBelow = page.y + (chain[0]?.gap ?? 0) + wanted <= page.bottom + ROUNDING
    if (!page.empty && (chain[0]?.newPage === true || !fitsBelow)) page = openPage()
    const fits = !page.empty || page.y + roomAtTop(chain[0], started) + height <= page.bottom + ROUNDING
    for (const slice of chain) {
      if (!fits && !page.empty && page.y + slice.gap + slice.height > page.bottom + ROUNDING) page = openPage()
      put(slice)
    }
    from = to
  }
  return pages.map((open) => ({ behind: frameBoxes(open), body: open.body }))
}
