/**
 * Column widths of a table: the shares that its author gave, but no column so narrow that a common word breaks in it,
 * which large print would otherwise do to every "Initials".
 *
 * @module
 */
import type { Table } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import { spansText } from '../../document/plain-text.ts'
import { roughWidthPt } from './rough-width.ts'
import { twips } from './units.ts'

/** Space left and right of a cell's text. */
export const cellPaddingPt = 4.5

// A longer word, such as a web address, may break; else one of them would squeeze all other columns.
const longestKeptWord = 14

/** @returns twips per column; their sum is `totalTwips` */
export function columnWidths(table: Table, totalTwips: number, theme: Theme): number[] {
  const needed = table.shares.map((_, column) => neededTwips(table, column, theme))
  const room = needed.reduce((sum, width) => sum + width, 0) <= totalTwips
  const narrow = new Set<number>()
  let widths = shareOut(table.shares, totalTwips, needed, narrow)
  // Widening one column narrows the others, which may then need the same.
  while (room && widths.some((width, column) => width < (needed[column] ?? 0) && !narrow.has(column))) {
    widths.forEach((width, column) => {
      if (width < (needed[column] ?? 0)) narrow.add(column)
    })
    widths = shareOut(table.shares, totalTwips, needed, narrow)
  }
  const used = widths.slice(0, -1).reduce((sum, width) => sum + width, 0)
  return [...widths.slice(0, -1), totalTwips - used]
}

function shareOut(shares: readonly number[], total: number, needed: readonly number[], narrow: ReadonlySet<number>) {
  const fixed = [...narrow].reduce((sum, column) => sum + (needed[column] ?? 0), 0)
  const free = shares.reduce((sum, share, column) => (narrow.has(column) ? sum : sum + share), 0)
  return shares.map((share, column) =>
    narrow.has(column) ? (needed[column] ?? 0) : Math.floor(((total - fixed) * share) / free),
  )
}

function neededTwips(table: Table, column: number, theme: Theme): number {
  const words = (text: string): string[] => text.split(/[\s-]+/).filter((word) => word.length <= longestKeptWord)
  const widest = (texts: Iterable<string>, sizePt: number): number => {
    let width = 0
    for (const text of texts) for (const word of words(text)) width = Math.max(width, roughWidthPt(word, sizePt))
    return width
  }
  const body = new Set<string>()
  for (const row of table.rows) {
    const cell = row.cells[column]
    for (const line of [cell?.spans ?? [], ...(cell?.more ?? [])]) body.add(spansText(line))
  }
  const inHeader = widest([spansText(table.header[column] ?? [])], theme.bodyPt * 1.08)
  return twips(Math.max(inHeader, widest(body, theme.bodyPt)) * 1.04 + 2 * cellPaddingPt)
}
