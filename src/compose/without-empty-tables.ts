/**
 * A table without rows is no table: a list that turned out empty leaves only the names of its columns, which tell nobody
 * anything. Words that would then be about nothing are the template's to leave out.
 *
 * @module
 */
import type { Block } from '../document/document.ts'
import { mapBlocks } from '../document/walk.ts'

export const withoutEmptyTables = (blocks: readonly Block[]): Block[] =>
  mapBlocks(blocks, (block) => (block.type === 'table' && block.rows.length === 0 ? [] : [block]))
