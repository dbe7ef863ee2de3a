/**
 * Blocks become slices: one function for each block type.
 *
 * @module
 */
import { renderBlock, type Block, type BlockTable, type Heading } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Theme } from '../../document/theme.ts'
import { addressLines } from './address.ts'
import { calloutSlices } from './callout.ts'
import { coverSlices } from './cover.ts'
import { factsSlices } from './facts.ts'
import { tableSlices } from './table.ts'
import { listSlices } from './list.ts'
import type { Tag } from './boxes.ts'
import { bodyStyle, headingTag, type Place, type TextStyle } from './place.ts'
import { keptWhole, keptWithNext, withGap, type Slice } from './slice.ts'
import { textSlices } from './text-slices.ts'
import { timelineSlices } from './timeline.ts'

const paragraphStyles: Record<'body' | 'lead' | 'small', (theme: Theme) => TextStyle> = {
  body: bodyStyle,
  lead: (theme) => ({ ...bodyStyle(theme), size: theme.leadPt }),
  small: (theme) => ({ ...bodyStyle(theme), size: theme.smallPt, colour: theme.colours.quiet }),
}

function headingSlices(block: Heading, place: Place): readonly Slice[] {
  const { theme } = place
  const style: TextStyle = {
    // A letter speaks in a quieter voice: its title is as large as a section's heading elsewhere.
    size: theme.headingPt[block.level - (place.letter ? 0 : 1)] ?? theme.headingPt[3],
    face: 'bold',
    colour: theme.colours.text,
    lineHeight: 1.2,
  }
  const lines = textSlices(block.spans, style, headingTag(block.level, place), place)
  return lines.map((line, i) => ({
    ...line,
    keepWithNext: true,
    ...(i === 0 && block.newPage === true ? { newPage: true } : {}),
    ...(i === 0 && block.level <= 2 && !place.letter ? { room: place.pageHeight * 0.25 } : {}),
    boxes:
      i === 0
        ? [{ kind: 'anchor', y: 0, id: block.id, level: block.level, title: spansText(block.spans) }, ...line.boxes]
        : line.boxes,
  }))
}

const table: BlockTable<Place, readonly Slice[]> = {
  heading: headingSlices,
  paragraph: (block, place) =>
    textSlices(
      block.spans,
      paragraphStyles[block.role ?? 'body'](place.theme),
      { type: 'P', parent: place.parent },
      place,
    ),
  list: (block, place) => listSlices(block, place, blockSlices),
  table: tableSlices,
  facts: factsSlices,
  callout: (block, place) => calloutSlices(block, place, blockSlices),
  cover: coverSlices,
  // In a letter the frame of page one places addresses; anywhere else they are lines of the text.
  address: (block, place) => {
    const tag: Tag = { type: 'P', parent: place.parent }
    return keptWhole(addressLines(block).flatMap((line) => textSlices(line, bodyStyle(place.theme), tag, place)))
  },
  'page-break': (_block, place) => [
    { height: 0, gap: 0, keepWithNext: true, newPage: true, boxes: [], frames: place.frames },
  ],
  // Which pages it stands on is decided in `layout.ts`.
  sheet: (block, place) => blockSlices(block.blocks, { ...place, parent: { type: 'Sect', parent: place.parent } }),
  timeline: timelineSlices,
}

/** Room above headings of levels 1 to 4, in paragraph gaps. */
const headingGaps = [3, 3, 2.2, 1.6] as const

/** Room between two blocks, in points. */
function gapBetween(previous: Block, next: Block, theme: Theme): number {
  const gap = theme.paragraphGapPt
  if (previous.type === 'page-break') return 0
  if (next.type === 'heading') return previous.type === 'heading' ? gap : gap * (headingGaps[next.level - 1] ?? 1)
  if (previous.type === 'heading') return gap * (previous.level <= 2 ? 0.8 : 0.5)
  if (previous.type === 'cover') return gap * 2
  if (next.type === 'list') return gap * 0.6
  const boxed = (block: Block): boolean => ['table', 'facts', 'callout'].includes(block.type)
  return boxed(previous) || boxed(next) ? gap * 1.4 : gap
}

/** A sentence that ends in a colon leads to what follows: they are not parted. */
function introduces(block: Block, next: Block): boolean {
  if (block.type !== 'paragraph' || !['list', 'table', 'facts'].includes(next.type)) return false
  return spansText(block.spans).trimEnd().endsWith(':')
}

export function blockSlices(blocks: readonly Block[], place: Place): readonly Slice[] {
  return blocks.flatMap((block, i) => {
    const slices = renderBlock(table, block, place)
    const previous = blocks[i - 1]
    const next = blocks[i + 1]
    const spaced = withGap(slices, previous === undefined ? 0 : gapBetween(previous, block, place.theme))
    return next !== undefined && introduces(block, next) ? keptWithNext(spaced) : spaced
  })
}
