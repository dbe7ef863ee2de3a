/**
 * Tables: a header row, rows, and widths by how long the words are.
 *
 * @module
 */
import type { Table } from 'mdast'
import type { Block } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { addProse, type BlocksContext } from './blocks-context.ts'
import { joinLines, toLines } from './to-spans.ts'

export function tableBlocks(node: Table, context: BlocksContext): Block[] {
  const rows = node.children.map((row) =>
    row.children.map((cell) => {
      const spans = joinLines(toLines(cell.children, context))
      const from = cell.position?.start.offset ?? 0
      if (spans.length > 0) addProse(spans, from, context)
      context.leaves.push({ from, to: cell.children.at(-1)?.position?.end.offset ?? from, owner: context.outline })
      return spans
    }),
  )
  const [header = [], ...body] = rows
  const caption = context.outline.headings.at(-1)?.text ?? spansText(header[0] ?? [])
  const widest = header.map((_, column) => Math.max(...rows.map((row) => spansText(row[column] ?? []).length)))
  const times = context.ids.get('table') ?? 0
  context.ids.set('table', times + 1)
  return [
    {
      type: 'table',
      id: `table-${times + 1}`,
      caption: [{ text: caption }],
      captionVisible: false,
      header,
      // No column narrower than a fifth of the widest: short words must not break letter by letter.
      shares: widest.map((width) => Math.min(10, Math.max(2, Math.round(width / 8)))),
      rows: body.map((row) => ({ cells: header.map((_, column) => ({ spans: row[column] ?? [] })) })),
    },
  ]
}
