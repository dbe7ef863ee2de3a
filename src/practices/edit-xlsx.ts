/**
 * Changes some cells of a workbook; every other cell, sheet and part keeps its bytes.
 *
 * The XML of the sheet is edited in place, because a library that reads and rewrites a workbook loses what it does not
 * understand, such as results of formulas. Follows ECMA-376 part 1, 18.3 (worksheets).
 *
 * @module
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { onlyXml, parseXml, type XmlElement, type XmlTag, xmlTokens } from '../base/xml.ts'
import { UserError } from '../model/finding.ts'
import { columnLetter } from '../model/practice-table.ts'
import type { CellEdit } from './edit-csv.ts'

interface Shift {
  readonly rows: number
  readonly columns: number
}

/** First what is skipped: text, names of sheets, fields of tables. Then references to columns, rows and single cells. */
const PIECES =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|(?<![\w.$\\])(?:(\$?[A-Z]{1,3}):(\$?[A-Z]{1,3})|(\$?\d{1,7}):(\$?\d{1,7})|(\$?[A-Z]{1,3})(\$?\d{1,7}))(?![\w.(!\\])/gi

/**
 * A formula as a spreadsheet program fills it into another cell. References with a `$` stay; one that would leave the sheet
 * becomes `#REF!`, as in Excel.
 */
export function shiftFormula(formula: string, by: Shift): string {
  return formula.replaceAll(
    PIECES,
    (
      piece,
      firstColumn?: string,
      lastColumn?: string,
      firstRow?: string,
      lastRow?: string,
      column?: string,
      row?: string,
    ) => {
      if (firstColumn !== undefined && lastColumn !== undefined)
        return joined(':', shiftColumn(firstColumn, by), shiftColumn(lastColumn, by))
      if (firstRow !== undefined && lastRow !== undefined)
        return joined(':', shiftRow(firstRow, by), shiftRow(lastRow, by))
      if (column !== undefined && row !== undefined) return joined('', shiftColumn(column, by), shiftRow(row, by))
      return piece
    },
  )
}

const joined = (between: string, first: string | null, last: string | null): string =>
  first === null || last === null ? '#REF!' : first + between + last

function shiftColumn(written: string, { columns }: Shift): string | null {
  if (written.startsWith('$')) return written
  const index =
    [...written.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 + columns
  return index < 0 ? null : columnLetter(index)
}

function shiftRow(written: string, { rows }: Shift): string | null {
  if (written.startsWith('$')) return written
  const row = Number(written) + rows
  return row < 1 ? null : String(row)
}

/** The files inside a workbook, by name. */
type WorkbookParts = Record<string, Uint8Array>

/** The name of the part that holds a sheet; without a name, that of the first visible one. @throws Error when there is none */
function sheetPart(parts: WorkbookParts, sheet: string | undefined): string {
  const workbook = workbookPart(parts)
  const sheets = below(tree(parts, workbook), 'sheet')
  const target = sheets.find(({ attributes }) =>
    sheet === undefined ? (attributes.get('state') ?? 'visible') === 'visible' : attributes.get('name') === sheet,
  )
  const id = [...(target?.attributes ?? [])].find(([name]) => /^\w+:id$/.test(name))?.[1]
  const relation = relationsOf(parts, workbook).find((other) => other.id === id)
  if (relation === undefined || !(relation.part in parts)) throw new Error(`the sheet ${sheet ?? ''} is gone`)
  return relation.part
}

/** Excel rebuilds the calculation chain, but reports the file as damaged where the chain names a wrong cell. */
function dropCalculationChain(parts: WorkbookParts): void {
  const workbook = workbookPart(parts)
  for (const { part } of relationsOf(parts, workbook).filter(({ type }) => type.endsWith('/calcChain'))) {
    Reflect.deleteProperty(parts, part)
    dropElements(parts, relationsPart(workbook), ({ type }) => type.endsWith('/calcChain'))
    dropElements(parts, '[Content_Types].xml', ({ partName }) => partName === `/${part}`)
  }
}

/** The second says that the results in the file are real ones: a zero is no stand-in. */
const RECALCULATE = 'fullCalcOnLoad="1" calcCompleted="0"'

/** Results of formulas that use a changed cell are out of date until the workbook is opened. */
function recalculateOnOpening(parts: WorkbookParts): void {
  const hasFormulas = Object.entries(parts).some(
    ([name, bytes]) => /\/worksheets\/[^/]+\.xml$/.test(name) && /<(?:\w+:)?f[\s>]/.test(strFromU8(bytes)),
  )
  if (!hasFormulas) return
  const workbook = workbookPart(parts)
  const xml = text(parts, workbook)
  // The order of the elements is fixed: the settings come behind these.
  let behind = 0
  let prefix = ''
  for (const token of xmlTokens(xml)) {
    if (typeof token === 'string') continue
    const name = local(token.name)
    if (name === 'workbook') prefix = token.name.slice(0, -name.length)
    if (name === 'calcPr' && token.opens) {
      if (token.attributes.get('fullCalcOnLoad') !== '1') {
        const tag = xml.slice(token.from, token.to).replace(/\sfullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')/, '')
        const better = tag
          .replace(/\scalcCompleted\s*=\s*(?:"[^"]*"|'[^']*')/, '')
          .replace(/\s*(\/?)>$/, ` ${RECALCULATE}$1>`)
        parts[workbook] = strToU8(xml.slice(0, token.from) + better + xml.slice(token.to))
      }
      return
    }
    if (['sheets', 'functionGroups', 'externalReferences', 'definedNames'].includes(name) && token.closes)
      behind = token.to
  }
  if (behind > 0)
    parts[workbook] = strToU8(`${xml.slice(0, behind)}<${prefix}calcPr ${RECALCULATE}/>${xml.slice(behind)}`)
}

interface Relation {
  readonly id: string
  readonly type: string
  /** Name of the part it leads to. */
  readonly part: string
}

function relationsOf(parts: WorkbookParts, part: string): Relation[] {
  const base = `file:///${part}`
  return below(tree(parts, relationsPart(part)), 'Relationship').map(({ attributes }) => ({
    id: attributes.get('Id') ?? '',
    type: attributes.get('Type') ?? '',
    part: decodeURI(new URL(attributes.get('Target') ?? '', base).pathname).slice(1),
  }))
}

const relationsPart = (part: string): string => part.replace(/[^/]*$/, (name) => `_rels/${name}.rels`)

/** @throws Error when the file is not a workbook */
function workbookPart(parts: WorkbookParts): string {
  const main = relationsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'))
  if (main === undefined) throw new Error('the file has no workbook')
  return main.part
}

function dropElements(
  parts: WorkbookParts,
  part: string,
  isDropped: (about: { readonly type: string; readonly partName: string }) => boolean,
): void {
  let xml = text(parts, part)
  for (const token of [...xmlTokens(xml)].reverse()) {
    if (typeof token === 'string' || !token.closes || !token.opens) continue
    const about = { type: token.attributes.get('Type') ?? '', partName: token.attributes.get('PartName') ?? '' }
    if (isDropped(about)) xml = xml.slice(0, token.from) + xml.slice(token.to)
  }
  parts[part] = strToU8(xml)
}

const text = (parts: WorkbookParts, part: string): string => strFromU8(parts[part] ?? new Uint8Array())

/** @throws Error when there is no such part */
function tree(parts: WorkbookParts, part: string): XmlElement {
  if (!(part in parts)) throw new Error(`the file has no ${part}`)
  return parseXml(text(parts, part))
}

function below(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(local(child.name) === name ? [child] : []), ...below(child, name)],
  )
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * @param sheet name of the sheet; the first visible one when the workbook has only one
 * @throws UserError when a cell is inside a merged cell or a formula of several cells, which cannot be changed alone
 */
export function editXlsx(bytes: Uint8Array, sheet: string | undefined, edits: readonly CellEdit[]): Uint8Array {
  const parts = unzipSync(bytes)
  const path = sheetPart(parts, sheet)
  const xml = strFromU8(parts[path] ?? new Uint8Array())
  // The later of two texts for one cell counts.
  const wanted = new Map(edits.map((edit) => [nameOf(edit), edit]))
  const found = scanSheet(xml, wanted)
  refuse(found, wanted)
  const patches = [
    ...extendDimension(found, wanted),
    ...unshare(xml, found, wanted),
    ...cellPatches(xml, found, [...wanted.values()]),
  ]
  parts[path] = strToU8(patched(xml, patches))
  if (found.cells.some(({ formula }) => formula !== null)) dropCalculationChain(parts)
  recalculateOnOpening(parts)
  // The day of packing would make the same copy differ each time.
  return zipSync(parts, { mtime: new Date(1980, 0, 1), level: 6 })
}

/** A piece of the sheet's XML that becomes another one. */
interface Patch {
  readonly from: number
  readonly to: number
  readonly text: string
}

interface Row {
  readonly row: number
  readonly tag: XmlTag
  /** Offset of its end tag; that of the tag itself where it has no content. */
  end: number
}

/** A cell that is to be changed, as it is. */
interface XmlCell {
  readonly name: string
  readonly row: number
  readonly column: number
  readonly from: number
  to: number
  readonly style: string | undefined
  formula: XmlTag | null
  formulaText: string
}

interface FoundCell {
  /** Of the sheet's elements, such as `x:`; mostly empty. */
  prefix: string
  dimension: XmlTag | null
  data: { readonly tag: XmlTag; end: number } | null
  /** In the order of the file. */
  readonly rows: Row[]
  /** Those that are to be changed, where they exist. */
  readonly cells: XmlCell[]
  /** Where each cell of a row that is to be changed begins. */
  readonly starts: { readonly row: number; readonly column: number; readonly from: number }[]
  /** Cells that belong together, by their first and last cell. */
  readonly ranges: { readonly ref: string; readonly what: 'merged cell' | 'formula of several cells' }[]
}

function scanSheet(xml: string, wanted: ReadonlyMap<string, CellEdit>): FoundCell {
  const rowsWanted = new Set([...wanted.values()].map(({ row }) => row))
  const found: FoundCell = { prefix: '', dimension: null, data: null, rows: [], cells: [], starts: [], ranges: [] }
  let row: Row | undefined
  let column = -1
  let cell: XmlCell | null = null
  let isFormula = false
  for (const token of xmlTokens(xml)) {
    if (typeof token === 'string') {
      if (isFormula && cell !== null) cell.formulaText += token
      continue
    }
    const { opens, closes, attributes } = token
    const name = localName(token)
    if (name === 'dimension' && opens) found.dimension = token
    else if (name === 'sheetData') {
      if (opens) {
        found.prefix = token.name.slice(0, -name.length)
        found.data = { tag: token, end: token.from }
      } else if (found.data !== null) found.data.end = token.from
    } else if (name === 'row') {
      if (opens) {
        row = { row: Number(attributes.get('r') ?? (row?.row ?? 0) + 1), tag: token, end: token.from }
        found.rows.push(row)
        column = -1
      } else if (row !== undefined) row.end = token.from
    } else if (name === 'c' && row !== undefined) {
      if (opens) {
        const ref = attributes.get('r')
        column = ref === undefined ? column + 1 : cellAt(ref).column
        if (rowsWanted.has(row.row)) found.starts.push({ row: row.row, column, from: token.from })
        const own = nameOf({ row: row.row, column })
        cell = wanted.has(own)
          ? {
              name: own,
              row: row.row,
              column,
              from: token.from,
              to: token.to,
              style: attributes.get('s'),
              formula: null,
              formulaText: '',
            }
          : null
        if (cell !== null) found.cells.push(cell)
      }
      if (closes && cell !== null) {
        cell.to = token.to
        cell = null
      }
    } else if (name === 'f') {
      isFormula = opens && !closes
      if (!opens) continue
      if (cell !== null) cell.formula = token
      const [type, ref] = [attributes.get('t'), attributes.get('ref')]
      if (ref !== undefined && (type === 'array' || type === 'dataTable'))
        found.ranges.push({ ref, what: 'formula of several cells' })
    } else if (name === 'mergeCell' && opens)
      found.ranges.push({ ref: attributes.get('ref') ?? '', what: 'merged cell' })
  }
  return found
}

function refuse({ ranges }: FoundCell, wanted: ReadonlyMap<string, CellEdit>): void {
  for (const { ref, what } of ranges) {
    if (!ref.includes(':')) continue
    const [first, last] = cornersOf(ref)
    for (const [name, { row, column }] of wanted) {
      const isInside = row >= first.row && row <= last.row && column >= first.column && column <= last.column
      // The first of merged cells is the one that is shown; Excel changes a formula of several cells only for all of them at once.
      if (!isInside || (what === 'merged cell' && row === first.row && column === first.column)) continue
      throw new UserError(
        'usage',
        `The answer for ${name} cannot be written: the cell is part of a ${what}, ${ref}.`,
        `Give ${name} a cell of its own in the spreadsheet, then import again.`,
      )
    }
  }
}

function cellPatches(xml: string, found: FoundCell, edits: readonly CellEdit[]): Patch[] {
  const cells = new Map(found.cells.map((cell) => [cell.name, cell]))
  const changed = [...cells.values()].map(({ from, to, name, style }): Patch => ({
    from,
    to,
    text: cellXml(found.prefix, name, edits.find((edit) => nameOf(edit) === name)?.text ?? '', style),
  }))
  const missing = edits.filter((edit) => !cells.has(nameOf(edit))).sort((a, b) => a.row - b.row || a.column - b.column)
  const inRows = [...new Set(missing.map(({ row }) => row))].flatMap((row) => {
    const own = missing.filter((edit) => edit.row === row)
    const there = found.rows.find((other) => other.row === row)
    return there === undefined ? [] : [...withoutSpans(xml, there), ...inRow(found, there, own)]
  })
  const rowsThere = new Set(found.rows.map(({ row }) => row))
  return [
    ...changed,
    ...inRows,
    ...newRows(
      found,
      missing.filter(({ row }) => !rowsThere.has(row)),
    ),
  ]
}

/** The columns that a row says it uses: a hint that may be left out, and would be wrong with a new cell. */
function withoutSpans(xml: string, { tag }: Row): Patch[] {
  const spans = /\sspans\s*=\s*(?:"[^"]*"|'[^']*')/.exec(xml.slice(tag.from, tag.to))
  if (spans === null) return []
  const from = tag.from + spans.index
  return [{ from, to: from + spans[0].length, text: '' }]
}

/** New cells of a row that exists, each where the order of columns wants it. */
function inRow({ prefix, starts }: FoundCell, { row, tag, end }: Row, edits: readonly CellEdit[]): Patch[] {
  const text = (edit: CellEdit) => cellXml(prefix, nameOf(edit), edit.text)
  if (tag.closes) return [{ from: tag.to - 2, to: tag.to, text: `>${edits.map(text).join('')}</${tag.name}>` }]
  const own = starts.filter((start) => start.row === row)
  return edits.map((edit) => {
    const at = own.find(({ column }) => column > edit.column)?.from ?? end
    return { from: at, to: at, text: text(edit) }
  })
}

function newRows({ data, rows, prefix }: FoundCell, edits: readonly CellEdit[]): Patch[] {
  if (data === null || edits.length === 0) return []
  const made = [...new Set(edits.map(({ row }) => row))].map((row) => {
    const cells = edits.filter((edit) => edit.row === row).map((edit) => cellXml(prefix, nameOf(edit), edit.text))
    return { row, text: `<${prefix}row r="${row}">${cells.join('')}</${prefix}row>` }
  })
  if (data.tag.closes) {
    const text = `>${made.map(({ text }) => text).join('')}</${data.tag.name}>`
    return [{ from: data.tag.to - 2, to: data.tag.to, text }]
  }
  return made.map(({ row, text }) => {
    const at = rows.find((other) => other.row > row)?.tag.from ?? data.end
    return { from: at, to: at, text }
  })
}

/** Text stays text: as an inline string no cell is taken for a formula or a number. */
function cellXml(prefix: string, name: string, text: string, style?: string): string {
  const own = style === undefined ? '' : ` s="${style}"`
  const words = `<${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t>`
  return `<${prefix}c r="${name}"${own} t="inlineStr"><${prefix}is>${words}</${prefix}is></${prefix}c>`
}

/** `_x0041_` is an escape of Excel's own; a text that looks like one is escaped itself. */
const escaped = (text: string): string =>
  onlyXml(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** The range of cells that the sheet says it uses. */
function extendDimension({ dimension }: FoundCell, wanted: ReadonlyMap<string, CellEdit>): Patch[] {
  const ref = dimension?.attributes.get('ref')
  if (dimension === null || ref === undefined) return []
  const [first, last] = cornersOf(ref)
  const edits = [...wanted.values()]
  const row = Math.max(last.row, ...edits.map((edit) => edit.row))
  const column = Math.max(last.column, ...edits.map((edit) => edit.column))
  if (row === last.row && column === last.column) return []
  const text = `<${dimension.name} ref="${nameOf(first)}:${nameOf({ row, column })}"${dimension.closes ? '/' : ''}>`
  return [{ from: dimension.from, to: dimension.to, text }]
}

/**
 * Excel writes a formula that was filled down once, in its first cell, and the others refer to it. Where that cell gets an
 * answer instead, each of the others gets the formula as its own.
 */
function unshare(xml: string, { cells }: FoundCell, wanted: ReadonlyMap<string, CellEdit>): Patch[] {
  const masters = new Map(
    cells.flatMap((cell) => {
      const shared = cell.formula?.attributes.get('t') === 'shared' && cell.formula.attributes.has('ref')
      return shared ? [[cell.formula?.attributes.get('si') ?? '', cell] as const] : []
    }),
  )
  if (masters.size === 0) return []
  const patches: Patch[] = []
  let row = 0
  let column = -1
  let open: XmlTag | null = null
  for (const token of xmlTokens(xml)) {
    if (typeof token === 'string') continue
    const name = localName(token)
    if (name === 'row' && token.opens) {
      row = Number(token.attributes.get('r') ?? row + 1)
      column = -1
    } else if (name === 'c' && token.opens) {
      const ref = token.attributes.get('r')
      column = ref === undefined ? column + 1 : cellAt(ref).column
    } else if (name === 'f') {
      if (token.opens) open = token
      if (!token.closes || open === null) continue
      const master = masters.get(open.attributes.get('si') ?? '')
      if (master === undefined || open.attributes.get('t') !== 'shared' || wanted.has(nameOf({ row, column }))) continue
      const formula = shiftFormula(master.formulaText, { rows: row - master.row, columns: column - master.column })
      patches.push({ from: open.from, to: token.to, text: `<${open.name}>${escaped(formula)}</${open.name}>` })
    }
  }
  return patches
}

/** At the same place, insertions come before replacements; otherwise the order of the list counts. */
function patched(xml: string, patches: readonly Patch[]): string {
  let at = 0
  let result = ''
  for (const { from, to, text } of patches.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    result += xml.slice(at, from) + text
    at = to
  }
  return result + xml.slice(at)
}

const localName = ({ name }: XmlTag): string => name.slice(name.indexOf(':') + 1)

interface CellAddress {
  /** From 1. */
  readonly row: number
  /** From 0. */
  readonly column: number
}

const nameOf = ({ row, column }: CellAddress): string => `${columnLetter(column)}${row}`

function cellAt(ref: string): CellAddress {
  const [, letters = '', row = ''] = /^\$?([A-Z]+)\$?(\d+)$/.exec(ref) ?? []
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(row), column }
}

function cornersOf(ref: string): readonly [CellAddress, CellAddress] {
  const [first = '', last = first] = ref.split(':')
  return [cellAt(first), cellAt(last)]
}
