/**
 * Writes blocks as HTML: one writer per type.
 *
 * @module
 */
import { asHtml, joined, type Markup, noMarkup } from '../../base/markup.ts'
import {
  type Address,
  type Block,
  type BlockTable,
  type Cell,
  type Cover,
  type Document,
  type Field,
  type Picture,
  renderBlock,
  type Table,
  tickedItem,
} from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { sizeOfLogo } from '../../document/theme.ts'
import { arrangedPart, copyHtml } from './controls.ts'
import { cellHtml, fieldHtml, type HtmlContext, isTicked, linesHtml, spansHtml, tickingHtml } from './spans.ts'
import { timeline } from './timeline.ts'

// With more columns than this, a table needs a wide screen.
const columnsOnTablet = 6

/**
 * A table that stays a table. On a narrow screen each row becomes a card with the column’s name before each value; the roles
 * keep its rows, columns and headers for screen-reader users, which `display: block` would remove. A table of many columns
 * scrolls by itself where it does not fit, never the page.
 */
function table(block: Table, context: HtmlContext): Markup {
  // Screen readers announce an empty table, so it is skipped.
  if (block.rows.length === 0) return noMarkup
  const name = spansText(block.caption)
  const caption = block.captionVisible
    ? asHtml`<caption class="nhsuk-table__caption">${spansHtml(block.caption, context)}</caption>`
    : noMarkup
  const isWide = block.shares.length > columnsOnTablet
  const header = block.shares.map((_, column) => {
    const words = spansHtml(block.header[column] ?? [], context)
    // An empty header cell names nothing.
    if (words.isEmpty) return asHtml`<td role="cell" class="nhsuk-table__header"></td>`
    return asHtml`<th role="columnheader" scope="col" class="nhsuk-table__header">${words}</th>`
  })
  const label = block.captionVisible ? noMarkup : asHtml` aria-label="${name}"`
  const head =
    block.header.length === 0
      ? noMarkup
      : asHtml`<thead role="rowgroup" class="nhsuk-table__head"><tr role="row">${header}</tr></thead>`
  const rows = joined(
    block.rows.map((row) => bodyRow(row, block, context)),
    '\n',
  )
  const body = asHtml`<tbody role="rowgroup" class="nhsuk-table__body">${rows}</tbody>`
  const parts = asHtml`${caption}<colgroup>${columns(block.shares, context)}</colgroup>${head}${body}`
  const whole = asHtml`<table role="table" class="nhsuk-table${isWide ? ' wide' : ''}"${label}>${parts}</table>`
  // Keyboard users can scroll only if the region can take the focus.
  return isWide ? asHtml`<div class="scroll" role="region" aria-label="${name}" tabindex="0">${whole}</div>` : whole
}

function bodyRow(row: Table['rows'][number], block: Table, context: HtmlContext): Markup {
  const cells = block.shares.map((_, column) => {
    const cell = row.cells[column] ?? {}
    const heading = spansText(block.header[column] ?? [])
    const label = heading === '' ? noMarkup : asHtml` data-label="${heading}"`
    const shade = cell.shade === undefined ? '' : ` shade-${cell.shade}`
    const attributes = asHtml`class="nhsuk-table__cell${shade}"${label}`
    const content = column === block.rowHeader ? rowHeaderHtml(cell, row, context) : cellHtml(cell, context)
    // An empty row header would name its row "".
    return column === block.rowHeader && !content.isEmpty
      ? asHtml`<th role="rowheader" scope="row" ${attributes}>${content}</th>`
      : asHtml`<td role="cell" ${attributes}>${content}</td>`
  })
  return asHtml`<tr role="row"${placeHtml(row, context)}>${cells}</tr>`
}

/** In a row with one box to tick, the words that name the row tick it. */
function rowHeaderHtml(cell: Cell, { cells }: Table['rows'][number], context: HtmlContext): Markup {
  const boxes = cells.flatMap(({ field }) => (field === undefined || !isTicked(field, context) ? [] : [field]))
  const [box] = boxes
  if (box === undefined || boxes.length > 1 || cell.field !== undefined) return cellHtml(cell, context)
  return tickingHtml(box, cell, context)
}

/** What the page's script needs to put a row in another order. */
function placeHtml({ place, cells }: Table['rows'][number], context: HtmlContext): Markup {
  if (place === undefined || !cells.some(({ field }) => field !== undefined && isTicked(field, context)))
    return noMarkup
  context.state.hasArrangedRows = true
  const { week, role, phase } = place.in
  return asHtml` data-week="${week}" data-role="${role}" data-phase="${phase}" data-helps="${place.helpers.join(' ')}" data-from="${place.from ?? ''}" data-due="${place.due ?? ''}"`
}

function columns(shares: readonly number[], context: HtmlContext): Markup {
  const total = shares.reduce((sum, share) => sum + share, 0)
  return joined(
    shares.map((share) => {
      const percent = Math.round((share / total) * 100)
      context.columnPercents.add(percent)
      return asHtml`<col class="width-${percent}">`
    }),
  )
}

const writers: BlockTable<HtmlContext, Markup> = {
  heading: (block, context) => {
    // Headings in a letter are small at any level.
    const size = context.isLetter ? (['m', 's', 's', 's'] as const) : (['xl', 'l', 'm', 's'] as const)
    const page = block.newPage === true ? ' new-page' : ''
    if (block.copies !== undefined) context.state.hasCopies = true
    return asHtml`<h${block.level} id="${block.id}" class="nhsuk-heading-${size[block.level - 1] ?? 's'}${page}">${spansHtml(block.spans, context)}</h${block.level}>${copyHtml(block, context.words)}`
  },
  paragraph: (block, context) => {
    const style = block.role === 'lead' ? 'nhsuk-body-l' : block.role === 'small' ? 'nhsuk-body-s' : 'nhsuk-body'
    const room = block.role === 'signature' ? ' signature-room' : ''
    return asHtml`<p class="${style}${room}">${spansHtml(block.spans, context)}</p>`
  },
  list: (block, context) => {
    const tag = block.ordered ? 'ol' : 'ul'
    const start =
      block.ordered && block.start !== undefined && block.start !== 1 ? asHtml` start="${block.start}"` : noMarkup
    const items = block.items.map((blocks) => {
      const tick = tickedItem(block, blocks)
      if (tick === null) return asHtml`<li>${itemHtml(blocks, context)}</li>`
      context.state.hasInlineFields = true
      return asHtml`<li class="to-tick">${fieldHtml(tick.field, context)} ${itemHtml(tick.blocks, context, tick.field)}</li>`
    })
    return asHtml`<${tag} class="nhsuk-list nhsuk-list--${block.ordered ? 'number' : 'bullet'}"${start}>${items}</${tag}>`
  },
  table,
  facts: (block, context) => {
    const rows = block.rows.map(
      ({ label, value }) =>
        asHtml`<div class="nhsuk-summary-list__row"><dt class="nhsuk-summary-list__key">${spansHtml(label, context)}</dt><dd class="nhsuk-summary-list__value">${cellHtml(value, context)}</dd></div>`,
    )
    return asHtml`<dl class="nhsuk-summary-list${block.large === true ? ' large' : ''}">${joined(rows, '\n')}</dl>`
  },
  callout: (block, context) =>
    asHtml`<div class="nhsuk-inset-text callout-${block.kind}"><p class="callout-title"><strong>${spansHtml(block.title, context)}</strong></p>${blocksHtml(block.blocks, context)}</div>`,
  cover,
  address,
  'page-break': () => asHtml`<div class="page-break"></div>`,
  sheet: (block, context) =>
    asHtml`<div class="sheet${block.wide === true ? ' wide-sheet' : ''}">${blocksHtml(block.blocks, context)}</div>`,
  columns: ({ columns: parts }, context) =>
    asHtml`<div class="columns">${parts.map((part) => asHtml`<div>${blocksHtml(part, context)}</div>`)}</div>`,
  timeline,
}

export function blocksHtml(blocks: readonly Block[], context: HtmlContext): Markup {
  const parts: Markup[] = []
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i]
    if (block === undefined) continue
    const written = renderBlock(writers, block, context)
    // The two addresses of a letter are side by side.
    const isAddress = context.isLetter && block.type === 'address'
    const opens = isAddress && blocks[i - 1]?.type !== 'address' ? asHtml`<div class="addresses">` : noMarkup
    const closes = isAddress && blocks[i + 1]?.type !== 'address' ? asHtml`</div>` : noMarkup
    parts.push(asHtml`${opens}${written}${closes}`)
  }
  return joined(parts, '\n')
}

/** An item of one paragraph needs no `<p>`. */
function itemHtml(blocks: readonly Block[], context: HtmlContext, box?: Field): Markup {
  const [first, ...rest] = blocks
  if (first?.type !== 'paragraph') return blocksHtml(blocks, context)
  const words = box === undefined ? spansHtml(first.spans, context) : tickingHtml(box, first, context)
  const parts = [words, blocksHtml(rest, context)]
  return joined(
    parts.filter((part) => !part.isEmpty),
    '\n',
  )
}

/** The blocks of a page. The part with the tasks that can be arranged anew is set apart. */
export function pageBlocksHtml(document: Document, context: HtmlContext): Markup {
  const { blocks } = document
  const part = arrangedPart(document)
  if (part === null) return blocksHtml(blocks, context)
  const [before, tasks, rest] = [blocks.slice(0, part.from), blocks.slice(part.from, part.to), blocks.slice(part.to)]
  return asHtml`${blocksHtml(before, context)}\n<div class="arranged">${blocksHtml(tasks, context)}</div>\n${blocksHtml(rest, context)}`
}

function logo(picture: Picture): Markup {
  const { width, height } = sizeOfLogo(picture, { bodyPt: PX_OF_BODY, air: 1 })
  const source = `data:image/${picture.type};base64,${picture.data}`
  return asHtml`<p class="logo"><img src="${source}" alt="${picture.alt}" width="${Math.round(width)}" height="${Math.round(height)}"></p>`
}

/** nhsuk-frontend's body text. */
const PX_OF_BODY = 19

function cover(block: Cover, context: HtmlContext): Markup {
  const lines = block.lines.map((spans) => asHtml`<p class="nhsuk-body">${spansHtml(spans, context)}</p>`)
  const picture = block.logo === undefined ? noMarkup : logo(block.logo)
  const eyebrow = asHtml`<p class="nhsuk-caption-xl">${spansHtml(block.eyebrow, context)}</p>`
  const title = asHtml`<h1 class="nhsuk-heading-xl">${spansHtml(block.title, context)}</h1>`
  return asHtml`<div class="cover">${picture}${eyebrow}${title}${joined(lines, '\n')}</div>`
}

function address(block: Address, context: HtmlContext): Markup {
  return asHtml`<p class="nhsuk-body address-${block.zone}">${linesHtml(block.lines, context)}</p>`
}
