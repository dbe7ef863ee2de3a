/**
 * Tables and facts: rows of cells, with a header row that is read once and drawn again on each further page.
 *
 * @module
 */
import type { Cell, Facts, Table } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Owner, Tag } from './boxes.ts'
import { cellSlices, leastWidth } from './cell.ts'
import { columnWidths } from './column-widths.ts'
import { bodyStyle, boldStyle, type Place } from './place.ts'
import { heightOf, type RepeatedHeader, type Slice } from './slice.ts'
import { rowSlices, type Column, type RowCell, type RowLook } from './table-rows.ts'
import { textSlices } from './text-slices.ts'

const paddingX = (place: Place): number => place.theme.bodyPt * 0.5

/** Columns from left to right; words start at the table's edge only where a shade needs no room for itself. */
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
  x: column.x + paddingX(place),
  width: column.width - 2 * paddingX(place),
  parent,
})

function widthsOf(block: Table, place: Place): readonly number[] {
  const { theme } = place
  const least = block.shares.map((_, i) => {
    const body = block.rows.map((row) => leastWidth(row.cells[i] ?? {}, bodyStyle(theme), theme.tickBoxPt))
    const head = leastWidth({ spans: block.header[i] ?? [] }, boldStyle(theme), theme.tickBoxPt)
    return Math.max(head, ...body) + 2 * paddingX(place) + 0.1
  })
  return columnWidths(block.shares, least, place.width)
}

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
  const columns = toColumns(widthsOf(block, place), place)
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
    return rowSlices(cells, columns, rowLook(place), tallest, place).map((slice) => ({ ...slice, header }))
  })
  return [
    ...caption.map((slice) => ({ ...slice, keepWithNext: true })),
    ...head.map((slice, i) => ({
      ...slice,
      gap: i === 0 && caption.length > 0 ? theme.paragraphGapPt * 0.5 : 0,
      keepWithNext: rows.length > 0,
      isHeader: header,
    })),
    ...rows,
  ]
}

const rowLook = (place: Place): RowLook => ({ rule: place.theme.colours.line, ruleWidth: 0.5 })

function dataCell(cell: Cell, tag: Tag, column: Column, place: Place): RowCell {
  const { theme } = place
  const style = cell.shade === 'dark' ? { ...bodyStyle(theme), colour: theme.colours.onBand } : bodyStyle(theme)
  const ground = { light: theme.colours.shadeLight, dark: theme.colours.shadeDark }
  return {
    owner: tag,
    slices: cellSlices(cell, cellPlace(column, place, tag), style),
    ...(cell.shade === undefined ? {} : { ground: ground[cell.shade] }),
  }
}

/** Names on the left, values or blanks on the right: a table whose rows have headers and whose columns need none. */
export function factsSlices(block: Facts, place: Place): readonly Slice[] {
  const { theme } = place
  const least = (cells: readonly Cell[], style = bodyStyle(theme)): number =>
    Math.max(0, ...cells.map((cell) => leastWidth(cell, style, theme.tickBoxPt))) + 2 * paddingX(place) + 0.1
  const widths = columnWidths(
    [1, 2],
    [
      least(
        block.rows.map((row) => ({ spans: row.label })),
        boldStyle(theme),
      ),
      least(block.rows.map((row) => row.value)),
    ],
    place.width,
  )
  const columns = toColumns(widths, place)
  const body: Tag = { type: 'TBody', parent: { type: 'Table', parent: place.parent } }
  const tallest = place.pageHeight - theme.headingPt[1] * 4
  const rows = block.rows.map((row) => {
    const tr: Tag = { type: 'TR', parent: body }
    const name: Tag = { type: 'TH', parent: tr, scope: 'Row' }
    const [left = { x: place.x, width: 0 }, right = left] = columns
    const cells: RowCell[] = [
      { owner: name, slices: textSlices(row.label, boldStyle(theme), name, cellPlace(left, place, name)) },
      dataCell(row.value, { type: 'TD', parent: tr }, right, place),
    ]
    return rowSlices(cells, columns, rowLook(place), tallest, place)
  })
  // A short set of facts is one thing to look at, so it stays on one page.
  const slices = rows.flat()
  const whole = heightOf(slices) < place.pageHeight / 3
  return slices.map((slice, i) => (whole && i < slices.length - 1 ? { ...slice, keepWithNext: true } : slice))
}
