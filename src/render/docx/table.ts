/**
 * A data table: header row repeated on each page, rows kept whole, an accessible name, and controls to fill in.
 *
 * @module
 */
import type { Cell, Span, Table } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { BodyContext } from './body-context.ts'
import { cellPaddingPt, columnWidths } from './column-widths.ts'
import { control } from './controls.ts'
import { paragraph } from './paragraph.ts'
import { run, runs } from './runs.ts'
import { eighths, hex, twips } from './units.ts'
import { escapeXml } from './xml.ts'

export function table(block: Table, context: BodyContext): string {
  // Columns without a row say nothing, and a head without a body is no table to whoever listens.
  if (block.rows.length === 0) return ''
  const { state } = context
  const caption = block.captionVisible
    ? paragraph(context, runs(block.caption, context), {
        style: 'TableCaption',
        keepNext: true,
        beforeTwips: twips(context.theme.paragraphGapPt),
      })
    : apart(context)
  // Nothing can move a table down; what stands above it has its own space below.
  state.gapBeforeTwips = 0
  const inCells: BodyContext = { ...context, indentTwips: 0, listDepth: 0, box: null }
  const widths = columnWidths(block, context.widthTwips - context.indentTwips, context.theme)

  const header = headerRow(block, widths, inCells)
  const rows = block.rows.map((row) => {
    const cells = widths.map((width, column) => bodyCell(row.cells[column] ?? {}, width, inCells))
    return `<w:tr>${rowProperties(writingHeight(row.cells, context), false)}${cells.join('')}</w:tr>`
  })
  state.afterTable = true
  state.gapBeforeTwips = twips(context.theme.paragraphGapPt * 1.5)
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  return `${caption}<w:tbl>${tableProperties(block, context)}<w:tblGrid>${grid}</w:tblGrid>${header}${rows.join('')}</w:tbl>`
}

/** Keeps this table from growing together with the one before it, and moves it to a new page if one is due. */
function apart(context: BodyContext): string {
  const due = context.state.afterTable || context.state.breakBefore
  return due ? paragraph(context, '', { style: 'Between', keepNext: true }) : ''
}

function tableProperties(block: Table, { theme, widthTwips, indentTwips }: BodyContext): string {
  const edge = (side: string): string =>
    `<w:${side} w:val="single" w:sz="${eighths(0.5)}" w:space="0" w:color="${hex(theme.colours.line)}"/>`
  const padding = (side: string, pt: number): string => `<w:${side} w:w="${twips(pt)}" w:type="dxa"/>`
  const name = escapeXml(spansText(block.caption))
  const namesRows = block.rowHeader === 0
  return (
    `<w:tblPr><w:tblW w:w="${widthTwips - indentTwips}" w:type="dxa"/><w:tblInd w:w="${indentTwips}" w:type="dxa"/>` +
    `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('')}</w:tblBorders>` +
    '<w:tblLayout w:type="fixed"/>' +
    `<w:tblCellMar>${padding('top', 3 * theme.air)}${padding('left', cellPaddingPt)}${padding('bottom', 3 * theme.air)}${padding('right', cellPaddingPt)}</w:tblCellMar>` +
    `<w:tblLook w:val="${namesRows ? '00A0' : '0020'}" w:firstRow="1" w:lastRow="0" w:firstColumn="${namesRows ? 1 : 0}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>` +
    `<w:tblCaption w:val="${name}"/><w:tblDescription w:val="${name}"/></w:tblPr>`
  )
}

function headerRow(block: Table, widths: readonly number[], context: BodyContext): string {
  const cell = (spans: readonly Span[], width: number): string =>
    // Kept with the next row: a header alone at a page's end helps nobody.
    `<w:tc>${cellProperties(width, context.theme.colours.tableHeader)}${paragraph(context, runs(spans, context), { style: 'TableHeading', keepNext: true })}</w:tc>`
  const cells = widths.map((width, column) => cell(block.header[column] ?? [], width))
  return `<w:tr>${rowProperties(0, true)}${cells.join('')}</w:tr>`
}

function bodyCell(cell: Cell, width: number, context: BodyContext): string {
  const { colours } = context.theme
  const dark = cell.shade === 'dark'
  const fill = cell.shade === undefined ? undefined : dark ? colours.shadeDark : colours.shadeLight
  const style = dark ? 'TableTextOnDark' : 'TableText'
  const lines = [...(cell.spans ? [cell.spans] : []), ...(cell.more ?? [])]
  const field = cell.field ? control(cell.field, false, context) : ''
  const contents = lines.map((spans) => runs(spans, context))
  if (cell.field?.kind === 'check' && contents.length > 0) contents.push(`${contents.pop() ?? ''}${run(' ')}${field}`)
  else if (field !== '' || contents.length === 0) contents.push(field)
  const paragraphs = contents.map((content) => paragraph(context, content, { style }))
  return `<w:tc>${cellProperties(width, fill)}${paragraphs.join('')}</w:tc>`
}

function cellProperties(width: number, fill: string | undefined): string {
  const shade = fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${hex(fill)}"/>`
  return `<w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade}</w:tcPr>`
}

/** Room for a pen: the printed copy of a blank is as high as its author said. */
function writingHeight(cells: readonly Cell[], { theme }: BodyContext): number {
  const lines = Math.max(0, ...cells.map(({ field }) => (field && field.kind !== 'check' ? (field.lines ?? 1) : 0)))
  return lines === 0 ? 0 : twips(lines * theme.bodyPt * theme.lineHeight * 1.2)
}

function rowProperties(height: number, isHeader: boolean): string {
  const least = height === 0 ? '' : `<w:trHeight w:val="${height}" w:hRule="atLeast"/>`
  return `<w:trPr><w:cantSplit/>${least}${isHeader ? '<w:tblHeader/>' : ''}</w:trPr>`
}
