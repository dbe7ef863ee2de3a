/**
 * Headers of a practices file → which column means what, with suggestions for unknown names and a warning about columns
 * that look like patients' details.
 *
 * One fundamental problem at a time: duplicate columns first, then missing ones; what is wrong in the rows is only worth
 * reading when the columns are right.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein'
import { defined } from '../base/shape.ts'
import { listed, nearestBy, option } from '../base/text.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { namesOf, type PracticeTable, type TableHeader } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import { bareName, certainColumn, likelyColumn } from './column-names.ts'
import { type Column, plainName } from './columns.ts'

/** Names of columns with patients' details. No pack needs any, so they should not be in the file. */
const PATIENT_COLUMNS = new Set([
  'nhsnumber',
  'nhsno',
  'nhsnum',
  'patientname',
  'patientnames',
  'patientid',
  'patientaddress',
  'dob',
  'dateofbirth',
  'birthdate',
])

/** @param unknown only these are looked at: a known column holds what its name says */
function patientDetails(table: PracticeTable, unknown: readonly TableHeader[]): Finding[] {
  return unknown.flatMap((header): Finding[] => {
    const filled = table.rows.filter(({ values }) => (values[header.index] ?? '').trim() !== '')
    // One phone number in eleven passes the check by chance; a column of them does not.
    const numbers = filled.length > 0 && filled.every(({ values }) => isNhsNumber(values[header.index] ?? ''))
    if (!numbers && !PATIENT_COLUMNS.has(plainName(header.written))) return []
    const why = numbers ? 'holds what look like NHS numbers' : 'looks like a detail of patients'
    return [
      findingOf(
        'patient-details',
        `The column “${header.written}” ${why}. Packs are made without patients' details, and this file should contain none: delete the column and save the file again.`,
        {
          cell: {
            row: table.headerRow,
            column: header.written,
            letter: header.letter,
            ...defined({ sheet: table.sheet }),
          },
        },
      ),
    ]
  })
}

/** Ten digits, of which the last checks the others (NHS Data Dictionary: modulus 11). */
function isNhsNumber(text: string): boolean {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^[1-9]\d{9}$/.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const check = 11 - (sum % 11)
  return check !== 10 && check % 11 === Number(digits[9])
}

/** The known id nearest to what was written, or null when nothing is near enough to be worth a reader's time. */
export function suggestColumn(written: string, known: Iterable<string>): string | null {
  const ids = [...known]
  const likely = likelyColumn(written)
  if (likely !== undefined) return ids.includes(likely) ? likely : null
  return nearestBy(plainName(written), ids, plainName, stepsBetween)
}

/** Too far to be suggested. */
const FAR = 1000

/** A slip or two of a long name; or a known name with words around it that say nothing else. */
function stepsBetween(written: string, known: string): number {
  const rest = written.startsWith(known)
    ? written.slice(known.length)
    : written.endsWith(known)
      ? written.slice(0, -known.length)
      : null
  if (rest !== null && known.length >= 3 && SAYS_NOTHING.test(rest)) return 1
  // Two swapped letters are one slip, however short the name.
  if ([...written].sort().join('') === [...known].sort().join('')) return 1
  const steps = distance(written, known)
  return steps <= (known.length < 5 ? 0 : known.length < 9 ? 1 : 2) ? steps : FAR
}

const SAYS_NOTHING =
  /^(?:date|day|agreed|planned|proposed|confirmed|actual|expected|target|number|no|num|text|col|column|value|field|details?|yn|yesno|new|practice|current|the|of|\d)+$/

export interface MatchedColumn {
  readonly column: Column
  readonly header: TableHeader
}

interface MatchedColumns {
  /** By the column's own id. */
  readonly byId: ReadonlyMap<string, MatchedColumn>
  /** Columns that nothing reads; without those that the user told to ignore. */
  readonly unread: readonly TableHeader[]
  readonly findings: readonly Finding[]
}

/** Target of the option `map` for a column that should be left alone without a warning. */
export const IGNORE = 'ignore'

/**
 * @param map from a header as written to a column's name (`Golive` → `go_live`), or to `ignore`
 * @param needed ids without which nothing can be planned
 * @throws UserError for two columns of one meaning, a missing needed column, or a `map` that fits nothing
 */
export function matchColumns(
  table: PracticeTable,
  known: ReadonlyMap<string, Column>,
  needed: readonly string[],
  map: ReadonlyMap<string, string> = new Map(),
): MatchedColumns {
  const mapped = readMap(table, known, map)
  const byId = new Map<string, MatchedColumn>()
  const unknown: TableHeader[] = []
  for (const header of table.headers) {
    const to = namesOf(header).flatMap((name) => mapped.get(plainName(name)) ?? [])[0]
    const column = known.get(to ?? plainName(header.written))
    if (to === IGNORE) continue
    if (column === undefined) {
      unknown.push(header)
      continue
    }
    const other = byId.get(column.id)
    if (other !== undefined) throw twoColumns(table, column, other.header, header)
    byId.set(column.id, { column, header })
  }
  const taken = takeOtherNames(table, unknown, known, byId)
  const unread = unknown.filter((header) => !taken.has(header))
  const missing = needed.filter((id) => !byId.has(id))
  if (missing.length > 0) throw missingColumns(table, missing, unread)
  const ids = new Set([...known.values()].map(({ id }) => id).filter((id) => !byId.has(id)))
  const patients = patientDetails(table, unread)
  const others = unread.filter(({ letter }) => patients.every(({ cell }) => cell?.letter !== letter))
  return {
    byId,
    unread,
    findings: [
      ...taken.values(),
      ...patients,
      ...others.map((header) => secondColumn(table, header, known, byId) ?? unknownColumn(table, header, ids)),
    ],
  }
}

/** Columns under another name that can only mean one column, which no other header means: they are read, with a note. */
function takeOtherNames(
  table: PracticeTable,
  unknown: readonly TableHeader[],
  known: ReadonlyMap<string, Column>,
  byId: Map<string, MatchedColumn>,
): ReadonlyMap<TableHeader, Finding> {
  const meant = unknown.flatMap((header) => {
    const column = otherNameOf(header.written, known)
    return column === undefined || byId.has(column.id) ? [] : [{ header, column }]
  })
  const alone = meant.filter(({ column }) => meant.filter((other) => other.column.id === column.id).length === 1)
  for (const { header, column } of alone) byId.set(column.id, { column, header })
  return new Map(
    alone.map(({ header, column }) => [
      header,
      findingOf(
        'column-by-other-name',
        `The column “${header.written}” is read as ${column.id}. If that is wrong, leave it out with ${option('map', `${header.written}=ignore`)}.`,
        placeOfHeader(table, header),
      ),
    ]),
  )
}

function otherNameOf(written: string, known: ReadonlyMap<string, Column>): Column | undefined {
  const certain = certainColumn(written)
  if (certain !== undefined) return known.get(plainName(certain))
  const { name, kind } = bareName(written)
  const column = known.get(name)
  const fits = kind === 'date' ? column?.kind === 'date' || column?.kind === 'apps-off' : column?.kind === 'condition'
  return kind !== null && fits ? column : undefined
}

function readMap(
  table: PracticeTable,
  known: ReadonlyMap<string, Column>,
  map: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const written = new Set(table.headers.flatMap(namesOf).map(plainName))
  return new Map(
    [...map].map(([from, to]) => {
      if (!written.has(plainName(from))) {
        throw new UserError(
          'usage',
          `${option('map', `${from}=${to}`)}: ${table.file} has no column called “${from}”.`,
          `It has columns called ${listNames(table)}.`,
        )
      }
      if (plainName(to) === IGNORE) return [plainName(from), IGNORE]
      if (known.has(plainName(to))) return [plainName(from), plainName(to)]
      const suggestion = suggestColumn(to, new Set([...known.values()].map(({ id }) => id)))
      throw new UserError(
        'usage',
        `${option('map', `${from}=${to}`)}: there is no column named ${to} to map to.`,
        suggestion === null
          ? 'Columns that are understood are listed by `practice-packs new spreadsheet`.'
          : `Did you mean ${suggestion}?`,
      )
    }),
  )
}

function twoColumns(table: PracticeTable, column: Column, first: TableHeader, second: TableHeader): UserError {
  const names =
    first.written === second.written
      ? `two columns called “${first.written}” (${first.letter} and ${second.letter})`
      : `two columns that mean the same: “${first.written}” (${first.letter}) and “${second.written}” (${second.letter}) are both read as ${column.id}`
  return new UserError(
    'usage',
    `${table.file} has ${names}.`,
    `Delete or rename one of them, or leave one out with ${option('map', `${second.written}=ignore`)}, and try again.`,
  )
}

function missingColumns(table: PracticeTable, missing: readonly string[], unknown: readonly TableHeader[]): UserError {
  const taken = new Set<string>()
  const guesses = missing.flatMap((id) => {
    // A column that is understood otherwise may be meant too, but only where people use its name for this one.
    const header =
      unknown.find(({ written }) => !taken.has(written) && suggestColumn(written, [id]) === id) ??
      table.headers.find(({ written }) => !taken.has(written) && likelyColumn(written) === id)
    if (header === undefined) return []
    taken.add(header.written)
    return [{ id, written: header.written }]
  })
  const lost = missing.filter((id) => guesses.every((guess) => guess.id !== id))
  const lines = [
    `It has columns called ${listNames(table)}.`,
    ...(guesses.length === 0
      ? []
      : [
          `Is ${listed(guesses.map(({ id, written }) => `“${written}” the column ${id}`))}? Rename ${guesses.length === 1 ? 'it' : 'them'}, or add this to the command:`,
          `  ${guesses.map(({ id, written }) => option('map', `${written}=${id}`)).join(' ')}`,
        ]),
    ...(lost.length === 0
      ? []
      : [
          `Add ${lost.length === 1 ? 'the column' : 'the columns'} ${lost.join(', ')}, with a value in every row, or say with ${option('map')} which column is meant. Capitals, spaces, _ and - make no difference.`,
        ]),
  ]
  return new UserError(
    'usage',
    `${table.file} has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(', ')}, and ${
      missing.length === 1 ? 'it is' : 'they are'
    } needed: without ${missing.length === 1 ? 'it' : 'them'} nothing can be planned.`,
    lines.join('\n'),
    // Perhaps the column is there, but hidden or without a name.
    { findings: table.findings, practices: table.file },
  )
}

/** A column that means one that is read already: which of the two holds, a person has to say. */
function secondColumn(
  table: PracticeTable,
  header: TableHeader,
  known: ReadonlyMap<string, Column>,
  byId: ReadonlyMap<string, MatchedColumn>,
): Finding | null {
  const column = otherNameOf(header.written, known)
  const read = byId.get(column?.id ?? '')
  if (column === undefined || read === undefined) return null
  return findingOf(
    'unknown-column',
    `The column “${header.written}” means ${column.id} too, and “${read.header.written}” is the one that was read. Leave one of them out with ${option('map', `${header.written}=ignore`)} or ${option('map', `${read.header.written}=ignore`)}.`,
    placeOfHeader(table, header),
  )
}

function unknownColumn(table: PracticeTable, header: TableHeader, ids: Iterable<string>): Finding {
  const suggestion = suggestColumn(header.written, ids)
  const help =
    suggestion === null
      ? `If it matters, give it a known name; if it does not, leave it, or say so with ${option('map', `${header.written}=ignore`)}.`
      : `Did you mean ${suggestion}? Rename it, or run again with ${option('map', `${header.written}=${suggestion}`)}.`
  return findingOf(
    'unknown-column',
    `The column “${header.written}” is not known, so nothing in it was used. ${help}`,
    { ...placeOfHeader(table, header) },
  )
}

function placeOfHeader(table: PracticeTable, header: TableHeader): Pick<Finding, 'cell' | 'place'> {
  if (table.kind === 'answers') {
    const line = table.rows.find((row) => (row.values[header.index] ?? '') !== '')?.lines?.[header.index] ?? 1
    return { place: { file: table.file, line, column: 1 } }
  }
  return {
    cell: {
      row: table.headerRow,
      column: header.written,
      letter: header.letter,
      ...defined({ sheet: table.sheet }),
    },
  }
}

function listNames(table: PracticeTable): string {
  return table.headers.map(({ written }) => written).join(', ')
}
