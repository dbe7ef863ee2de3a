/**
 * A table that stays a table. On a narrow screen each row becomes a card with the column's name before each value; the
 * roles keep its rows, columns and headers for people who listen, which `display: block` would take away. A table of
 * many columns scrolls on its own where it does not fit, never the page.
 *
 * @module
 */
import type { Table } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { HtmlContext } from './html-context.ts'
import { escapeHtml } from './html-text.ts'
import { cellHtml, spansHtml } from './spans.ts'

// With more columns than this a table needs a wide screen.
const columnsOnTablet = 6

export function table(block: Table, context: HtmlContext): string {
  // Columns without a row say nothing, and a head without a body is no table to whoever listens.
  if (block.rows.length === 0) return ''
  const name = escapeHtml(spansText(block.caption))
  const caption = block.captionVisible
    ? `<caption class="nhsuk-table__caption">${spansHtml(block.caption, context)}</caption>`
    : ''
  const isWide = block.shares.length > columnsOnTablet
  const header = block.shares.map((_, column) => {
    const words = spansHtml(block.header[column] ?? [], context)
    // A header without words names nothing.
    if (words === '') return '<td role="cell" class="nhsuk-table__header"></td>'
    return `<th role="columnheader" scope="col" class="nhsuk-table__header">${words}</th>`
  })
  const html =
    `<table role="table" class="nhsuk-table${isWide ? ' wide' : ''}"${block.captionVisible ? '' : ` aria-label="${name}"`}>${caption}` +
    `<colgroup>${columns(block.shares, context)}</colgroup>` +
    `<thead role="rowgroup" class="nhsuk-table__head"><tr role="row">${header.join('')}</tr></thead>` +
    `<tbody role="rowgroup" class="nhsuk-table__body">${block.rows.map((row) => bodyRow(row, block, context)).join('\n')}</tbody></table>`
  // Whoever has no mouse scrolls with the keys, for which the region must take the focus.
  return isWide ? `<div class="scroll" role="region" aria-label="${name}" tabindex="0">${html}</div>` : html
}

function bodyRow(row: Table['rows'][number], block: Table, context: HtmlContext): string {
  const cells = block.shares.map((_, column) => {
    const cell = row.cells[column] ?? {}
    const heading = spansText(block.header[column] ?? [])
    const label = heading === '' ? '' : ` data-label="${escapeHtml(heading)}"`
    const shade = cell.shade === undefined ? '' : ` shade-${cell.shade}`
    const attributes = `class="nhsuk-table__cell${shade}"${label}`
    const content = cellHtml(cell, context)
    // A row header without words would name its row "".
    return column === block.rowHeader && content !== ''
      ? `<th role="rowheader" scope="row" ${attributes}>${content}</th>`
      : `<td role="cell" ${attributes}>${content}</td>`
  })
  return `<tr role="row">${cells.join('')}</tr>`
}

function columns(shares: readonly number[], context: HtmlContext): string {
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares
    .map((share) => {
      const percent = Math.round((share / total) * 100)
      context.columnPercents.add(percent)
      return `<col class="width-${percent}">`
    })
    .join('')
}
