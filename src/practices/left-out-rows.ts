/**
 * Rows of a sheet that are no practice: totals, headings between rows, repeated column names, notes below the table.
 *
 * To add a kind: an entry in {@link KINDS}. A row is only left out where nothing in it could be a practice's.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { listed } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import { type PracticeRow, type PracticeTable, rowName } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import { cleanText } from './clean-text.ts'
import { NEEDED_COLUMNS, plainName } from './columns.ts'
import type { MatchedColumn } from './match-columns.ts'

interface RowInParts {
  /** Its filled cells, in their order. */
  readonly filled: readonly string[]
  readonly isIn: (id: string) => boolean
  readonly repeatsNames: boolean
}

const TOTAL =
  /^(?:(?:grand |sub[ -]?)?totals?|sum|count|average|mean|median|min(?:imum)?|max(?:imum)?|(?:number|no\.?) of)(?: (?:of )?(?:practices|patients|list size|number))?\W*[\d,. ]*$/i

/** What a row looks like, in the words of the finding. The first kind that fits counts. */
const KINDS: readonly { readonly what: string; readonly fits: (row: RowInParts) => boolean }[] = [
  { what: 'the column names again', fits: ({ repeatsNames }) => repeatsNames },
  { what: 'a total', fits: ({ filled }) => filled.some((text) => TOTAL.test(text)) },
  {
    what: 'a note',
    fits: ({ filled, isIn }) => filled.length === 1 && !isIn('name') && (filled[0] ?? '').length > 40,
  },
  { what: 'a heading', fits: ({ filled, isIn }) => filled.length === 1 && !isIn('name') },
]

/** What a row of a practice has besides its name: with two of them it is one, whatever else it says. */
const OF_A_PRACTICE = ['current_system', 'new_system', 'go_live']

/** Something that may be the code of a practice, well or badly written. */
const LIKE_A_CODE = /^(?=.*\d)[\p{L}\d./\\-]{3,12}$/u

/** The table without such rows, and one line that says which they were. */
export function leaveOutRows(
  table: PracticeTable,
  columns: ReadonlyMap<string, MatchedColumn>,
): { readonly table: PracticeTable; readonly findings: readonly Finding[] } {
  if (table.kind === 'answers') return { table, findings: [] }
  const out = new Map<string, PracticeRow[]>()
  const seen = new Map<string, string | undefined>()
  const rows = table.rows.filter((row) => {
    const key = NEEDED_COLUMNS.map((id) => textIn(row, columns, id)).join('\n')
    const isAgain = seen.has(key) && seen.get(key) !== row.sheet && textIn(row, columns, 'ods_code') !== ''
    if (!seen.has(key)) seen.set(key, row.sheet)
    const what = isAgain
      ? 'a practice of another sheet, whose row is the one that is used'
      : kindOf(row, table, columns)
    if (what !== null) out.set(what, [...(out.get(what) ?? []), row])
    return what === null
  })
  const [first] = [...out.values()].flat()
  if (first === undefined) return { table, findings: [] }
  const rowsIn = (at: readonly PracticeRow[]): string => listed(at.map((row) => rowName(row, table)))
  const said = [...out].map(([what, at]) =>
    at.length === 1 ? `row ${rowsIn(at)} looks like ${what}` : `rows ${rowsIn(at)} look like ${what}`,
  )
  const cell = { row: first.row, ...defined({ sheet: first.sheet ?? table.sheet }) }
  return {
    table: { ...table, rows },
    findings: [findingOf('rows-left-out', `Left out: ${said.join('; ')}.`, { cell })],
  }
}

const textIn = (row: PracticeRow, columns: ReadonlyMap<string, MatchedColumn>, id: string): string =>
  cleanText(row.values[columns.get(id)?.header.index ?? -1] ?? '')

function kindOf(row: PracticeRow, table: PracticeTable, columns: ReadonlyMap<string, MatchedColumn>): string | null {
  const textOf = (id: string): string => textIn(row, columns, id)
  const filled = row.values.map((value) => cleanText(value)).filter((text) => text !== '')
  if (filled.length === 0) return null
  const named = table.headers.filter(({ index, written }) => plainName(row.values[index] ?? '') === plainName(written))
  const repeatsNames = named.length >= 3 && named.length * 2 > filled.length
  const isPractice = LIKE_A_CODE.test(textOf('ods_code')) || OF_A_PRACTICE.filter((id) => textOf(id) !== '').length > 1
  if (isPractice && !repeatsNames) return null
  const parts = { filled, isIn: (id: string) => textOf(id) !== '', repeatsNames }
  return KINDS.find(({ fits }) => fits(parts))?.what ?? null
}
