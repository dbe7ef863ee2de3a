/**
 * The words of a document, in reading order: what every format must say.
 *
 * In:  a Document. Out: one string per line of text.
 *
 * @module
 */
import { type Block, type BlockTable, type Cell, type Document, renderBlock, type Span } from './document.ts'
import { mapBlocks } from './walk.ts'

export const spansText = (spans: readonly Span[]): string => spans.map((span) => span.text).join('')

const cellLines = (cell: Cell): string[] => [
  ...(cell.spans ? [spansText(cell.spans)] : []),
  ...(cell.more ?? []).map(spansText),
]

const lines: BlockTable<undefined, string[]> = {
  heading: (block) => [spansText(block.spans)],
  paragraph: (block) => [spansText(block.spans)],
  list: (block) => block.items.flatMap((item) => item.flatMap(blockLines)),
  // A table without rows is left out, as in every format.
  table: (block) =>
    block.rows.length === 0
      ? []
      : [
          ...(block.captionVisible ? [spansText(block.caption)] : []),
          ...block.header.map(spansText),
          ...block.rows.flatMap((row) => row.cells.flatMap(cellLines)),
        ],
  facts: (block) => block.rows.flatMap((row) => [spansText(row.label), ...cellLines(row.value)]),
  callout: (block) => [spansText(block.title), ...block.blocks.flatMap(blockLines)],
  cover: (block) => [spansText(block.eyebrow), spansText(block.title), ...block.lines.map(spansText)],
  address: (block) => block.lines.map(spansText),
  'page-break': () => [],
  sheet: (block) => block.blocks.flatMap(blockLines),
  columns: (block) => block.columns.flatMap((column) => column.flatMap(blockLines)),
  // The rest is a picture; a table nearby gives the same days.
  timeline: (block) => [spansText(block.caption)],
}

export const blockLines = (block: Block): string[] => renderBlock(lines, block, undefined)

/** Body only: headers and footers repeat on every page and are left to each format. */
export function plainText(document: Document): string[] {
  return document.blocks.flatMap(blockLines).filter((line) => line.trim() !== '')
}

/** Makes the ids of headings unique in a document whose parts were numbered separately. */
export function uniqueIds(blocks: readonly Block[]): Block[] {
  const seen = new Map<string, number>()
  return mapBlocks(blocks, (block) => {
    if (block.type !== 'heading') return [block]
    const times = (seen.get(block.id) ?? 0) + 1
    seen.set(block.id, times)
    return [times === 1 ? block : { ...block, id: `${block.id}-${times}` }]
  })
}
