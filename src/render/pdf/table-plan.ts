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
import type { Block, Cell, Facts, Span, Table } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import { columnsByKind, columnWidths, fitColumns, longestLine, type Measured } from '../fit-columns.ts'
import { bodyStyle, boldStyle, type LayoutColumn, type TextStyle, widestWordOf, wordsOf } from './place.ts'

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
  return {
    least: leastWidth(cell, style, theme.tickBoxPt),
    lines: spans.map((line) => wordsOf(line, style)),
    beside: box,
    blank: cell.field !== undefined && cell.field.kind !== 'check' ? (cell.field.lines ?? 1) : 0,
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

export const valueStyle = ({ large }: Facts, theme: Theme): TextStyle =>
  large === true ? { ...boldStyle(theme), size: theme.headingPt[1] } : bodyStyle(theme)

/** Names are no wider than the longest needs; the rest is for values. */
export function factColumns(block: Facts, theme: Theme, width: number): readonly [number, number] {
  const measured = block.rows.map(({ label, value }) => [
    measure({ spans: label }, boldStyle(theme), theme),
    { ...measure(value, valueStyle(block, theme), theme), blank: 0 },
  ])
  const gap = 2 * cellPadding(theme) + 0.1
  const [left = 0] = fitColumns([1, 2], measured, gap, width).widths
  const longest = Math.max(0, ...measured.map(([name]) => (name === undefined ? 0 : longestLine(name)))) + gap
  const name = Math.min(left, longest)
  return [name, width - name]
}

/** @returns the columns of a table for the width that it has */
export const tablePlan = (
  blocks: readonly Block[],
  theme: Theme,
): ((table: Table, width: number) => readonly LayoutColumn[]) =>
  columnsByKind(blocks, (tables, width) => planTable(tables, theme, width))
