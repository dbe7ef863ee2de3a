/**
 * Tables and facts: rows of cells, with a header row that is read once and drawn again on each further page.
 *
 * @module
 */
import type { Cell, Facts, Table } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Owner, Tag } from './boxes.ts'
import { cellSlices, leastWidth, startsBlank } from './cell.ts'
import { cellPadding } from './column-plan.ts'
import { columnWidths } from './column-widths.ts'
import { bodyStyle, boldStyle, type Place } from './place.ts'
import { heightOf, keptWhole, type RepeatedHeader, type Slice } from './slice.ts'
import { rowSlices, type Column, type RowCell, type RowLook } from './table-rows.ts'
import { textSlices, type TextStyle } from './text-slices.ts'

/** Columns from left to right. */
function toColumns(widths: readonly number[], place: Place): readonly Column[] {
  let x = place.x
  return widths.map((width) => {
    const column = { x, width }
    x += width
    return column
  })
}

const padCells = (cells: readonly Cell[], count: number): readonly Cell[] =>
  Array.from({ length: count }, (_, i) => cells[i] ?? {})

function headerCells(block: Table, columns: readonly Column[], owner: Tag | 'repeated', place: Place): RowCell[] {
  const row: Owner = owner === 'repeated' ? owner : { type: 'TR', parent: owner }
  return columns.map((column, i) => {
    const tag: Owner = typeof row === 'string' ? row : { type: 'TH', parent: row, scope: 'Column' }
    const inner = cellPlace(column, place)
    return { owner: tag, slices: textSlices(block.header[i] ?? [], boldStyle(place.theme), tag, inner) }
  })
}

const cellPlace = (column: Column, place: Place, parent: Tag = place.parent): Place => ({
  ...place,
  x: column.x + cellPadding(place.theme),
  width: column.width - 2 * cellPadding(place.theme),
  parent,
})

export function tableSlices(block: Table, place: Place): readonly Slice[] {
  const { theme } = place
  const table: Tag = {
    type: 'Table',
    parent: place.parent,
    ...(block.captionVisible ? {} : { summary: spansText(block.caption) }),
  }
  const caption = block.captionVisible
    ? textSlices(block.caption, boldStyle(theme), { type: 'Caption', parent: table }, place)
    : []
  const columns = toColumns(place.columnsOf(block, place.width), place)
  const look: RowLook = { ground: theme.colours.tableHeader, rule: theme.colours.text, ruleWidth: 1 }
  const limit = Infinity
  const head = rowSlices(
    headerCells(block, columns, { type: 'THead', parent: table }, place),
    columns,
    look,
    limit,
    place,
  )
  const again = rowSlices(headerCells(block, columns, 'repeated', place), columns, look, limit, place)
  const header: RepeatedHeader = { height: heightOf(again), boxes: again.flatMap((slice) => slice.boxes) }

  const body: Tag = { type: 'TBody', parent: table }
  // Room that the caption, the repeated header and a heading before them need on the same page.
  const tallest = place.pageHeight - header.height - heightOf(caption) - theme.headingPt[1] * 4
  const rows = block.rows.flatMap((row) => {
    const tr: Tag = { type: 'TR', parent: body }
    const cells = padCells(row.cells, columns.length).map((cell, i): RowCell => {
      const tag: Tag = i === block.rowHeader ? { type: 'TH', parent: tr, scope: 'Row' } : { type: 'TD', parent: tr }
      return dataCell(cell, tag, columns[i] ?? { x: place.x, width: 0 }, place)
    })
    return [rowSlices(cells, columns, rowLook(place), tallest, place).map((slice) => ({ ...slice, header }))]
  })
  const slices = [
    ...caption.map((slice) => ({ ...slice, keepWithNext: true })),
    ...head.map((slice, i) => ({
      ...slice,
      gap: i === 0 && caption.length > 0 ? theme.paragraphGapPt * 0.5 : 0,
      keepWithNext: rows.length > 0,
      isHeader: header,
    })),
    ...lastTwoTogether(rows, place).flat(),
  ]
  return isSmall(slices, place) ? keptWhole(slices) : slices
}

const rowLook = (place: Place): RowLook => ({ rule: place.theme.colours.line, ruleWidth: 0.5 })

function dataCell(cell: Cell, tag: Tag, column: Column, place: Place): RowCell {
  const { theme } = place
  const style = cell.shade === 'dark' ? { ...bodyStyle(theme), colour: theme.colours.onBand } : bodyStyle(theme)
  const ground = { light: theme.colours.shadeLight, dark: theme.colours.shadeDark }
  return {
    owner: tag,
    slices: cellSlices(cell, cellPlace(column, place, tag), style),
    blankFirst: startsBlank(cell),
    ...(cell.shade === undefined ? {} : { ground: ground[cell.shade] }),
  }
}

/**
 * Names on the left, values or blanks on the right: a table whose rows have headers and whose columns need none. It has
 * no ground of its own, so its words stand on the same lines as the text around it.
 */
export function factsSlices(block: Facts, place: Place): readonly Slice[] {
  const { theme } = place
  const gap = cellPadding(theme) * 2
  const least = (cells: readonly Cell[], style: TextStyle): number =>
    Math.max(0, ...cells.map((cell) => leastWidth(cell, style, theme.tickBoxPt)))
  const names = block.rows.map((row) => ({ spans: row.label }))
  const values = block.rows.map((row) => row.value)
  const [left = 0, right = 0] = columnWidths(
    [1, 2],
    [least(names, boldStyle(theme)) + gap, least(values, bodyStyle(theme))],
    place.width,
  )
  const columns = toColumns([left, right], place)
  const body: Tag = { type: 'TBody', parent: { type: 'Table', parent: place.parent } }
  const tallest = place.pageHeight - theme.headingPt[1] * 4
  const rows = block.rows.map((row) => {
    const tr: Tag = { type: 'TR', parent: body }
    const name: Tag = { type: 'TH', parent: tr, scope: 'Row' }
    const value: Tag = { type: 'TD', parent: tr }
    const namePlace: Place = { ...place, width: left - gap, parent: name }
    const valuePlace: Place = { ...place, x: place.x + left, width: right, parent: value }
    const cells: RowCell[] = [
      { owner: name, slices: textSlices(row.label, boldStyle(theme), name, namePlace) },
      { owner: value, slices: cellSlices(row.value, valuePlace), blankFirst: startsBlank(row.value) },
    ]
    return rowSlices(cells, columns, rowLook(place), tallest, place)
  })
  return isSmall(rows.flat(), place) ? keptWhole(rows.flat()) : lastTwoTogether(rows, place).flat()
}

/** A small table is one thing to look at, so it stays on one page. */
const isSmall = (slices: readonly Slice[], place: Place): boolean => heightOf(slices) < place.pageHeight / 3

/** The last row is never alone on a page: the one before goes with it. */
function lastTwoTogether(rows: readonly (readonly Slice[])[], place: Place): readonly (readonly Slice[])[] {
  const [before, last] = rows.slice(-2)
  if (before === undefined || last === undefined) return rows
  if (heightOf([...before, ...last]) > place.pageHeight / 2) return rows
  return [...rows.slice(0, -2), before.map((slice) => ({ ...slice, keepWithNext: true })), last]
}
