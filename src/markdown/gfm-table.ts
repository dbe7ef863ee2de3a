/**
 * Tables of GitHub's dialect as an extension of remark-parse: the tokens come from micromark's own extension.
 *
 * Its mdast half loads the Markdown writer too, which a run that only reads has no use for: a process that parses starts
 * with 98 ms of CPU time, with the mdast half with 120 ms, with all of remark-gfm with 129 ms.
 *
 * @module
 */
import type { Extension } from 'mdast-util-from-markdown'
import { gfmTable } from 'micromark-extension-gfm-table'

/** A line that may be the rule under a table's header. Pages without one are read by plain remark-parse. */
export const TABLE_RULE = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*\|[ \t|:-]*$/m

export const tableSyntax = gfmTable()

export const tableNodes: Extension = {
  enter: {
    table(token) {
      this.enter({ type: 'table', children: [] }, token)
    },
    tableRow(token) {
      this.enter({ type: 'tableRow', children: [] }, token)
    },
    tableHeader(token) {
      this.enter({ type: 'tableCell', children: [] }, token)
    },
    tableData(token) {
      this.enter({ type: 'tableCell', children: [] }, token)
    },
  },
  exit: {
    table(token) {
      this.exit(token)
    },
    tableRow(token) {
      this.exit(token)
    },
    tableHeader(token) {
      this.exit(token)
    },
    tableData(token) {
      this.exit(token)
    },
  },
}
