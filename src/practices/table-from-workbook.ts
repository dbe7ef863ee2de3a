/**
 * XLSX and ODS → PracticeTable: one sheet, without its hidden rows and columns, with findings about what was left out.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { listed, option } from '../base/text.ts'
import { unzipSync } from 'fflate'
import { type Finding, UserError } from '../model/finding.ts'
import {
  columnLetter,
  namesOf,
  type PracticeTable,
  type PracticeRow,
  type TableSheet,
  type TableHeader,
} from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import { certainColumn, neededAmong, neededPerhaps } from './column-names.ts'
import { NEEDED_COLUMNS, plainName } from './columns.ts'
import { type CellRange, tableFromGrid, type WorkbookSheet } from './read-table.ts'

/** A workbook that unpacks to more is refused before it is unpacked. */
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024

/** Which sheets of a workbook are read (without a name all visible ones with the needed columns), and where their column names stand. */
export interface SheetChoice {
  readonly sheet?: string
  /** What the user says that columns are, by their names without case and spaces. */
  readonly map?: ReadonlyMap<string, string>
  /** The row of the column names; absent: found by the names. */
  readonly headerRow?: number
}

/**
 * @param choice without a sheet: the first visible one with the needed columns, else the first visible one
 * @throws UserError when there is no such sheet, or when the file is broken, has no visible sheet, or its sheet holds no
 *   practice
 */
export async function tableFromWorkbook(
  file: string,
  bytes: Uint8Array,
  choice: SheetChoice = {},
): Promise<PracticeTable> {
  const sheets = await sheetsIn(file, bytes)
  const { sheet: wanted, headerRow, map = new Map<string, string>() } = choice
  const needs = (sheet: WorkbookSheet): string[] => neededIn(file, sheet, headerRow, map)
  const defaults = sheets.find((sheet) => isDefaults(sheet))
  const visible = sheets.filter((sheet) => !sheet.hidden && !isDefaults(sheet))
  const candidates = visible.filter((sheet) => !isExample(sheet) && needs(sheet).length > 3)
  const chosen =
    wanted === undefined ? (candidates[0] ?? visible[0]) : sheets.find(({ name }) => sameName(name, wanted))
  if (chosen === undefined && wanted !== undefined) {
    throw new UserError(
      'usage',
      `${file} has no sheet “${wanted}”.`,
      `It has ${sheets.map(({ name }) => `“${name}”`).join(', ')}.`,
    )
  }
  if (chosen === undefined) {
    throw new UserError(
      'input',
      `${file} has no visible sheet with practices.`,
      'Show the sheet in the spreadsheet program, save, and try again.',
    )
  }
  const needed = needs(chosen)
  const more =
    wanted !== undefined
      ? []
      : candidates.filter((sheet) => sheet !== chosen && needed.every((id) => needs(sheet).includes(id)))
  const read = [chosen, ...more]
  const own = joined(
    read.map((sheet) => tableOf(file, sheet, sheets, read, headerRow)),
    map,
  )
  const lacking = wanted === undefined ? lackingSheets(file, read, sheets) : []
  const table = { ...own, findings: [...lacking, ...own.findings] }
  return defaults === undefined || !hasRows(defaults)
    ? table
    : { ...table, defaults: tableOf(file, defaults, sheets, [defaults]) }
}

/** The needed columns of a sheet with rows below them. */
function neededIn(
  file: string,
  sheet: WorkbookSheet,
  headerRow: number | undefined,
  map: ReadonlyMap<string, string>,
): string[] {
  try {
    const { headers } = tableOf(file, sheet, [sheet], [sheet], headerRow)
    return neededAmong(headers.map(({ written }) => map.get(plainName(written)) ?? written))
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

/** A row of an example is no practice. */
const isExample = ({ name }: WorkbookSheet): boolean => /^(?:example|sample)s?\b/i.test(name.trim())

/**
 * The first table with the rows of the others, their values under its columns; columns that it lacks are added. `Go-live date` of
 * one sheet and `Planned go live` of another are the same column.
 */
function joined(tables: readonly PracticeTable[], map: ReadonlyMap<string, string>): PracticeTable {
  const [first, ...others] = tables
  if (first === undefined) throw new Error('no sheet')
  if (others.length === 0) return first
  const meaningOf = ({ written }: TableHeader): string =>
    plainName(map.get(plainName(written)) ?? certainColumn(written) ?? written)
  const headers = [...first.headers]
  let width = first.width
  const parts = [partFrom(first, new Map(first.headers.map(({ index }) => [index, index])))]
  const rows = others.flatMap((table) => {
    const taken = new Set<number>()
    const to = new Map(
      table.headers.map((own) => {
        const free = headers.filter(({ index }) => !taken.has(index))
        let header =
          free.find((known) => plainName(known.written) === plainName(own.written)) ??
          free.find((known) => meaningOf(known) === meaningOf(own))
        if (header === undefined) {
          header = { written: own.written, index: width, letter: columnLetter(width) }
          headers.push(header)
          width += 1
        }
        if (!namesOf(header).includes(own.written))
          headers[headers.indexOf(header)] = { ...header, also: [...(header.also ?? []), own.written] }
        taken.add(header.index)
        return [own.index, header.index]
      }),
    )
    parts.push(partFrom(table, new Map([...to].map(([own, index]) => [index, own]))))
    const moved = (marks: readonly number[] | undefined) => marks?.flatMap((index) => to.get(index) ?? [])
    return table.rows.map((row): PracticeRow => {
      const values = Array.from({ length: width }, () => '')
      row.values.forEach((value, index) => {
        const at = to.get(index)
        if (at !== undefined) values[at] = value
      })
      const { row: number, realDates, unsaved, struck } = row
      const marks = defined({ realDates: moved(realDates), unsaved: moved(unsaved), struck: moved(struck) })
      return { row: number, ...defined({ sheet: table.sheet }), values, ...marks }
    })
  })
  const findings = [first, ...others].flatMap((table) => table.findings)
  const own = first.rows.map((row): PracticeRow => ({ ...row, ...defined({ sheet: first.sheet }) }))
  return { ...first, headers, width, rows: [...own, ...rows], findings, parts }
}

const partFrom = (
  { sheet = '', headerRow, width }: PracticeTable,
  columns: ReadonlyMap<number, number>,
): TableSheet => ({ sheet, headerRow, width, columns })

async function sheetsIn(file: string, bytes: Uint8Array): Promise<readonly WorkbookSheet[]> {
  try {
    const names = entriesOf(file, bytes)
    if ([...names].some((name) => name.endsWith('.iwa')))
      throw new UserError(
        'input',
        `${file} is a file of Numbers, which only Numbers can read.`,
        'In Numbers choose File, Export To, Excel, and use the file that it makes.',
      )
    if (names.has('content.xml')) {
      const { sheetsInOds } = await import('./sheets-in-ods.ts')
      return sheetsInOds(bytes)
    }
    if (names.has('word/document.xml'))
      throw new UserError(
        'input',
        `${file} is a Word document, not a spreadsheet.`,
        'Copy its table into a spreadsheet. Questionnaires that came back: practice-packs import DIR.',
      )
    const { sheetsInXlsx } = await import('./sheets-in-xlsx.ts')
    return await sheetsInXlsx(bytes)
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw new UserError(
      'input',
      `${file} cannot be read as a workbook.`,
      'Open it in a spreadsheet program, save it again as “Excel Workbook (.xlsx)” or as “CSV UTF-8”, and use that file.',
      { cause },
    )
  }
}

function entriesOf(file: string, bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>()
  let unpacked = 0
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      names.add(name)
      unpacked += originalSize
      return false
    },
  })
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new UserError(
      'input',
      `${file} is too large once it is unpacked.`,
      'Remove sheets, pictures and rows that are not needed.',
    )
  }
  return names
}

function tableOf(
  file: string,
  sheet: WorkbookSheet,
  sheets: readonly WorkbookSheet[],
  read: readonly WorkbookSheet[],
  headerRow?: number,
): PracticeTable {
  const name = sheets.length > 1 ? { sheet: sheet.name } : {}
  const merges = fillMerges(sheet)
  const isFirst = sheet === read[0]
  const cells = sheet.cells.map((row) => row.map((value, column) => (sheet.hiddenColumns.has(column) ? '' : value)))
  return tableFromGrid({
    file,
    kind: 'workbook',
    ...name,
    ...defined({ headerRow }),
    cells,
    marks: marksOf(sheet),
    hiddenRows: sheet.hiddenRows,
    findings: [
      ...(isDefaults(sheet) || !isFirst ? [] : otherSheets(read, sheets)),
      ...hiddenParts(sheet),
      ...merges,
    ].map((finding) => ({
      ...finding,
      cell: { row: 1, ...finding.cell, ...name },
    })),
  })
}

/** A cell merged over several rows counts for each row with other values; over several columns, for its first. */
function fillMerges(sheet: WorkbookSheet): Finding[] {
  return sheet.merges.flatMap((range) => {
    const value = sheet.cells[range.firstRow - 1]?.[range.firstColumn] ?? ''
    const rows = sheet.cells.slice(range.firstRow, range.lastRow).filter((row) => row.some((other) => other !== ''))
    if (value === '' || rows.length === 0) return []
    for (const row of rows) {
      while (row.length < range.firstColumn) row.push('')
      row[range.firstColumn] = value
    }
    return [mergedCells(range, value)]
  })
}

function mergedCells(range: CellRange, value: string): Finding {
  const letter = columnLetter(range.firstColumn)
  return findingOf(
    'merged-cells',
    `${letter}${range.firstRow} to ${columnLetter(range.lastColumn)}${range.lastRow} are one merged cell. “${value}” was used for each of its rows.`,
    { cell: { row: range.firstRow, letter } },
  )
}

function marksOf(sheet: WorkbookSheet): ReadonlyMap<number, Pick<PracticeRow, 'realDates' | 'unsaved' | 'struck'>> {
  const { realDates, unsaved, struck } = sheet
  const rows = new Set([...realDates.keys(), ...unsaved.keys(), ...struck.keys()])
  return new Map(
    [...rows].map((row) => [
      row,
      defined({ realDates: realDates.get(row), unsaved: unsaved.get(row), struck: struck.get(row) }),
    ]),
  )
}

/** A visible sheet that looks as if it held practices, and is not read because it lacks columns: they would get no pack. */
function lackingSheets(file: string, read: readonly WorkbookSheet[], sheets: readonly WorkbookSheet[]): Finding[] {
  const others = sheets.filter((sheet) => !read.includes(sheet) && !sheet.hidden && !isDefaults(sheet))
  return others.flatMap((sheet) => {
    if (isExample(sheet)) return []
    const names = namesOn(file, sheet)
    const lacks = NEEDED_COLUMNS.filter((id) => !neededAmong(names).includes(id))
    if (neededPerhaps(names).length < 4 || lacks.length === 0) return []
    return [
      findingOf(
        'sheet-lacks-columns',
        `The sheet “${sheet.name}” looks as if it held practices, and was not read: it has no ${lacks.length === 1 ? 'column' : 'columns'} ${lacks.join(', ')}. Name ${lacks.length === 1 ? 'it' : 'them'} as on the other sheets, or say what its columns are with ${option('map')}. They are called ${names.join(', ')}.`,
      ),
    ]
  })
}

function namesOn(file: string, sheet: WorkbookSheet): string[] {
  try {
    return tableOf(file, sheet, [sheet], [sheet]).headers.map(({ written }) => written)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

function otherSheets(read: readonly WorkbookSheet[], sheets: readonly WorkbookSheet[]): Finding[] {
  const others = sheets.filter((sheet) => !read.includes(sheet) && !isDefaults(sheet) && !isEmpty(sheet))
  if (others.length === 0) return []
  const names = others.map(({ name, hidden }) => `“${name}”${hidden ? ' (hidden)' : ''}`)
  const which = `${read.length === 1 ? 'sheet' : 'sheets'} ${listed(read.map(({ name }) => `“${name}”`))}`
  return [
    findingOf(
      'sheets-not-read',
      `Only the ${which} ${read.length === 1 ? 'was' : 'were'} read, not ${names.join(', ')}. To read another one, add ${option('sheet', others[0]?.name ?? '')} to the command.`,
    ),
  ]
}

function hiddenParts(sheet: WorkbookSheet): Finding[] {
  const rows = sheet.cells.flatMap((row, index) =>
    sheet.hiddenRows.has(index + 1) && row.some((value) => value !== '') ? [index + 1] : [],
  )
  const columns = [...sheet.hiddenColumns].filter((column) => sheet.cells.some((row) => (row[column] ?? '') !== ''))
  const findings: Finding[] = []
  const [first] = rows
  if (first !== undefined) {
    findings.push(
      findingOf(
        'hidden-rows',
        `${rows.length === 1 ? 'A hidden row was' : `${rows.length} hidden rows were`} not read: ${inRanges(rows)}. Rows that a filter hides count as hidden. Show them in the spreadsheet program if they are meant.`,
        { cell: { row: first } },
      ),
    )
  }
  if (columns.length > 0) {
    const names = columns.map(
      (column) => `${columnLetter(column)} (${sheet.cells.find((row) => row[column])?.[column] ?? ''})`,
    )
    findings.push(
      findingOf(
        'hidden-columns',
        `${columns.length === 1 ? 'A hidden column was' : `${columns.length} hidden columns were`} not read: ${names.join(', ')}. Show them in the spreadsheet program if they are meant.`,
      ),
    )
  }
  return findings
}

/** `3, 7 to 12`. */
function inRanges(rows: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const row of rows) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === row - 1) last[1] = row
    else ranges.push([row, row])
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`)).join(', ')
}

function isDefaults({ name }: WorkbookSheet): boolean {
  return sameName(name, 'defaults')
}

const sameName = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

/** A sheet with only column names has no practices. */
function hasRows(sheet: WorkbookSheet): boolean {
  return sheet.cells.filter((row) => row.some((value) => value !== '')).length > 1
}

function isEmpty(sheet: WorkbookSheet): boolean {
  return sheet.cells.every((row) => row.every((value) => value === ''))
}
