/**
 * Values for many practices at once: the sheet or file `defaults`.
 *
 * A row of it applies to the practices that have what its key columns say (`wave`, `icb`, `current_system`,
 * `new_system`; an empty one says nothing). Its other cells fill the empty cells of a practice's row. The row with more
 * keys filled wins over one with fewer, and the practice's own row over both.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { GuideData } from '../model/guide.ts'
import type { PracticeTable, PracticeRow } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import { cleanText } from './clean-text.ts'
import { type Column, plainName } from './columns.ts'
import { matchColumns, type MatchedColumn } from './match-columns.ts'
import { matchSystem } from './parse-value.ts'

const KEYS = ['wave', 'icb', 'current_system', 'new_system'] as const
type Key = (typeof KEYS)[number]

/** A value from a row of defaults, with its place. */
interface DefaultValue {
  readonly column: Column
  readonly text: string
  readonly at: Pick<Finding, 'cell' | 'place'>
}

export interface Defaults {
  /** Columns that any row of defaults may fill. */
  readonly columns: ReadonlySet<string>
  /** About the defaults themselves: unknown columns, what was not read. */
  readonly findings: readonly Finding[]
  /** @param own what a practice's row says in a column, cleaned; empty where it says nothing */
  readonly for: (own: (id: string) => string) => ReadonlyMap<string, DefaultValue>
  /** Reports the rows that have applied to no practice so far. */
  readonly unused: () => readonly Finding[]
}

interface DefaultRow {
  readonly row: number
  /** A key column, what it must be, and as written. */
  readonly keys: readonly (readonly [Key, string, string])[]
  readonly values: readonly DefaultValue[]
}

/** No defaults at all. */
const NONE: Defaults = { columns: new Set(), findings: [], for: () => new Map(), unused: () => [] }

/** @throws UserError when two columns mean the same */
export function parseDefaults(
  table: PracticeTable | undefined,
  known: ReadonlyMap<string, Column>,
  data: GuideData,
): Defaults {
  if (table === undefined) return NONE
  const { byId, findings } = matchColumns(table, known, [])
  const rows = table.rows.map((row) => toDefaultRow(row, byId, table, data))
  // Stable: among rows with equally many keys the first one counts.
  const bySpecificity = [...rows].sort((a, b) => b.keys.length - a.keys.length)
  const used = new Set<DefaultRow>()
  return {
    columns: new Set([...byId.keys()].filter((id) => !isKey(id))),
    findings: [...table.findings, ...findings].map((finding) => ({ ...finding, ...inDefaults(table, finding) })),
    for: (own) => {
      const values = new Map<string, DefaultValue>()
      for (const row of bySpecificity) {
        if (!row.keys.every(([key, wanted]) => keyOf(key, own(key), data) === wanted)) continue
        used.add(row)
        for (const value of row.values) if (!values.has(value.column.id)) values.set(value.column.id, value)
      }
      return values
    },
    unused: () => rows.filter((row) => !used.has(row)).map((row) => fitsNobody(row, table)),
  }
}

function toDefaultRow(
  row: PracticeRow,
  columns: ReadonlyMap<string, MatchedColumn>,
  table: PracticeTable,
  data: GuideData,
): DefaultRow {
  const keys: [Key, string, string][] = []
  const values: DefaultValue[] = []
  for (const { column, header } of columns.values()) {
    const text = cleanText(row.values[header.index] ?? '')
    if (text === '') continue
    if (isKey(column.id)) keys.push([column.id, keyOf(column.id, text, data), text])
    else {
      const cell = { row: row.row, column: header.written, letter: header.letter }
      values.push({ column, text, at: inDefaults(table, { cell }) })
    }
  }
  return { row: row.row, keys, values }
}

/** The system's id where the guide knows it, so that EMIS and EMIS Web are one. */
function keyOf(key: Key, text: string, data: GuideData): string {
  if (key === 'wave' || key === 'icb') return plainName(text)
  return matchSystem(text, data.systems)?.id ?? plainName(text)
}

/** A sheet is part of the practices file; a file of its own is named. */
function inDefaults(
  table: PracticeTable,
  { cell, place }: Pick<Finding, 'cell' | 'place'>,
): Pick<Finding, 'cell' | 'place'> {
  if (table.sheet !== undefined && cell !== undefined) return { cell: { ...cell, sheet: table.sheet } }
  return { place: place ?? { file: table.file, line: cell?.row ?? 1, column: 1 } }
}

function fitsNobody(row: DefaultRow, table: PracticeTable): Finding {
  const keys = row.keys.map(([key, , written]) => `${key} “${written}”`).join(' and ')
  return findingOf(
    'defaults-without-practice',
    `No practice has ${keys}, so row ${row.row} of the defaults was not used. Check how it is written in the practices.`,
    { ...inDefaults(table, { cell: { row: row.row } }) },
  )
}

function isKey(id: string): id is Key {
  return (KEYS as readonly string[]).includes(id)
}
