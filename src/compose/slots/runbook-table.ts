/**
 * A table of the cutover plan: its caption and the heads of its columns are those of `runbook` in `words.yaml`.
 *
 * @module
 */
import type { Block, Span, TableRow } from '../../document/document.ts'
import type { ComposeContext } from '../compose-context.ts'

/** @returns nothing where there are no rows */
export function runbookTable(
  id: string,
  columns: readonly string[],
  shares: readonly number[],
  rows: readonly TableRow[],
  { words }: ComposeContext,
  rowHeader = 0,
): Block[] {
  if (rows.length === 0) return []
  return [
    {
      type: 'table',
      id,
      caption: [{ text: words.say(`runbook.captions.${id}`) }],
      captionVisible: false,
      header: columns.map((name): readonly Span[] => [{ text: words.say(`runbook.columns.${name}`) }]),
      shares,
      rowHeader,
      rows,
    },
  ]
}
