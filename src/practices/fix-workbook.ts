/**
 * The workbook of rows to fix (fix-these-rows.xlsx): writes it, and puts rows that come back corrected into the table.
 *
 * @module
 */
import { listed, option } from '../base/text.ts'
import { type Finding, UserError } from '../model/finding.ts'
import {
  markOf,
  rowName,
  type PracticeTable,
  type Question,
  type SheetWords,
  type TableHeader,
  type PracticeRow,
} from '../model/practice-table.ts'
import { findingOf, isUnusable } from '../model/rules.ts'
import { plainName } from './columns.ts'
import { columnFor } from './starter-workbook.ts'
import { cell, type SheetCell, type SheetColumn, type SheetToWrite, writeWorkbook } from './write-workbook.ts'

/**
 * The table with its corrected rows in place of the old ones.
 *
 * A row in which somebody wrote “leave out”, or that they deleted, is left out.
 *
 * @param fixed fix-these-rows.xlsx as read
 * @param sent its hidden sheet of the rows that it had; null where another program has dropped that
 * @throws UserError when `fixed` was not made from this table as it is now
 */
export function joinFixed(
  table: PracticeTable,
  fixed: PracticeTable,
  words: SheetWords,
  sent: PracticeTable | null = null,
): PracticeTable {
  const column = (key: string): TableHeader => {
    const header = fixed.headers.find(({ written }) => plainName(written) === plainName(words.say(key)))
    if (header !== undefined) return header
    throw new UserError(
      'usage',
      `${fixed.file} has no column “${words.say(key)}”, so its rows cannot be matched to ${table.file}.`,
      'Use the file that the tool wrote, with its columns as they were.',
    )
  }
  const [rowColumn, markColumn] = [column('head_row'), column('head_mark')]
  const places = pairHeaders(table, fixed)
  const corrected = new Map(
    fixed.rows.map((row) => {
      const name = (row.values[rowColumn.index] ?? '').trim()
      const old = table.rows.find((candidate) => rowName(candidate, table) === name)
      if (old === undefined || markOf(old) !== (row.values[markColumn.index] ?? '')) throw changed(table, fixed, row)
      return [name, correct(old, row, places, table.width)]
    }),
  )
  const leftOut = new Set([
    ...fixed.rows.flatMap(({ values }) => (values.some(isLeaveOut) ? [(values[rowColumn.index] ?? '').trim()] : [])),
    // Only a row that is still as it was: another one may stand there now.
    ...table.rows.flatMap((row) => {
      const name = rowName(row, table)
      const wasSent = sent?.rows.some(({ values }) => values[0] === name && values[1] === markOf(row)) === true
      return wasSent && !corrected.has(name) ? [name] : []
    }),
  ])
  const rows = table.rows.flatMap((row) => {
    const name = rowName(row, table)
    return leftOut.has(name) ? [] : [corrected.get(name) ?? row]
  })
  const [first] = [...leftOut]
  if (first === undefined) return { ...table, rows }
  const message = `Left out, as ${fixed.file} says: ${leftOut.size === 1 ? 'row' : 'rows'} ${listed([...leftOut])}.`
  return { ...table, rows, findings: [...table.findings, findingOf('rows-left-out', message)] }
}

/** Written into any cell of a row to leave it out. */
const isLeaveOut = (text: string): boolean => ['leaveout', 'leftout', 'leaveitout'].includes(plainName(text))

/** Name of the hidden sheet with the rows of the file, so that a deleted row is known. */
export const SENT = 'sent'

/** Header in the table, header in the corrected file. Headers of the same name are paired in their order. */
function pairHeaders(table: PracticeTable, fixed: PracticeTable): (readonly [TableHeader, TableHeader])[] {
  const left = [...fixed.headers]
  return table.headers.flatMap((header) => {
    const at = left.findIndex(({ written }) => written === header.written)
    const [match] = at < 0 ? [] : left.splice(at, 1)
    return match === undefined ? [] : [[header, match] as const]
  })
}

function correct(
  old: PracticeRow,
  row: PracticeRow,
  places: readonly (readonly [TableHeader, TableHeader])[],
  width: number,
): PracticeRow {
  // Values that a stray comma pushed beyond the last column are back in their own columns in the corrected row.
  const values = old.values.slice(0, width)
  const realDates = (old.realDates ?? []).filter((index) => places.every(([to]) => to.index !== index))
  for (const [to, from] of places) {
    while (values.length <= to.index) values.push('')
    values[to.index] = row.values[from.index] ?? ''
    if (row.realDates?.includes(from.index) === true) realDates.push(to.index)
  }
  return { ...old, values, ...(realDates.length > 0 || old.realDates !== undefined ? { realDates } : {}) }
}

function changed(table: PracticeTable, fixed: PracticeTable, row: PracticeRow): UserError {
  return new UserError(
    'usage',
    `Row ${row.row} of ${fixed.file} does not belong to ${table.file} as it is now: one of the two has changed since the rows to fix were written.`,
    `If there were several files of rows to fix, name them all with ${option('fixed')}, the first one first. Otherwise run the command without ${option('fixed')}: it writes a new file of rows to fix. Copy your corrections into it.`,
  )
}

/** A row with something to fix, and what. */
export interface BadRow extends Pick<PracticeRow, 'row' | 'sheet'> {
  readonly findings: readonly Finding[]
}

/**
 * Writes the rows with something to fix, with all their columns and what is wrong, in colour and in words.
 *
 * @param questionOf the question of a column, by its header as written; null for a column that is not understood
 * @param names of the practices file and of this file, as a user would type them
 */
export async function fixWorkbook(
  table: PracticeTable,
  bad: readonly BadRow[],
  questionOf: (header: string) => Question | null,
  words: SheetWords,
  names: { readonly file: string; readonly this: string },
): Promise<Uint8Array> {
  const sheets: SheetToWrite[] = [
    {
      name: words.say('sheet_fix'),
      columns: [
        { header: words.say('head_row'), width: 8, kind: 'text' },
        { header: words.say('head_wrong'), width: 60, kind: 'text' },
        ...table.headers.map(({ written }): SheetColumn => {
          const question = questionOf(written)
          return question === null
            ? { header: written, width: 14, kind: 'text' }
            : { ...columnFor(question, words), header: written }
        }),
        { header: words.say('head_mark'), width: 14, kind: 'text' },
      ],
      rows: bad.flatMap(({ findings, ...at }) => {
        const values = table.rows.find((candidate) => rowName(candidate, table) === rowName(at, table))
        return values === undefined ? [] : [badRow(values, findings, table)]
      }),
      fixedColumns: 2,
    },
    {
      name: words.say('sheet_how_to'),
      columns: [{ header: '', width: 100, kind: 'text' }],
      rows: words.lines('how_to_fix', names).map((line) => [cell(line)]),
      withHeaders: false,
    },
    {
      name: SENT,
      columns: [
        { header: words.say('head_row'), width: 8, kind: 'text' },
        { header: words.say('head_mark'), width: 14, kind: 'text' },
      ],
      rows: table.rows
        .filter((row) => bad.some((one) => rowName(one, table) === rowName(row, table)))
        .map((row) => [cell(rowName(row, table)), cell(markOf(row))]),
      hidden: true,
    },
  ]
  return writeWorkbook(words.say('sheet_fix'), sheets, words.say('author'))
}

function badRow(row: PracticeRow, findings: readonly Finding[], table: PracticeTable): SheetCell[] {
  const errors = findings.filter((finding) => finding.severity === 'error' || isUnusable(finding))
  const reasons = errors.map(({ message, cell: at }) =>
    at?.column === undefined ? message : `${at.column}: ${message}`,
  )
  return [
    cell(rowName(row, table)),
    cell(reasons.join('\n')),
    ...table.headers.map(({ written, index }): SheetCell => {
      const wrong = errors.flatMap(({ message, cell: at }) => (at?.column === written ? [message] : [])).join('\n')
      const text = row.values[index] ?? ''
      // A date typed as text stays text; otherwise the file would change the value that it asks about.
      const typed = row.realDates?.includes(index) === true ? {} : { kind: 'text' as const }
      return { text, ...(text === '' || wrong !== '' ? {} : typed), ...(wrong === '' ? {} : { wrong }) }
    }),
    cell(markOf(row)),
  ]
}
