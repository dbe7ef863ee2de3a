/**
 * Tables: rows of cells, with a header row that is read once and drawn again on each further page.
 *
 * @module
 */
import type { Cell, Table } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Owner, Tag } from './boxes.ts'
import { cellSlices, startsBlank } from './cell.ts'
import { bodyStyle, boldStyle, inset, type Place } from './place.ts'
import { heightOf, keptWhole, type RepeatedHeader, type Slice } from './slice.ts'
import { cellPadding, type Column } from './table-plan.ts'
import { isForPen, penRow } from './pen-rows.ts'
import { rowSlices, type RowCell, type RowLook } from './table-rows.ts'
import { textSlices } from './text-slices.ts'

const cellPlace = (column: Column, place: Place, parent: Tag = place.parent): Place => {
  const padding = cellPadding(place.theme)
  return inset({ ...place, x: place.x + column.x, width: column.width }, padding, parent, padding)
}

export const rowLook = (place: Place): RowLook => ({ rule: place.theme.colours.line, ruleWidth: 0.5 })

function headerCells(block: Table, columns: readonly Column[], owner: Tag | 'repeated', place: Place): RowCell[] {
  const row: Owner = owner === 'repeated' ? owner : { type: 'TR', parent: owner }
  return columns.map((column, i) => {
    const tag: Owner = typeof row === 'string' ? row : { type: 'TH', parent: row, scope: 'Column' }
    const slices = textSlices(block.header[i] ?? [], boldStyle(place.theme), tag, cellPlace(column, place))
    return { owner: tag, column, slices }
  })
}

function dataCell(cell: Cell, tag: Tag, column: Column, place: Place): RowCell {
  const { colours } = place.theme
  const body = bodyStyle(place.theme)
  const style = cell.shade === 'dark' ? { ...body, colour: colours.onBand } : body
  const ground = { light: colours.shadeLight, dark: colours.shadeDark }
  return {
    owner: tag,
    column,
    slices: cellSlices(cell, cellPlace(column, place, tag), style),
    blankFirst: startsBlank(cell),
    ...(cell.shade === undefined ? {} : { ground: ground[cell.shade] }),
  }
}

export function tableSlices(block: Table, place: Place): readonly Slice[] {
  // Columns without a row say nothing, and a head without a body is no table to whoever listens.
  if (block.rows.length === 0) return []
  const { theme } = place
  const table: Tag = {
    type: 'Table',
    parent: place.parent,
    ...(block.captionVisible ? {} : { summary: spansText(block.caption) }),
  }
  const captionTag: Tag = { type: 'Caption', parent: table }
  const caption = block.captionVisible ? textSlices(block.caption, boldStyle(theme), captionTag, place) : []
  const columns = place.columnsOf(block, place.width)
  const look: RowLook = { ground: theme.colours.tableHeader, rule: theme.colours.text, ruleWidth: 1 }
  const headRow = (owner: Tag | 'repeated'): readonly Slice[] =>
    rowSlices(headerCells(block, columns, owner, place), look, Infinity, place)
  const head = headRow({ type: 'THead', parent: table })
  const again = headRow('repeated')
  const header: RepeatedHeader = { height: heightOf(again), boxes: again.flatMap((slice) => slice.boxes) }

  const body: Tag = { type: 'TBody', parent: table }
  // Room that the caption, the header and a heading before them need on the same page.
  const tallest = place.pageHeight - header.height - heightOf(caption) - theme.headingPt[1] * 4
  const forPen = isForPen(block)
  const rows = block.rows.map((row) => {
    if (forPen) return [{ ...penRow(row, columns, body, place), header }]
    const tr: Tag = { type: 'TR', parent: body }
    const cells = columns.map((column, i): RowCell => {
      const tag: Tag = i === block.rowHeader ? { type: 'TH', parent: tr, scope: 'Row' } : { type: 'TD', parent: tr }
      return dataCell(row.cells[i] ?? {}, tag, column, place)
    })
    return rowSlices(cells, rowLook(place), tallest, place).map((slice) => ({ ...slice, header }))
  })
  const headGap = caption.length > 0 ? theme.paragraphGapPt * 0.5 : 0
  const slices = [
    ...caption.map((slice) => ({ ...slice, keepWithNext: true })),
    ...head.map((slice) => ({ ...slice, gap: headGap, keepWithNext: true, isHeader: header })),
  ]
  return wholeOrNearly([...slices.map((slice) => [slice]), ...rows], place)
}

/**
 * A small table is one thing to look at, so it stays on one page. The last row of any other is never alone on a page:
 * the one before goes with it.
 */
export function wholeOrNearly(rows: readonly (readonly Slice[])[], place: Place): readonly Slice[] {
  const slices = rows.flat()
  if (heightOf(slices) < place.pageHeight / 3) return keptWhole(slices)
  const [before, last] = rows.slice(-2)
  if (before === undefined || last === undefined) return slices
  if (heightOf([...before, ...last]) > place.pageHeight / 2) return slices
  return [...rows.slice(0, -2).flat(), ...before.map((slice) => ({ ...slice, keepWithNext: true })), ...last]
}
