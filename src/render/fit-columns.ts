/**
 * Divides the width of a table among its columns by what is in them: no column is wider than its longest line needs, none
 * divides a word, and what is left goes where it saves lines. The author's shares are a hint, except for blanks, because
 * handwriting cannot be measured.
 *
 * @module
 */
import type { Block, Columns, Table } from '../document/document.ts'
import { blockLines, spansText } from '../document/plain-text.ts'
import type { Theme } from '../document/theme.ts'
import { allBlocks } from '../document/walk.ts'

/** A cell, measured. Lengths are in points, without padding. */
export interface Measured {
  /** Width of the longest word or field. */
  readonly least: number
  /** Widths of the words of each line, with the space after a word. */
  readonly lines: readonly (readonly number[])[]
  /** What stands beside each line, such as a box to tick. */
  readonly beside?: number
  /** Lines of a blank to write in. */
  readonly blank?: number
}

interface Fit {
  readonly widths: readonly number[]
  /** The lines that all rows need, plus a small penalty for each line of a cell: text reads better unbroken. */
  readonly cost: number
}

/** Steps in a table's width. */
const STEPS = 60
/** Steps of one move: a small move may save nothing where a larger one saves a line. */
const STRIDES = [1, 2, 4, 7, 12]
const MOST_MOVES = 12
/** Evenly spread rows that are measured: this many give the same result as all. */
const MOST_ROWS = 60
/** A column of blanks keeps this much of its author's share. */
const KEPT_OF_BLANKS = 0.8
/** Moving away from the start must pay off: about one line saved in this many rows for each step. */
const ROWS_FOR_A_LINE = 150

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The lines that words take in a column of this width. */
function linesOf({ lines, beside = 0, blank = 0 }: Measured, width: number): number {
  const room = width - beside
  let count = blank
  for (const words of lines) {
    let used = 0
    count += 1
    for (const word of words) {
      if (used > 0 && used + word > room + 0.01) {
        count += 1
        used = 0
      }
      used += word
      // A word that is wider than the column is divided.
      while (used > room + 0.01 && room > 0) {
        count += 1
        used -= room
      }
    }
  }
  return count
}

/**
 * @param shares the author's, for the columns' proportions where content does not decide
 * @param padding space within each column that its text cannot use
 * @param width available width; the widths add up to it
 */
export function fitColumns(
  shares: readonly number[],
  rows: readonly (readonly Measured[])[],
  padding: number,
  width: number,
): Fit {
  const total = sum(shares)
  const share = (column: number): number => ((shares[column] ?? 0) / total) * width
  const blank = shares.map((_, i) => rows.some((row) => (row[i]?.blank ?? 0) > 0))
  const words = shares.map((_, i) => Math.max(0, ...rows.map((row) => row[i]?.least ?? 0)) + padding)
  const least = words.map((need, i) => (blank[i] === true ? Math.max(need, share(i) * KEPT_OF_BLANKS) : need))
  const most = least.map((need, i) =>
    Math.max(need, blank[i] === true ? share(i) : 0, ...rows.map((row) => longestLine(row[i]) + padding)),
  )
  if (sum(most) <= width || sum(least) >= width) {
    const widths = sum(least) >= width ? columnWidths(shares, words, width) : spread(most, growing(rows, shares), width)
    const lines = rows.map((row) => row.map((cell, i) => linesOf(cell, (widths[i] ?? 0) - padding)))
    return { widths, cost: sum(lines.map((row) => Math.max(1, ...row) + 0.05 * sum(row))) }
  }
  return searched(between(shares, least, most, width), least, most, rows, padding, width)
}

/** The width that a cell needs if none of its lines is broken, in points. */
export const longestLine = (cell: Measured | undefined): number =>
  Math.max(0, ...(cell?.lines ?? []).map((line) => sum(line) + (cell?.beside ?? 0)))

/** Columns that are given what nobody needs: those with words in more than their header. */
function growing(rows: readonly (readonly Measured[])[], shares: readonly number[]): readonly boolean[] {
  const worded = shares.map((_, i) =>
    rows.slice(1).some((row) => (row[i]?.lines ?? []).some((line) => line.length > 0)),
  )
  return worded.includes(true) ? worded : shares.map(() => true)
}

function spread(most: readonly number[], grows: readonly boolean[], width: number): readonly number[] {
  const left = width - sum(most)
  const growing = sum(most.filter((_, i) => grows[i]))
  return most.map((need, i) => need + (grows[i] === true ? (left * need) / growing : 0))
}

/** By the shares, but none below its least or above its most. */
function between(
  shares: readonly number[],
  least: readonly number[],
  most: readonly number[],
  width: number,
): readonly number[] {
  const at = (scale: number): number[] =>
    shares.map((share, i) => Math.min(most[i] ?? 0, Math.max(least[i] ?? 0, share * scale)))
  let [low, high] = [0, 1]
  while (sum(at(high)) < width && high < 1e9) high *= 2
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2
    if (sum(at(middle)) < width) low = middle
    else high = middle
  }
  const found = at(high)
  const over = sum(found) - width
  return found.map((one) => one - (over * one) / (width + over))
}

/** Moves width step by step to the columns that need it most. */
function searched(
  start: readonly number[],
  least: readonly number[],
  most: readonly number[],
  rows: readonly (readonly Measured[])[],
  padding: number,
  width: number,
): Fit {
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
    return height + 0.05 * all + strain * (judged.length / ROWS_FOR_A_LINE)
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
          const taken = (before.moved[taker] ?? 0) + stride
          if (widthAt(taker, taken) > (most[taker] ?? 0) + step) continue
          moved[taker] = taken
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
 * Widths of columns by their shares, except that no column divides a word that the table has room for.
 *
 * @param shares how the width is divided
 * @param least the width that each column needs for its longest word
 * @param width available width; the result adds up to it
 */
export function columnWidths(shares: readonly number[], least: readonly number[], width: number): readonly number[] {
  // A single very long word, such as an address, must not starve the other columns: it is divided instead.
  const limit = Math.max(width * 0.45, width / shares.length)
  const needs = shares.map((_, i) => Math.min(least[i] ?? 0, limit))
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

/**
 * Columns of all tables of a document: those of a kind, which have the same header, share theirs, so that they align on
 * every page.
 *
 * @param plan the columns of tables of one kind, at a width
 */
export function columnsByKind<Columns>(
  blocks: readonly Block[],
  plan: (tables: readonly [Table, ...Table[]], width: number) => Columns,
): (table: Table, width: number) => Columns {
  const kindOf = (table: Table): string => [table.shares.join(':'), ...table.header.map(spansText)].join('\n')
  const kinds = new Map<string, [Table, ...Table[]]>()
  for (const block of allBlocks(blocks)) {
    if (block.type !== 'table') continue
    const kind = kindOf(block)
    const others = kinds.get(kind)
    if (others === undefined) kinds.set(kind, [block])
    else others.push(block)
  }
  const known = new Map<string, Columns>()
  return (table, width) => {
    const kind = kindOf(table)
    const key = `${width} ${kind}`
    const columns = known.get(key) ?? plan(kinds.get(kind) ?? [table], width)
    known.set(key, columns)
    return columns
  }
}

/** Between columns side by side, in units of the theme. */
const BESIDE_GAP = 4
/** Narrower than this part of an equal share, a column has too few words on a line. */
const NARROWEST = 0.86
/** Characters that have room after the end of an item, on average. */
const LOST_AT_END = 25

/** @returns the widths of columns side by side, in points, such that they are about as high as each other */
export function besideWidths(
  { columns }: Columns,
  width: number,
  { unitPt }: Theme,
): { readonly widths: readonly number[]; readonly gap: number } {
  const gap = unitPt * BESIDE_GAP
  const room = width - gap * (columns.length - 1)
  const lengths = columns.map((column) => sum(column.flatMap(blockLines).map((line) => line.length + LOST_AT_END)))
  const least = lengths.map(() => (room / columns.length) * NARROWEST)
  return { widths: columnWidths(lengths, least, room), gap }
}
