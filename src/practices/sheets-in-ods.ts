/**
 * ODS (OpenDocument spreadsheet) → sheets, with what is hidden and merged.
 *
 * A reader of our own, because no small library says which sheets, rows and columns are hidden. Follows OpenDocument
 * 1.3 part 3, section 9 (tables); formulas give the value that was last shown.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'
import { type CellRange, MAX_COLUMNS, MAX_ROWS, type WorkbookSheet } from './read-table.ts'
import { xmlTokens, type Attributes } from '../base/xml.ts'

/** A sheet while it is read. */
interface OpenSheet {
  readonly name: string
  readonly hidden: boolean
  readonly cells: string[][]
  readonly realDates: Map<number, number[]>
  readonly unsaved: Map<number, number[]>
  readonly struck: Map<number, number[]>
  readonly hiddenRows: Set<number>
  readonly hiddenColumns: Set<number>
  readonly merges: CellRange[]
  /** Columns declared so far. */
  columns: number
  /** Empty rows since the last row with anything in it; a sheet ends with a million of them. */
  emptyRows: number
}

interface OdsRow {
  readonly values: string[]
  readonly dates: number[]
  readonly unsaved: number[]
  readonly struck: number[]
  readonly attributes: Attributes
}

interface OdsCell {
  readonly attributes: Attributes
  readonly lines: string[]
  annotation: number
  struck: boolean
}

/** @throws Error when there is no `content.xml` */
export function sheetsInOds(bytes: Uint8Array): WorkbookSheet[] {
  const content = unzipSync(bytes, { filter: ({ name }) => name === 'content.xml' })['content.xml']
  if (content === undefined) throw new Error('no content.xml')
  return readContent(strFromU8(content))
}

function readContent(xml: string): WorkbookSheet[] {
  const sheets: OpenSheet[] = []
  const hiddenStyles = new Set<string>()
  const struckStyles = new Set<string>()
  let style = ''
  let row: OdsRow | null = null
  let cell: OdsCell | null = null
  for (const token of xmlTokens(xml)) {
    const sheet = sheets.at(-1)
    if (typeof token === 'string') {
      if (cell !== null && cell.annotation === 0 && cell.lines.length > 0)
        cell.lines.push((cell.lines.pop() ?? '') + token)
      continue
    }
    const { name, attributes } = token
    if (name === 'style:style') style = attributes.get('style:name') ?? ''
    else if (name === 'style:table-properties' && attributes.get('table:display') === 'false') hiddenStyles.add(style)
    else if (name === 'style:text-properties' && isLine(attributes)) struckStyles.add(style)
    else if (name === 'table:table' && token.opens) {
      sheets.push(openSheet(attributes, hiddenStyles))
    } else if (sheet === undefined) continue
    else if (name === 'table:table-column' && token.opens) addColumns(sheet, attributes)
    else if (name === 'table:table-row') {
      if (token.opens) row = { values: [], dates: [], unsaved: [], struck: [], attributes }
      if (token.closes && row !== null) {
        addRow(sheet, row)
        row = null
      }
    } else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      if (token.opens)
        cell = {
          attributes,
          lines: [],
          annotation: 0,
          struck: struckStyles.has(attributes.get('table:style-name') ?? ''),
        }
      if (token.closes && row !== null && cell !== null) {
        addCell(sheet, row, cell)
        cell = null
      }
    } else if (cell === null) continue
    else if (name === 'office:annotation') cell.annotation += Number(token.opens) - Number(token.closes)
    else if (cell.annotation > 0) continue
    else if (name === 'text:span' && struckStyles.has(attributes.get('text:style-name') ?? '')) cell.struck = true
    else if (name === 'text:p' && token.opens) cell.lines.push('')
    else if (cell.lines.length > 0 && token.opens) cell.lines.push((cell.lines.pop() ?? '') + spaceOf(name, attributes))
  }
  return sheets
}

function openSheet(attributes: Attributes, hiddenStyles: ReadonlySet<string>): OpenSheet {
  return {
    name: attributes.get('table:name') ?? '',
    hidden: hiddenStyles.has(attributes.get('table:style-name') ?? ''),
    cells: [],
    realDates: new Map(),
    unsaved: new Map(),
    struck: new Map(),
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    columns: 0,
    emptyRows: 0,
  }
}

function addColumns(sheet: OpenSheet, attributes: Attributes): void {
  const count = repeats(attributes, 'table:number-columns-repeated', MAX_COLUMNS)
  if (isHidden(attributes)) for (let at = 0; at < count; at += 1) sheet.hiddenColumns.add(sheet.columns + at)
  sheet.columns += count
}

function addCell(sheet: OpenSheet, row: OdsRow, cell: OdsCell): void {
  const { text, isDate } = valueOf(cell.attributes, cell.lines)
  const rowNumber = sheet.cells.length + sheet.emptyRows + 1
  const column = row.values.length
  const count = Math.min(repeats(cell.attributes, 'table:number-columns-repeated', MAX_COLUMNS), MAX_COLUMNS - column)
  for (let at = 0; at < count; at += 1) {
    if (isDate) row.dates.push(column + at)
    if (cell.struck && text !== '') row.struck.push(column + at)
    if (cell.attributes.has('table:formula') && !cell.attributes.has('office:value-type')) row.unsaved.push(column + at)
    row.values.push(text)
  }
  const rows = repeats(cell.attributes, 'table:number-rows-spanned', MAX_ROWS)
  const columns = repeats(cell.attributes, 'table:number-columns-spanned', MAX_COLUMNS)
  if (rows > 1 || columns > 1) {
    sheet.merges.push({
      firstRow: rowNumber,
      lastRow: rowNumber + rows - 1,
      firstColumn: column,
      lastColumn: column + columns - 1,
    })
  }
}

function addRow(sheet: OpenSheet, row: OdsRow): void {
  const count = repeats(row.attributes, 'table:number-rows-repeated', MAX_ROWS)
  if (row.values.every((value) => value === '') && row.unsaved.length === 0) {
    sheet.emptyRows += count
    return
  }
  const hidden = isHidden(row.attributes)
  for (; sheet.emptyRows > 0 && sheet.cells.length < MAX_ROWS; sheet.emptyRows -= 1) sheet.cells.push([])
  for (let at = 0; at < count && sheet.cells.length < MAX_ROWS; at += 1) {
    sheet.cells.push([...row.values])
    if (row.dates.length > 0) sheet.realDates.set(sheet.cells.length, row.dates)
    if (row.unsaved.length > 0) sheet.unsaved.set(sheet.cells.length, row.unsaved)
    if (row.struck.length > 0) sheet.struck.set(sheet.cells.length, row.struck)
    if (hidden) sheet.hiddenRows.add(sheet.cells.length)
  }
}

function valueOf(attributes: Attributes, lines: readonly string[]): { text: string; isDate: boolean } {
  const shown = lines.join('\n')
  // Only the text has what a failed formula shows.
  if (/^(?:#|Err:)/.test(shown)) return { text: shown.startsWith('#') ? shown : '#VALUE!', isDate: false }
  const type = attributes.get('office:value-type') ?? ''
  if (type === 'float' || type === 'percentage' || type === 'currency') {
    return { text: attributes.get('office:value') ?? shown, isDate: false }
  }
  if (type === 'boolean') return { text: attributes.get('office:boolean-value') ?? shown, isDate: false }
  if (type === 'date') {
    const [day = '', time = ''] = (attributes.get('office:date-value') ?? '').split('T')
    return { text: time === '' || time.startsWith('00:00') ? day : `${day}T${time.slice(0, 5)}`, isDate: true }
  }
  const duration = type === 'time' ? /^PT(\d+)H(\d+)M/.exec(attributes.get('office:time-value') ?? '') : null
  if (duration !== null) {
    return { text: `${(duration[1] ?? '').padStart(2, '0')}:${(duration[2] ?? '').padStart(2, '0')}`, isDate: false }
  }
  return { text: shown === '' ? (attributes.get('office:string-value') ?? '') : shown, isDate: false }
}

function spaceOf(name: string, attributes: Attributes): string {
  if (name === 'text:s') return ' '.repeat(repeats(attributes, 'text:c', 100))
  if (name === 'text:tab') return ' '
  return name === 'text:line-break' ? '\n' : ''
}

/** A line through the text, in the way of either version of OpenDocument. */
const isLine = (attributes: Attributes): boolean =>
  !['none', undefined].includes(attributes.get('style:text-line-through-style')) ||
  !['none', undefined].includes(attributes.get('style:text-line-through-type'))

/** `filter`: hidden by a filter that is switched on. */
function isHidden(attributes: Attributes): boolean {
  return ['collapse', 'filter'].includes(attributes.get('table:visibility') ?? '')
}

function repeats(attributes: Attributes, name: string, most: number): number {
  return Math.min(Math.max(Number(attributes.get(name) ?? 1) || 1, 1), most)
}
