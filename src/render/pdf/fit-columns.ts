/**
 * Widths of columns that save lines: the table's shares are where it starts; then width moves, step by step, to the
 * columns that need it most.
 *
 * @module
 */
import { columnWidths } from './column-widths.ts'

export interface Measured {
  /** Width of the longest word, or of what there is to fill in, in points. */
  readonly least: number
  /** Width of each line of the cell, were it never broken. */
  readonly lines: readonly number[]
}

export interface Fit {
  readonly widths: readonly number[]
  /** What all rows together need, in lines. */
  readonly height: number
}

const linesOf = (cell: Measured, room: number): number =>
  cell.lines.reduce((count, line) => count + Math.max(1, Math.ceil(line / room)), 0)

const move = (widths: readonly number[], from: number, to: number, step: number): readonly number[] =>
  widths.map((width, i) => (i === from ? width - step : i === to ? width + step : width))

/**
 * @param padding room within each column that its words cannot use
 * @param width what there is; the widths add up to it
 */
export function fitColumns(
  shares: readonly number[],
  rows: readonly (readonly Measured[])[],
  padding: number,
  width: number,
): Fit {
  const least = shares.map((_, i) => Math.max(0, ...rows.map((row) => row[i]?.least ?? 0)) + padding)
  const start = columnWidths(shares, least, width)
  const step = width / 40
  const lines = (row: readonly Measured[], widths: readonly number[]): readonly number[] =>
    row.map((cell, i) => linesOf(cell, (widths[i] ?? 0) - padding))
  const height = (widths: readonly number[]): number =>
    rows.reduce((sum, row) => sum + Math.max(1, ...lines(row, widths)), 0)
  // Lines of cells that do not make their row taller count a little: they read better unbroken.
  const broken = (widths: readonly number[]): number =>
    rows.reduce((sum, row) => sum + lines(row, widths).reduce((all, count) => all + count, 0), 0)
  // Moving away from the table's own shares must be worth it: about one line saved in thirty rows for each step.
  const strain = rows.length / step / 60
  const cost = (widths: readonly number[]): number =>
    height(widths) +
    0.1 * broken(widths) +
    strain * widths.reduce((sum, w, i) => sum + Math.abs(w - (start[i] ?? 0)), 0)

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
  return { widths: best, height: height(best) }
}
