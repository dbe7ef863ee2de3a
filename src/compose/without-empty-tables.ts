/**
 * A table without rows is no table: a list that turned out empty leaves only the names of its columns, which tell nobody
 * anything. Words that would then be about nothing are the template's to leave out.
 *
 * @module
 */
import type { Block } from '../document/document.ts'

export const withoutEmptyTables = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'table':
        return block.rows.length === 0 ? [] : [block]
      case 'list':
        return [{ ...block, items: block.items.map(withoutEmptyTables) }]
      case 'callout':
      case 'sheet':
        return [{ ...block, blocks: withoutEmptyTables(block.blocks) }]
      default:
        return [block]
    }
  })
