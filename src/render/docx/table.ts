/**
 * Data tables: a header row that is repeated on each page, rows that are not divided, an accessible name, and controls
 * to fill in. Also pictures, which tables and headings contain.
 *
 * @module
 */
import { type Cell, isShown, type Picture, type Span, type Table } from '../../document/document.ts'
import { boundedCache } from '../../base/cache.ts'
import { withWholeDays } from '../../base/day-in-words.ts'
import { spansText } from '../../document/plain-text.ts'
import { forRows, type Theme } from '../../document/theme.ts'
import { fitColumns, type Measured } from '../fit-columns.ts'
import { type BodyContext, control, paragraph, run, runs } from './paragraph.ts'
import { eighths, escapeXml, hex, roughWidthPt, twips } from './ooxml.ts'

// A longer word, such as a web address, may be divided; otherwise it would squeeze all other columns.
const longestKeptWord = 14
/** Word's own letters differ a little from the measured ones. */
const MARGIN_OF_ERROR = 1.04
const BOLD = 1.08

/** Widths of a line's words, and of the longest that is not divided, in sizes of type. */
const wordsOf = boundedCache(20_000, (line): { readonly words: readonly number[]; readonly longest: number } => {
  const width = (word: string): number => roughWidthPt(word, MARGIN_OF_ERROR)
  let longest = 0
  for (const word of withWholeDays(line).split(/[ -]/))
    if (word.length <= longestKeptWord || word.includes('\u00a0')) longest = Math.max(longest, width(word))
  return { words: line.split(/(?<=[ -])/).map(width), longest }
})

/** @returns twips per column; their sum is `totalTwips` */
export function columnWidths(
  tables: readonly [Table, ...Table[]],
  totalTwips: number,
  { bodyPt, cellSidePt, tickBoxPt }: Theme,
): readonly number[] {
  const measure = ({ spans, more = [], field }: Cell, sizePt: number): Measured => {
    const lines = [...(spans === undefined ? [] : [spans]), ...more].map((line) => wordsOf(spansText(line)))
    const box = field?.kind === 'check' ? tickBoxPt * 1.25 : 0
    const blank = field === undefined || field.kind === 'check' ? 0 : (field.lines ?? 1)
    return {
      least: Math.max(box, blank > 0 ? sizePt * 3 : 0, ...lines.map(({ longest }) => longest * sizePt)),
      lines: lines.map(({ words }) => words.map((width) => width * sizePt)),
      beside: lines.length > 0 ? box : 0,
      blank,
    }
  }
  const [{ shares }] = tables
  const rows = tables.flatMap((table) => [
    shares.map((_, i) => measure({ spans: table.header[i] ?? [] }, bodyPt * BOLD)),
    ...table.rows.map(({ cells }) => shares.map((_, i) => measure(cells[i] ?? {}, bodyPt))),
  ])
  const { widths } = fitColumns(shares, rows, 2 * cellSidePt, totalTwips / 20)
  const whole = widths.map(twips)
  const used = whole.slice(0, -1).reduce((sum, width) => sum + width, 0)
  return [...whole.slice(0, -1), totalTwips - used]
}

export function table(block: Table, context: BodyContext): string {
  // Screen readers announce an empty table, so it is skipped.
  if (block.rows.length === 0) return ''
  const { state } = context
  const caption = block.captionVisible
    ? paragraph(context, runs(block.caption, context), {
        style: 'TableCaption',
        keepNext: true,
        beforeTwips: twips(context.theme.paragraphGapPt),
      })
    : apart(context)
  // A table cannot have space above itself; the block before it has space below.
  state.gapBeforeTwips = 0
  const inCells: BodyContext = { ...context, indentTwips: 0, listDepth: 0, box: null }
  const widths = context.columnsOf(block, context.widthTwips - context.indentTwips)

  const header = block.header.length === 0 ? '' : headerRow(block, widths, inCells)
  const rows = block.rows.map((row) => {
    const cells = widths.map((width, column) => bodyCell(row.cells[column] ?? {}, width, inCells))
    return `<w:tr>${rowProperties(writingHeight(row.cells, context), false)}${cells.join('')}</w:tr>`
  })
  state.afterTable = true
  state.gapBeforeTwips = twips(context.theme.paragraphGapPt * 1.5)
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  return `${caption}<w:tbl>${tableProperties(block, context)}<w:tblGrid>${grid}</w:tblGrid>${header}${rows.join('')}</w:tbl>`
}

/** Keeps Word from joining this table to the one before, and starts a new page if one is due. */
function apart(context: BodyContext): string {
  const due = context.state.afterTable || context.state.breakBefore
  return due ? paragraph(context, '', { style: 'Between', keepNext: true }) : ''
}

function tableProperties(block: Table, { theme: usual, widthTwips, indentTwips }: BodyContext): string {
  const theme = forRows(usual)
  const edge = (side: string): string =>
    `<w:${side} w:val="single" w:sz="${eighths(0.5)}" w:space="0" w:color="${hex(theme.colours.line)}"/>`
  const padding = (side: string, pt: number): string => `<w:${side} w:w="${twips(pt)}" w:type="dxa"/>`
  const name = escapeXml(spansText(block.caption))
  const namesRows = block.rowHeader === 0
  const hasHeader = block.header.length > 0
  const look = ((namesRows ? 0x80 : 0) + (hasHeader ? 0x20 : 0)).toString(16).toUpperCase().padStart(4, '0')
  return (
    `<w:tblPr><w:tblW w:w="${widthTwips - indentTwips}" w:type="dxa"/><w:tblInd w:w="${indentTwips}" w:type="dxa"/>` +
    `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('')}</w:tblBorders>` +
    '<w:tblLayout w:type="fixed"/>' +
    `<w:tblCellMar>${padding('top', theme.rowPaddingPt)}${padding('left', theme.cellSidePt)}${padding('bottom', theme.rowPaddingPt)}${padding('right', theme.cellSidePt)}</w:tblCellMar>` +
    `<w:tblLook w:val="${look}" w:firstRow="${hasHeader ? 1 : 0}" w:lastRow="0" w:firstColumn="${namesRows ? 1 : 0}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>` +
    `<w:tblCaption w:val="${name}"/><w:tblDescription w:val="${name}"/></w:tblPr>`
  )
}

function headerRow(block: Table, widths: readonly number[], context: BodyContext): string {
  const cell = (spans: readonly Span[], width: number): string =>
    // Kept with the next row, so that a header is never alone at the end of a page.
    `<w:tc>${cellProperties(width, context.theme.colours.tableHeader)}${paragraph(context, runs(spans, context), { style: 'TableHeading', keepNext: true })}</w:tc>`
  const cells = widths.map((width, column) => cell(block.header[column] ?? [], width))
  return `<w:tr>${rowProperties(0, true)}${cells.join('')}</w:tr>`
}

function bodyCell(cell: Cell, width: number, context: BodyContext): string {
  const { colours } = context.theme
  const dark = cell.shade === 'dark'
  const fill = cell.shade === undefined ? undefined : dark ? colours.shadeDark : colours.shadeLight
  const style = dark ? 'TableTextOnDark' : 'TableText'
  const lines = [cell.spans ?? [], ...(cell.more ?? [])].filter((spans) => spans.some(isShown))
  const field = cell.field ? control(cell.field, false, context) : ''
  const contents = lines.map((spans) => runs(spans, context))
  // A box to tick is before its words, as in PDF and on a web page.
  if (cell.field?.kind === 'check' && contents.length > 0)
    contents.unshift(`${field}${run(' ')}${contents.shift() ?? ''}`)
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

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'
const main = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const inPicture = 'http://schemas.openxmlformats.org/drawingml/2006/picture'
const inWord = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
const inDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** EMU (Word's unit for drawings) per point. */
const emusOfPt = 12700

/** Pictures of a document, each file once in the package. */
export class PictureList {
  /** Relations of the pictures, as XML. */
  xml = ''
  readonly files = new Map<string, Uint8Array>()
  readonly #drawn = new Map<string, string>()

  /** @returns the relation's id */
  readonly add = ({ type, data }: Picture): string => {
    const known = this.#drawn.get(data)
    if (known !== undefined) return known
    const number = this.#drawn.size + 1
    const id = `rIdPicture${number}`
    this.#drawn.set(data, id)
    this.files.set(`word/media/picture${number}.${type}`, Buffer.from(data, 'base64'))
    this.xml += `<Relationship Id="${id}" Type="${relation}" Target="media/picture${number}.${type}"/>`
    return id
  }
}

/**
 * A picture in line with the text, with its text alternative.
 *
 * @param number of the drawing in its document, from 1
 */
export function drawing(
  { alt }: Picture,
  { width, height }: { readonly width: number; readonly height: number },
  relationId: string,
  number: number,
): string {
  const extent = `cx="${Math.round(width * emusOfPt)}" cy="${Math.round(height * emusOfPt)}"`
  const name = `id="${number}" name="Picture ${number}" descr="${escapeXml(alt)}"`
  return (
    `<w:r><w:drawing><wp:inline xmlns:wp="${inWord}" distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/>` +
    `<wp:docPr ${name}/><a:graphic xmlns:a="${main}"><a:graphicData uri="${inPicture}"><pic:pic xmlns:pic="${inPicture}">` +
    `<pic:nvPicPr><pic:cNvPr ${name}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip xmlns:r="${inDocument}" r:embed="${relationId}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  )
}
