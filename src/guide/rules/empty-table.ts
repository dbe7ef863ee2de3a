import { allBlocks } from '../../document/walk.ts'
import { emptyTablesIn } from '../../markdown/outline.ts'
import type { GuideRule } from '../guide-rule.ts'

export const emptyTable: GuideRule = {
  id: 'empty-table',
  severity: 'warning',
  title: 'A table with a header and no rows',
  why: 'Packs leave it out: whoever reads them does not know that something was to be there.',
  fix: 'Write its rows, or say with [GAP] that they are not known yet.',
  *check({ guide, pages }) {
    for (const { file, blocks } of guide.pages) {
      // What looks like one in a comment is no block.
      const empty = [...allBlocks(blocks)].filter((block) => block.type === 'table' && block.rows.length === 0).length
      if (empty === 0) continue
      const text = pages.find((page) => page.file === file)?.text ?? ''
      for (const line of emptyTablesIn(text).slice(0, empty))
        yield {
          message: 'Unexpected table with a header and no rows, expected at least one row. Documents leave it out.',
          place: { file, line, column: 1 },
        }
    }
  },
}
