/**
 * Ids of headings that were counted page by page, made unique in one document.
 *
 * @module
 */
import type { Block } from './document.ts'
import { mapBlocks } from './walk.ts'

export function uniqueIds(blocks: readonly Block[]): Block[] {
  const seen = new Map<string, number>()
  return mapBlocks(blocks, (block) => {
    if (block.type !== 'heading') return [block]
    const times = (seen.get(block.id) ?? 0) + 1
    seen.set(block.id, times)
    return [times === 1 ? block : { ...block, id: `${block.id}-${times}` }]
  })
}
