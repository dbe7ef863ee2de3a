/**
 * Calculates the columns of a table. All tables of a kind in a document share one plan, so that columns align on every
 * page.
 *
 * Where columns side by side would leave space for only a word or two on a line, as in large print, each row gets two
 * decks: the first columns above, the others below. The header row has the same decks, so every value is still below
 * its column's name, and the reading order stays.
 *
 * @module
 */
import type { Block, Cell, Span, Table } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Theme } from '../../document/theme.ts'
import { allBlocks } from '../../document/walk.ts'
import { bodyStyle, boldStyle, type LayoutColumn, type TextStyle, widestWordOf, widthOf } from './place.ts'

interface Measured {
  /** Width of the longest word or field, in points. */
  readonly least: number
  /** Width of each line of the cell if it were never broken. */
  readonly lines: readonly number[]
}

interface Fit {
  readonly widths: readonly number[]
  /** The lines that all rows need, plus a small penalty for each line of a cell: text reads better unbroken. */
  readonly cost: number
}

/** Steps in a table's width. */
const STEPS = 40
/** Steps of one move: a small move may save nothing where a larger one saves a line. */
const STRIDES = [1, 2, 4, 7]
const MOST_MOVES = 8
/** Evenly spread rows that are measured: this many give the same result as all. */
const MOST_ROWS = 60

function linesOf({ lines }: Measured, room: number): number {
  let count = 0
  for (const line of lines) count += Math.max(1, Math.ceil(line / room))
  return count
}

/**
 * Widths of columns that save lines: it starts from the table's shares, then moves width step by step to the columns
 * that need it most.
 *
 * @param padding space within each column that its text cannot use
 * @param width available width; the widths add up to it
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

  const every = Math.ceil(rows.length / MOST_ROWS)
  const judged = rows.filter((_, i) => i % every === 0)
  // Lines of each row's cell in one column, by width tried.
  const known = start.map(() => new Map<number, readonly number[]>())
  const linesAt = (column: number, steps: number): readonly number[] => {
    let lines = known[column]?.get(steps)
    if (lines === undefined) {
      const room = widthAt(column, steps) - padding
      lines = judged.map((row) => linesOf(row[column] ?? { least: 0, lines: [] }, room))
      known[column]?.set(steps, lines)
    }
    return lines
  }
  // Moving away from the table's shares must pay off: about one line saved in thirty rows for each step.
  const columns: (readonly number[])[] = []
  const judge = (moved: readonly number[]): number => {
    let strain = 0
    for (let column = 0; column < moved.length; column += 1) {
      const steps = moved[column] ?? 0
      columns[column] = linesAt(column, steps)
      strain += Math.abs(steps)
    }
    let height = 0
    let all = 0
    for (let row = 0; row < judged.length; row += 1) {
      let tallest = 1
      for (const lines of columns) {
        const count = lines[row] ?? 0
        all += count
        if (count > tallest) tallest = count
      }
      height += tallest
    }
    return height + 0.1 * all + strain * (judged.length / 60)
  }

  const unmoved = start.map(() => 0)
  let best = { moved: unmoved, cost: judge(unmoved) }
  for (let round = 0; round < MOST_MOVES; round += 1) {
    const before = best
    // One list is reused for all attempts: thousands of moves are judged for each table.
    const moved = [...before.moved]
    for (let giver = 0; giver < moved.length; giver += 1)
      for (const stride of STRIDES) {
        const given = (before.moved[giver] ?? 0) - stride
        if (widthAt(giver, given) < (least[giver] ?? 0)) break
        moved[giver] = given
        for (let taker = 0; taker < moved.length; taker += 1) {
          if (taker === giver) continue
          moved[taker] = (before.moved[taker] ?? 0) + stride
          const cost = judge(moved)
          if (cost < best.cost - 0.001) best = { moved: [...moved], cost }
          moved[taker] = before.moved[taker] ?? 0
        }
        moved[giver] = before.moved[giver] ?? 0
      }
    if (best === before) break
  }
  return {
    widths: best.moved.map((steps, column) => widthAt(column, steps)),
    cost: (best.cost * rows.length) / judged.length,
  }
}

/**
 * Widths of a table's columns by their shares, except that no column divides a word that the table has room for.
 *
 * @param shares how the width is divided
 * @param least the width that each column needs for its longest word
 * @param width available width; the result adds up to it
 */
export function columnWidths(shares: readonly number[], least: readonly number[], width: number): readonly number[] {
  // A single very long word, such as an address, must not starve the other columns: it is divided instead.
  const limit = Math.max(width * 0.45, width / shares.length)
  const needs = shares.map((_, i) => Math.min(least[i] ?? 0, limit))
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const needed = sum(needs)
  if (needed >= width) return needs.map((need) => (need / needed) * width)

  const fixed = new Set<number>()
  for (;;) {
    const free = shares.map((_, i) => i).filter((i) => !fixed.has(i))
    const room = width - sum(needs.filter((_, i) => fixed.has(i)))
    const share = sum(free.map((i) => shares[i] ?? 0))
    const tooNarrow = free.filter((i) => ((shares[i] ?? 0) / share) * room < (needs[i] ?? 0) - 0.01)
    if (tooNarrow.length === 0)
      return shares.map((value, i) => (fixed.has(i) ? (needs[i] ?? 0) : (value / share) * room))
    for (const i of tooNarrow) fixed.add(i)
  }
}

interface TablePlan {
  readonly columns: readonly LayoutColumn[]
  /** Lines that all rows need, as `fitColumns` counts them. */
  readonly cost: number
}

/** Two decks are harder to scan than one, so they must save this share of the lines. */
const WORTH_A_DECK = 0.15
/** Space between the decks, in lines. */
export const DECK_GAP = 0.4

/** Padding left and right of a cell's text, in points. */
export const cellPadding = (theme: Theme): number => theme.cellSidePt

const kindOf = (table: Table): string => [table.shares.join(':'), ...table.header.map(spansText)].join('\n')

/** True for a log: every cell below the header is a blank for a pen. */
export const isForPen = ({ rows }: Table): boolean =>
  rows.length > 0 &&
  rows.every(({ cells }) =>
    cells.every(({ field, spans }) => field?.printOnly === true && field.kind !== 'check' && spans === undefined),
  )

/** The minimum width of a cell without dividing a word, in points. */
export function leastWidth(cell: Cell, style: TextStyle, tickBoxPt: number): number {
  const lines = [...(cell.spans === undefined ? [] : [cell.spans]), ...(cell.more ?? [])]
  const words = lines.reduce((widest, spans) => Math.max(widest, widestWordOf(spans, style)), 0)
  if (cell.field === undefined) return words
  if (cell.field.kind !== 'check') return Math.max(words, style.size * 3)
  return tickBoxPt + (words === 0 ? 0 : words + style.size * 0.6)
}

function measure(cell: Cell, style: TextStyle, theme: Theme): Measured {
  const spans: readonly (readonly Span[])[] = [...(cell.spans === undefined ? [] : [cell.spans]), ...(cell.more ?? [])]
  const box = cell.field?.kind === 'check' ? theme.tickBoxPt + theme.bodyPt * 0.6 : 0
  const blank = cell.field !== undefined && cell.field.kind !== 'check' ? (cell.field.lines ?? 1) : 0
  return {
    least: leastWidth(cell, style, theme.tickBoxPt),
    lines: [...spans.map((line) => widthOf(line, style) + box), ...Array.from({ length: blank }, () => 0)],
  }
}

const side = (widths: readonly number[], x: number, deck: number): readonly LayoutColumn[] => {
  let left = x
  return widths.map((width) => {
    const column = { x: left, width, deck }
    left += width
    return column
  })
}

function planTable(tables: readonly Table[], theme: Theme, width: number): readonly LayoutColumn[] {
  const shares = tables[0]?.shares ?? []
  const padding = 2 * cellPadding(theme) + 0.1
  const rows = tables.flatMap((table) => [
    shares.map((_, i) => measure({ spans: table.header[i] ?? [] }, boldStyle(theme), theme)),
    ...table.rows.map((row) => shares.map((_, i) => measure(row.cells[i] ?? {}, bodyStyle(theme), theme))),
  ])
  const fit = (from: number, to: number, room: number) =>
    fitColumns(
      shares.slice(from, to),
      rows.map((row) => row.slice(from, to)),
      padding,
      room,
    )
  // Handwriting cannot be measured, so the author's shares decide.
  if (tables.every(isForPen)) {
    const least = shares.map((_, i) => Math.max(0, ...rows.map((row) => row[i]?.least ?? 0)) + padding)
    return side(columnWidths(shares, least, width), 0, 0)
  }
  // The lower deck starts beside a column of tick boxes, not under it.
  const ticks = tables.every((table) =>
    table.rows.every(({ cells: [cell] }) => cell?.field?.kind === 'check' && !cell.spans),
  )

  const whole = fit(0, shares.length, width)
  const oneDeck: TablePlan = { columns: side(whole.widths, 0, 0), cost: whole.cost * (1 - WORTH_A_DECK) }
  const leastOfTwo = rows.length * (2 + DECK_GAP)
  if (oneDeck.cost <= leastOfTwo) return oneDeck.columns
  const twoDecks = shares.slice(1).map((_, i): TablePlan => {
    const split = i + 1
    const above = fit(0, split, width)
    const indent = ticks && split > 1 ? (above.widths[0] ?? 0) : 0
    const below = fit(split, shares.length, width - indent)
    return {
      columns: [...side(above.widths, 0, 0), ...side(below.widths, indent, 1)],
      cost: above.cost + below.cost + DECK_GAP * rows.length,
    }
  })
  return [oneDeck, ...twoDecks].reduce((best, plan) => (plan.cost < best.cost ? plan : best)).columns
}

/** @returns the columns of a table for the width that it has */
export function tablePlan(
  blocks: readonly Block[],
  theme: Theme,
): (table: Table, width: number) => readonly LayoutColumn[] {
  const kinds = new Map<string, Table[]>()
  for (const table of [...allBlocks(blocks)].filter((block) => block.type === 'table'))
    kinds.set(kindOf(table), [...(kinds.get(kindOf(table)) ?? []), table])
  const known = new Map<string, readonly LayoutColumn[]>()
  return (table, width) => {
    const kind = kindOf(table)
    const key = `${width} ${kind}`
    const columns = known.get(key) ?? planTable(kinds.get(kind) ?? [table], theme, width)
    known.set(key, columns)
    return columns
  }
}
