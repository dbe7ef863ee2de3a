/**
 * One set of column widths for all tables of a kind, so that columns stand on the same lines on every page.
 *
 * The shares of the table are where it starts; then width moves to the columns that would save lines by it, which is
 * what large print needs: there the shares of standard print would put one word on a line.
 *
 * @module
 */
import type { Block, Cell, Span, Table } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Theme } from '../../document/theme.ts'
import { leastWidth } from './cell.ts'
import { columnWidths } from './column-widths.ts'
import { bodyStyle, boldStyle } from './place.ts'
import { widthOf, type TextStyle } from './text-slices.ts'

const tablesIn = (blocks: readonly Block[]): readonly Table[] =>
  blocks.flatMap((block) => {
    if (block.type === 'table') return [block]
    if (block.type === 'list') return block.items.flatMap(tablesIn)
    return block.type === 'callout' ? tablesIn(block.blocks) : []
  })

const kindOf = (table: Table): string => [table.shares.join(':'), ...table.header.map(spansText)].join('\n')

/** Room left and right of a cell's words, in points. */
export const cellPadding = (theme: Theme): number => theme.bodyPt * 0.5

interface Measured {
  readonly least: number
  /** Width of each of the cell's lines, were it never broken. */
  readonly lines: readonly number[]
}

function measure(cell: Cell, style: TextStyle, theme: Theme): Measured {
  const spans: readonly (readonly Span[])[] = [...(cell.spans === undefined ? [] : [cell.spans]), ...(cell.more ?? [])]
  const box = cell.field?.kind === 'check' ? theme.tickBoxPt + theme.bodyPt * 0.6 : 0
  return { least: leastWidth(cell, style, theme.tickBoxPt), lines: spans.map((line) => widthOf(line, style) + box) }
}

function planWidths(tables: readonly Table[], theme: Theme, width: number): readonly number[] {
  const shares = tables[0]?.shares ?? []
  const padding = 2 * cellPadding(theme) + 0.1
  const rows = tables.flatMap((table) => [
    shares.map((_, i) => measure({ spans: table.header[i] ?? [] }, boldStyle(theme), theme)),
    ...table.rows.map((row) => shares.map((_, i) => measure(row.cells[i] ?? {}, bodyStyle(theme), theme))),
  ])
  const least = shares.map((_, i) => Math.max(0, ...rows.map((row) => row[i]?.least ?? 0)) + padding)
  const start = columnWidths(shares, least, width)

  const step = width / 40
  const linesOf = (cell: Measured, room: number): number =>
    cell.lines.reduce((count, line) => count + Math.max(1, Math.ceil(line / room)), 0)
  // The lines of each row, and a little for lines of cells that do not make their row taller: they read better unbroken.
  const height = (widths: readonly number[]): number =>
    rows.reduce((sum, row) => {
      const lines = row.map((cell, i) => linesOf(cell, (widths[i] ?? 0) - padding))
      return sum + Math.max(1, ...lines) + 0.1 * lines.reduce((all, count) => all + count, 0)
    }, 0)
  // Moving away from the table's own shares must be worth it: about one line saved in thirty rows for each step.
  const strain = rows.length / step / 60
  const cost = (widths: readonly number[]): number =>
    height(widths) + strain * widths.reduce((sum, w, i) => sum + Math.abs(w - (start[i] ?? 0)), 0)

  let best = start
  let bestCost = cost(best)
  for (let round = 0; round < 12; round += 1) {
    const moves = best.flatMap((from, i) =>
      from - step < (least[i] ?? 0) ? [] : best.flatMap((_, k) => (i === k ? [] : [move(best, i, k, step)])),
    )
    const better = moves.map((widths) => ({ widths, cost: cost(widths) })).sort((a, b) => a.cost - b.cost)[0]
    if (better === undefined || better.cost >= bestCost - 0.001) break
    best = better.widths
    bestCost = better.cost
  }
  return best
}

const move = (widths: readonly number[], from: number, to: number, step: number): readonly number[] =>
  widths.map((width, i) => (i === from ? width - step : i === to ? width + step : width))

/** @returns for a table and the width it has, the widths of its columns: they add up to that width */
export function columnPlan(blocks: readonly Block[], theme: Theme): (table: Table, width: number) => readonly number[] {
  const kinds = new Map<string, Table[]>()
  for (const table of tablesIn(blocks)) kinds.set(kindOf(table), [...(kinds.get(kindOf(table)) ?? []), table])
  const known = new Map<string, readonly number[]>()
  return (table, width) => {
    const kind = kindOf(table)
    const key = `${width} ${kind}`
    const widths = known.get(key) ?? planWidths(kinds.get(kind) ?? [table], theme, width)
    known.set(key, widths)
    return widths
  }
}
