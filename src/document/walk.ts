/**
 * Walks of a document: the one place that knows what is inside each type of block.
 *
 * A new type of block does not compile until {@link rebuild} says what it holds, and then every walk reaches it.
 *
 * @module
 */
import { renderBlock, type Block, type BlockTable, type Cell, type Field, type Span } from './document.ts'

/** What becomes of the parts of a block. Each part left out of a change must be handed back as it came. */
interface BlockParts {
  readonly blocks: (blocks: readonly Block[]) => readonly Block[]
  readonly spans: (spans: readonly Span[]) => readonly Span[]
  readonly cell: (cell: Cell) => Cell
}

const rebuild: BlockTable<BlockParts, Block> = {
  heading: (block, { spans }) => ({ ...block, spans: spans(block.spans) }),
  paragraph: (block, { spans }) => ({ ...block, spans: spans(block.spans) }),
  list: (block, { blocks }) => ({ ...block, items: block.items.map(blocks) }),
  table: (block, { spans, cell }) => ({
    ...block,
    caption: spans(block.caption),
    header: block.header.map(spans),
    rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(cell) })),
  }),
  facts: (block, { spans, cell }) => ({
    ...block,
    rows: block.rows.map((row) => ({ ...row, label: spans(row.label), value: cell(row.value) })),
  }),
  callout: (block, { blocks, spans }) => ({ ...block, title: spans(block.title), blocks: blocks(block.blocks) }),
  cover: (block, { spans }) => ({
    ...block,
    eyebrow: spans(block.eyebrow),
    title: spans(block.title),
    lines: block.lines.map(spans),
  }),
  address: (block, { spans }) => ({ ...block, lines: block.lines.map(spans) }),
  'page-break': (block) => block,
  sheet: (block, { blocks }) => ({ ...block, blocks: blocks(block.blocks) }),
  columns: (block, { blocks }) => ({ ...block, columns: block.columns.map(blocks) }),
  // The rest of a timeline is text and days: a picture, not words to mark.
  timeline: (block, { spans }) => ({ ...block, caption: spans(block.caption) }),
}

const same = <T>(part: T): T => part

const cellWithSpans =
  (change: (spans: readonly Span[]) => readonly Span[]) =>
  (cell: Cell): Cell => ({
    ...cell,
    ...(cell.spans === undefined ? {} : { spans: change(cell.spans) }),
    ...(cell.more === undefined ? {} : { more: cell.more.map(change) }),
  })

/**
 * Each block at any depth, replaced by what `change` makes of it: none, one or several. Inner blocks come first, so
 * `change` sees them as they will be.
 */
export function mapBlocks(blocks: readonly Block[], change: (block: Block) => readonly Block[]): Block[] {
  const inside: BlockParts = { blocks: (inner) => mapBlocks(inner, change), spans: same, cell: same }
  return blocks.flatMap((block) => change(renderBlock(rebuild, block, inside)))
}

/** Each line of words at any depth (a paragraph, a caption, a line of a cell), as `change` makes it. */
export function mapSpans(
  blocks: readonly Block[],
  change: (spans: readonly Span[], where: Block['type']) => readonly Span[],
): Block[] {
  return blocks.map((block) => {
    const spans = (line: readonly Span[]): readonly Span[] => change(line, block.type)
    const parts: BlockParts = { blocks: (inner) => mapSpans(inner, change), spans, cell: cellWithSpans(spans) }
    return renderBlock(rebuild, block, parts)
  })
}

/** The parts of one block alone, not of the blocks in it: each cell and each line of words outside cells. */
export const mapParts = (block: Block, parts: Pick<BlockParts, 'spans' | 'cell'>): Block =>
  renderBlock(rebuild, block, { ...parts, blocks: same })

/** Each block at any depth, in reading order: a block comes before what is in it. */
export function* allBlocks(blocks: readonly Block[]): Generator<Block, void> {
  for (const block of blocks) {
    yield block
    const inner: (readonly Block[])[] = []
    const blocksOf = (part: readonly Block[]): readonly Block[] => {
      inner.push(part)
      return part
    }
    renderBlock(rebuild, block, { blocks: blocksOf, spans: same, cell: same })
    for (const part of inner) yield* allBlocks(part)
  }
}

/** Each field at any depth, in reading order: those of sentences and those of cells. */
export function* allFields(blocks: readonly Block[]): Generator<Field, void> {
  for (const block of allBlocks(blocks)) {
    const fields: Field[] = []
    const spans = (line: readonly Span[]): readonly Span[] => {
      for (const { field } of line) if (field !== undefined) fields.push(field)
      return line
    }
    const cell = (one: Cell): Cell => {
      for (const line of [one.spans ?? [], ...(one.more ?? [])]) spans(line)
      if (one.field !== undefined) fields.push(one.field)
      return one
    }
    mapParts(block, { spans, cell })
    yield* fields
  }
}

/** Ids that a link `#…` can lead to, in reading order. */
export function headingIds(blocks: readonly Block[]): string[] {
  const ids: string[] = []
  for (const block of allBlocks(blocks)) if (block.type === 'heading') ids.push(block.id)
  return ids
}
