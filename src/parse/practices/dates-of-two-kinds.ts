/**
 * A column of dates of which the spreadsheet program understood only some.
 *
 * @module
 */
import type { Finding } from '../../model/finding.ts'
import type { PracticeTable, TableRow } from '../../model/practice-table.ts'
import { findingOf } from '../../model/rules.ts'
import type { MatchedColumn } from './match-columns.ts'

/**
 * Typed dates beside real ones in a workbook: a spreadsheet that reads days the American way takes 3/4/2027 for the
 * fourth of March and leaves 31/03/2027 as text, so the real ones may be wrong.
 */
export function datesOfTwoKinds(
  rows: readonly TableRow[],
  columns: ReadonlyMap<string, MatchedColumn>,
  table: PracticeTable,
): Finding[] {
  return [...columns.values()].flatMap(({ column, header }): Finding[] => {
    if (!['date', 'repeat-order-by', 'previous-go-live'].includes(column.kind)) return []
    const typed = rows.find(({ values }) =>
      /^(?:1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d{4}$/.test((values[header.index] ?? '').trim()),
    )
    const real = rows.find(
      ({ values, realDates }) =>
        realDates?.includes(header.index) === true && Number((values[header.index] ?? '').slice(8, 10)) <= 12,
    )
    if (typed === undefined || real === undefined) return []
    const message = `Some cells of “${header.written}” are dates to the spreadsheet program (such as row ${real.row}, read as ${real.values[header.index] ?? ''}), others are text that it did not understand (such as row ${typed.row}, “${typed.values[header.index] ?? ''}”). That happens when it takes the month for the day. Check the dates whose day is 12 or less.`
    const cell = { row: real.row, column: header.written, letter: header.letter }
    return [
      findingOf('dates-of-two-kinds', message, {
        cell: table.sheet === undefined ? cell : { ...cell, sheet: table.sheet },
      }),
    ]
  })
}
