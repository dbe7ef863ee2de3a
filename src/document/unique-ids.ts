/**
 * Ids of headings that were counted page by page, made unique in one document.
 *
 * @module
 */
import type { Block, Heading } from './document.ts'

export function uniqueIds(blocks: readonly Block[], seen = new Map<string, number>()): Block[] {
  return blocks.map((block) => {
    if (block.type === 'sheet') return { ...block, blocks: uniqueIds(block.blocks, seen) }
    if (block.type !== 'heading') return block
    const times = (seen.get(block.id) ?? 0) + 1
    seen.set(block.id, times)
    return times === 1 ? block : ({ ...block, id: `${block.id}-${times}` } satisfies Heading)
  })
}
