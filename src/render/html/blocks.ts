/**
 * Writes blocks as HTML: one writer per type.
 *
 * @module
 */
import {
  type Address,
  type Block,
  type BlockTable,
  type Cover,
  type Picture,
  renderBlock,
  type Table,
  tickedItem,
} from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { sizeOfLogo } from '../../document/theme.ts'
import { cellHtml, escapeHtml, fieldHtml, type HtmlContext, linesHtml, spansHtml } from './spans.ts'
import { timeline } from './timeline.ts'

// With more columns than this, a table needs a wide screen.
const columnsOnTablet = 6

/**
 * A table that stays a table. On a narrow screen each row becomes a card with the column’s name before each value; the roles
 * keep its rows, columns and headers for screen-reader users, which `display: block` would remove. A table of many columns
 * scrolls by itself where it does not fit, never the page.
 */
function table(block: Table, context: HtmlContext): string {
  // Screen readers announce an empty table, so it is skipped.
  if (block.rows.length === 0) return ''
  const name = escapeHtml(spansText(block.caption))
  const caption = block.captionVisible
    ? `<caption class="nhsuk-table__caption">${spansHtml(block.caption, context)}</caption>`
    : ''
  const isWide = block.shares.length > columnsOnTablet
  const header = block.shares.map((_, column) => {
    const words = spansHtml(block.header[column] ?? [], context)
    // An empty header cell names nothing.
    if (words === '') return '<td role="cell" class="nhsuk-table__header"></td>'
    return `<th role="columnheader" scope="col" class="nhsuk-table__header">${words}</th>`
  })
  const html =
    `<table role="table" class="nhsuk-table${isWide ? ' wide' : ''}"${block.captionVisible ? '' : ` aria-label="${name}"`}>${caption}` +
    `<colgroup>${columns(block.shares, context)}</colgroup>` +
    `<thead role="rowgroup" class="nhsuk-table__head"><tr role="row">${header.join('')}</tr></thead>` +
    `<tbody role="rowgroup" class="nhsuk-table__body">${block.rows.map((row) => bodyRow(row, block, context)).join('\n')}</tbody></table>`
  // Keyboard users can scroll only if the region can take the focus.
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
    // An empty row header would name its row "".
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

const writers: BlockTable<HtmlContext, string> = {
  heading: (block, context) => {
    // Headings in a letter are small at any level.
    const size = context.isLetter ? (['m', 's', 's', 's'] as const) : (['xl', 'l', 'm', 's'] as const)
    const page = block.newPage === true ? ' new-page' : ''
    return `<h${block.level} id="${escapeHtml(block.id)}" class="nhsuk-heading-${size[block.level - 1] ?? 's'}${page}">${spansHtml(block.spans, context)}</h${block.level}>`
  },
  paragraph: (block, context) => {
    const style = block.role === 'lead' ? 'nhsuk-body-l' : block.role === 'small' ? 'nhsuk-body-s' : 'nhsuk-body'
    return `<p class="${style}">${spansHtml(block.spans, context)}</p>`
  },
  list: (block, context) => {
    const tag = block.ordered ? 'ol' : 'ul'
    const start = block.ordered && block.start !== undefined && block.start !== 1 ? ` start="${block.start}"` : ''
    const items = block.items.map((blocks) => {
      const tick = tickedItem(block, blocks)
      if (tick === null) return `<li>${itemHtml(blocks, context)}</li>`
      context.state.hasInlineFields = true
      return `<li class="to-tick">${fieldHtml(tick.field, context)} ${itemHtml(tick.blocks, context)}</li>`
    })
    return `<${tag} class="nhsuk-list nhsuk-list--${block.ordered ? 'number' : 'bullet'}"${start}>${items.join('')}</${tag}>`
  },
  table,
  facts: (block, context) => {
    const rows = block.rows.map(
      ({ label, value }) =>
        `<div class="nhsuk-summary-list__row"><dt class="nhsuk-summary-list__key">${spansHtml(label, context)}</dt>` +
        `<dd class="nhsuk-summary-list__value">${cellHtml(value, context)}</dd></div>`,
    )
    return `<dl class="nhsuk-summary-list">${rows.join('\n')}</dl>`
  },
  callout: (block, context) =>
    `<div class="nhsuk-inset-text callout-${block.kind}"><p class="callout-title"><strong>${spansHtml(block.title, context)}</strong></p>${blocksHtml(block.blocks, context)}</div>`,
  cover,
  address,
  'page-break': () => '<div class="page-break"></div>',
  sheet: (block, context) =>
    `<div class="sheet${block.wide === true ? ' wide-sheet' : ''}">${blocksHtml(block.blocks, context)}</div>`,
  timeline,
}

export function blocksHtml(blocks: readonly Block[], context: HtmlContext): string {
  const parts: string[] = []
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i]
    if (block === undefined) continue
    const html = renderBlock(writers, block, context)
    // The two addresses of a letter are side by side.
    const isAddress = context.isLetter && block.type === 'address'
    const opens = isAddress && blocks[i - 1]?.type !== 'address' ? '<div class="addresses">' : ''
    const closes = isAddress && blocks[i + 1]?.type !== 'address' ? '</div>' : ''
    parts.push(`${opens}${html}${closes}`)
  }
  return parts.join('\n')
}

/** An item of one paragraph needs no `<p>`. */
function itemHtml(blocks: readonly Block[], context: HtmlContext): string {
  const [first, ...rest] = blocks
  if (first?.type !== 'paragraph') return blocksHtml(blocks, context)
  return [spansHtml(first.spans, context), blocksHtml(rest, context)].filter((html) => html !== '').join('\n')
}

function logo(picture: Picture): string {
  const { width, height } = sizeOfLogo(picture, { bodyPt: PX_OF_BODY, air: 1 })
  const source = `data:image/${picture.type};base64,${picture.data}`
  return `<p class="logo"><img src="${source}" alt="${escapeHtml(picture.alt)}" width="${Math.round(width)}" height="${Math.round(height)}"></p>`
}

/** nhsuk-frontend's body text. */
const PX_OF_BODY = 19

function cover(block: Cover, context: HtmlContext): string {
  const lines = block.lines.map((spans) => `<p class="nhsuk-body">${spansHtml(spans, context)}</p>`)
  return (
    `<div class="cover">${block.logo === undefined ? '' : logo(block.logo)}<p class="nhsuk-caption-xl">${spansHtml(block.eyebrow, context)}</p>` +
    `<h1 class="nhsuk-heading-xl">${spansHtml(block.title, context)}</h1>${lines.join('\n')}</div>`
  )
}

function address(block: Address, context: HtmlContext): string {
  return `<p class="nhsuk-body address-${block.zone}">${linesHtml(block.lines, context)}</p>`
}
