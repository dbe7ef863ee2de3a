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

/** Steps in a table's width. */
const STEPS = 40
const MOST_MOVES = 12

function linesOf({ lines }: Measured, room: number): number {
  let count = 0
  for (const line of lines) count += Math.max(1, Math.ceil(line / room))
  return count
}

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
  const step = width / STEPS
  const widthAt = (column: number, steps: number): number => (start[column] ?? 0) + steps * step

  // Lines of each row's cell in one column, for each width that is tried.
  const known = start.map(() => new Map<number, readonly number[]>())
  const linesAt = (column: number, steps: number): readonly number[] => {
    let lines = known[column]?.get(steps)
    if (lines === undefined) {
      const room = widthAt(column, steps) - padding
      lines = rows.map((row) => linesOf(row[column] ?? { least: 0, lines: [] }, room))
      known[column]?.set(steps, lines)
    }
    return lines
  }
  // Moving away from the table's own shares must be worth it: about one line saved in thirty rows for each step.
  // Lines of cells that do not make their row taller count a little: they read better unbroken.
  const judge = (moved: readonly number[]): { readonly height: number; readonly cost: number } => {
    const columns = moved.map((steps, column) => linesAt(column, steps))
    let height = 0
    let all = 0
    for (let row = 0; row < rows.length; row += 1) {
      let tallest = 1
      for (const lines of columns) {
        const count = lines[row] ?? 0
        all += count
        if (count > tallest) tallest = count
      }
      height += tallest
    }
    const strain = moved.reduce((sum, steps) => sum + Math.abs(steps), 0) * (rows.length / 60)
    return { height, cost: height + 0.1 * all + strain }
  }

  let best = { moved: start.map(() => 0), ...judge(start.map(() => 0)) }
  for (let round = 0; round < MOST_MOVES; round += 1) {
    const before = best
    for (const giver of start.keys()) {
      if (widthAt(giver, (before.moved[giver] ?? 0) - 1) < (least[giver] ?? 0)) continue
      for (const taker of start.keys()) {
        if (taker === giver) continue
        const moved = before.moved.map((steps, i) => (i === giver ? steps - 1 : i === taker ? steps + 1 : steps))
        const judged = judge(moved)
        if (judged.cost < best.cost - 0.001) best = { moved, ...judged }
      }
    }
    if (best === before) break
  }
  return { widths: best.moved.map((steps, column) => widthAt(column, steps)), height: best.height }
}
