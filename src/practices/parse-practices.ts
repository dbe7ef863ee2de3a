/**
 * Parse: a practices file as read → practices, and what is wrong with it.
 *
 * In:  a {@link PracticeTable}, the guide's lists of roles, conditions and systems.
 * Out: the practices that can be planned, the rows that cannot, and findings in the words of the spreadsheet.
 *
 * Pure: no disk, no clock. A bad row fails alone; only wrong columns stop everything, because with wrong columns every
 * row looks wrong.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { listed, option } from '../base/text.ts'
import { type Checked, type Finding, UserError } from '../model/finding.ts'
import type { GuideData } from '../model/guide.ts'
import type { OdsRegister, Practice } from '../model/practice.ts'
import { letterIn, rowName, type PracticeTable, type PracticeRow } from '../model/practice-table.ts'
import { findingOf, isUnusable } from '../model/rules.ts'
import { cleanText } from './clean-text.ts'
import { type Column, knownColumns, NEEDED_COLUMNS, plainName } from './columns.ts'
import { type DateOrder, datesOfTwoKinds } from './parse-date.ts'
import { parseDefaults } from './defaults.ts'
import { commissionerNote } from './fill-from-register.ts'
import { leaveOutRows } from './left-out-rows.ts'
import { matchColumns, type MatchedColumn } from './match-columns.ts'
import { type FindMissingCharacter, type ParsedRow, parseRow } from './parse-row.ts'
import { parseOdsCode } from './parse-value.ts'

export interface ParsePracticesOptions {
  /** ODS codes of the practices to parse; other rows are ignored. */
  readonly only?: readonly string[]
  /** Only rows of this wave: of the column `wave`, or of a sheet of that name. */
  readonly wave?: string
  readonly missingCharacter: FindMissingCharacter
  /** Columns that the file must have; absent: those that a plan needs. */
  readonly needed?: readonly string[]
  /** From a header as written to a column's name, or to `ignore` (`map`). */
  readonly map?: ReadonlyMap<string, string>
  /** Which number of `03/04/2027` is the day, where the user has said so (`dateOrder`). */
  readonly dateOrder?: DateOrder
  /** The national file of practices (`ods`): names, addresses and phones come from it where the row has none. */
  readonly register?: OdsRegister
}

/** A row with something to fix. */
export interface FailedRow extends Pick<PracticeRow, 'row' | 'sheet'> {
  /** Null when the row's code is missing or wrong. */
  readonly ods: string | null
  /** As written; may be empty. */
  readonly name: string
  /** What is wrong with the row's cells; also among the findings of the file. */
  readonly findings: readonly Finding[]
}

export interface ParsedPractices {
  /** In the order of the file. */
  readonly practices: readonly Practice[]
  /** Rows that cannot be planned. */
  readonly failed: readonly FailedRow[]
  /** The failed rows, and those of which a value counts as not known because it cannot be used. */
  readonly toFix: readonly FailedRow[]
}

/**
 * @returns findings: of the file first, then of its columns, then row by row; those of failed rows are among them
 * @throws UserError when columns are missing, doubled or wrongly mapped, or `only` names a code that is not there
 */
export function parsePractices(
  whole: PracticeTable,
  data: GuideData,
  options: ParsePracticesOptions,
): Checked<ParsedPractices> {
  const known = knownColumns(data)
  const defaults = parseDefaults(whole.defaults, known, data)
  const needed = (options.needed ?? NEEDED_COLUMNS).filter(
    (id) => !defaults.columns.has(id) && (id !== 'name' || options.register === undefined),
  )
  const columns = matchColumns(whole, known, needed, options.map)
  const { table, findings: leftOut } = leaveOutRows(whole, columns.byId)
  const codes = codesOf(table, columns.byId)
  const wanted = wantedRows(ofWave(table, columns.byId, options.wave), codes, options.only)
  const rows = wanted.map((row) => {
    const parsed = parseRow(row, { table, columns: columns.byId, unread: columns.unread, data, defaults, ...options })
    const twins = codes.get(parsed.ods ?? '') ?? []
    return twins.length < 2 ? parsed : asDuplicate(parsed, twins, columns.byId, table)
  })
  const asRow = ({ row, sheet, ods, name, findings: found }: ParsedRow): FailedRow => ({
    row,
    ...defined({ sheet }),
    ods,
    name,
    findings: found,
  })
  return {
    value: {
      practices: rows.flatMap(({ practice }) => (practice === null ? [] : [practice])),
      failed: rows.filter(({ practice }) => practice === null).map(asRow),
      toFix: rows.filter(({ practice, findings }) => practice === null || findings.some(isUnusable)).map(asRow),
    },
    findings: [
      ...table.findings,
      ...columns.findings,
      ...leftOut,
      ...defaults.findings,
      ...(options.only === undefined ? defaults.unused() : []),
      ...datesOfTwoKinds(wanted, columns.byId, table),
      ...(options.register === undefined ? [] : registerNotes(options.register, rows)),
      ...rows.flatMap(({ findings }) => findings),
    ],
  }
}

/**
 * The rows of practices of a table, without totals and the like, and its columns: for what needs no plan.
 *
 * @throws UserError when columns are missing, doubled or wrongly mapped, or no row is of that wave
 */
export function practicesIn(
  whole: PracticeTable,
  known: ReadonlyMap<string, Column>,
  needed: readonly string[],
  { map, wave }: Pick<ParsePracticesOptions, 'map' | 'wave'>,
): { readonly table: PracticeTable; readonly byId: ReadonlyMap<string, MatchedColumn> } {
  const { byId } = matchColumns(whole, known, needed, map)
  return { table: ofWave(leaveOutRows(whole, byId).table, byId, wave), byId }
}

/** Rows by their code, valid codes only. */
function codesOf(
  table: PracticeTable,
  columns: ReadonlyMap<string, MatchedColumn>,
): ReadonlyMap<string, PracticeRow[]> {
  const codes = new Map<string, PracticeRow[]>()
  for (const row of table.rows) {
    const code = codeIn(row, columns)
    if (code !== null) codes.set(code, [...(codes.get(code) ?? []), row])
  }
  return codes
}

function codeIn(row: PracticeRow, columns: ReadonlyMap<string, MatchedColumn>): string | null {
  const index = columns.get('ods_code')?.header.index
  const parsed = parseOdsCode(index === undefined ? '' : cleanText(row.values[index] ?? ''))
  return 'value' in parsed ? parsed.value : null
}

/** @throws UserError when no row is of that wave */
function ofWave(
  table: PracticeTable,
  columns: ReadonlyMap<string, MatchedColumn>,
  wave: string | undefined,
): PracticeTable {
  if (wave === undefined) return table
  const index = columns.get('wave')?.header.index ?? -1
  const wavesOf = (row: PracticeRow) => [cleanText(row.values[index] ?? ''), row.sheet ?? table.sheet ?? '']
  const rows = table.rows.filter((row) => wavesOf(row).some((name) => plainName(name) === plainName(wave)))
  if (rows.length > 0) return { ...table, rows }
  const known = [...new Set(table.rows.flatMap(wavesOf))].filter((name) => name !== '')
  throw new UserError(
    'usage',
    `${table.file} has no practice of the wave “${wave}”.`,
    known.length === 0 ? 'It has no column wave.' : `It has ${known.slice(0, 20).join(', ')}.`,
  )
}

function wantedRows(
  table: PracticeTable,
  codes: ReadonlyMap<string, readonly PracticeRow[]>,
  only: readonly string[] | undefined,
): readonly PracticeRow[] {
  if (only === undefined) return table.rows
  const wanted = only.map((code) => code.trim().toUpperCase()).filter((code) => code !== '')
  const absent = wanted.filter((code) => !codes.has(code))
  if (wanted.length === 0 || absent.length > 0) {
    const some = [...codes.keys()].slice(0, 20)
    throw new UserError(
      'usage',
      wanted.length === 0
        ? `${option('only')} names no ODS code.`
        : `${table.file} has no practice ${absent.join(', ')}.`,
      `It has ${some.join(', ')}${codes.size > some.length ? ` and ${codes.size - some.length} more` : ''}.`,
    )
  }
  const rows = new Set(wanted.flatMap((code) => codes.get(code) ?? []))
  return table.rows.filter((row) => rows.has(row))
}

/** All rows with the same code fail, because it is not clear which of them is meant. */
function asDuplicate(
  parsed: ParsedRow,
  rows: readonly PracticeRow[],
  columns: ReadonlyMap<string, MatchedColumn>,
  table: PracticeTable,
): ParsedRow {
  const header = columns.get('ods_code')?.header
  const finding: Finding = findingOf(
    'duplicate-ods-code',
    `${parsed.ods ?? ''} is in rows ${listed(rows.map((row) => rowName(row, table)))}, and it is not clear which of them is meant. Correct the code or delete all but one row.`,
    {
      cell: {
        row: parsed.row,
        ...(header === undefined ? {} : { column: header.written, letter: letterIn(parsed, table, header) }),
        ...defined({ sheet: parsed.sheet ?? table.sheet }),
      },
      ...(parsed.ods === null ? {} : { practice: parsed.ods }),
    },
  )
  return { ...parsed, practice: null, findings: [finding, ...parsed.findings] }
}

function registerNotes(register: OdsRegister, rows: readonly ParsedRow[]): Finding[] {
  const known = rows.filter(({ ods }) => ods !== null && register.practices.has(ods))
  const without = known.flatMap(({ practice, ods }) => (practice?.text.icb === null && ods !== null ? [ods] : []))
  const message = `${known.length} of ${rows.length} practices were looked up in the national practice file ${register.file}, which has ${register.practices.size} organisations; ${register.newest === null ? 'it has no date' : `the newest date in it is ${register.newest}`}. Values in the spreadsheet were kept.`
  return [findingOf('national-file', message), ...commissionerNote(register, without)]
}
