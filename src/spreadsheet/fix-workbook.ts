/**
 * fix-these-rows.xlsx: the rows that could not be used, all their columns, and what is wrong in colour and in words.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { PracticeTable, TableRow } from '../model/practice-table.ts'
import { markOf } from '../model/row-mark.ts'
import type { Question, SheetWords } from '../model/questions.ts'
import type { SheetCell, SheetColumn, SheetToWrite } from './sheet.ts'
import { cell } from './sheet.ts'
import { columnFor } from './starter-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

export interface BadRow {
  readonly row: number
  readonly findings: readonly Finding[]
}

/**
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
      rows: bad.flatMap(({ row, findings }) => {
        const values = table.rows.find((candidate) => candidate.row === row)
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
  ]
  return writeWorkbook(words.say('sheet_fix'), sheets, words.say('author'))
}

function badRow(row: TableRow, findings: readonly Finding[], table: PracticeTable): SheetCell[] {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const reasons = errors.map(({ message, cell: at }) =>
    at?.column === undefined ? message : `${at.column}: ${message}`,
  )
  return [
    cell(String(row.row)),
    cell(reasons.join('\n')),
    ...table.headers.map(({ written, index }): SheetCell => {
      const wrong = errors.flatMap(({ message, cell: at }) => (at?.column === written ? [message] : [])).join('\n')
      const text = row.values[index] ?? ''
      // What is no real date stays text as it was typed, or the file would change what it asks about.
      const typed = row.realDates?.includes(index) === true ? {} : { kind: 'text' as const }
      return { text, ...(text === '' || wrong !== '' ? {} : typed), ...(wrong === '' ? {} : { wrong }) }
    }),
    cell(markOf(row)),
  ]
}
