/**
 * Writes a tree as Markdown for GitHub, in which text of a guide stays text: no mark-up, no address that becomes a link. Loaded
 * only to write, because the writer is a third of all modules that a gap report in text would load.
 *
 * @module
 */
import type { RootContent } from 'mdast'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'

/** What GitHub adds to CommonMark besides tables: struck-out words, links without brackets. */
const textOnly = {
  unsafe: [
    { character: '~', inConstruct: 'phrasing' as const },
    { character: ':', before: '[ps]', after: '\\/', inConstruct: 'phrasing' as const },
    { character: '.', before: '[Ww]', after: '[\\-.\\w]', inConstruct: 'phrasing' as const },
  ],
}

const writer = unified()
  .use(remarkStringify, { bullet: '-', emphasis: '_' })
  .data('toMarkdownExtensions', [gfmTableToMarkdown({ tablePipeAlign: false }), textOnly])
  .freeze()

export const writeGfm = (children: RootContent[]): string => writer.stringify({ type: 'root', children })
