/** `practice-packs new questionnaire`: a spreadsheet of questions for each practice. */
import { join } from 'node:path'
import { UserError } from '../../model/finding.ts'
import type { PracticeTable, TableRow } from '../../model/practice-table.ts'
import { cleanText } from '../../parse/practices/clean-text.ts'
import type { MatchedColumn } from '../../parse/practices/match-columns.ts'
import { matchColumns } from '../../parse/practices/match-columns.ts'
import { parseOdsCode } from '../../parse/practices/parse-value.ts'
import { readPractices } from '../../read/read-practices.ts'
import { questionnaireWorkbook } from '../../spreadsheet/questionnaire-workbook.ts'
import { writeWholeFile } from '../../write/write-file.ts'
import type { SheetOptions, Sheets } from './sheets.ts'
import { openSheets } from './sheets.ts'

export interface NewQuestionnaireOptions extends SheetOptions {
  readonly practices: string
  readonly out: string
  readonly only?: readonly string[]
  readonly force: boolean
}

/** What a questionnaire needs to know: whose it is. Anything else may be missing or wrong in the row. */
const NEEDED = ['ods_code', 'name', 'new_system']

export async function newQuestionnaire(options: NewQuestionnaireOptions): Promise<void> {
  const sheets = await openSheets(options)
  const table = await readPractices(options.practices)
  const { byId } = matchColumns(table, sheets.columns, NEEDED)
  const only = options.only?.map((code) => code.toUpperCase())
  const skipped: number[] = []
  let written = 0
  for (const row of table.rows) {
    const code = parseOdsCode(valueIn(row, byId, 'ods_code'))
    if (!('value' in code)) skipped.push(row.row)
    else if (only === undefined || only.includes(code.value)) {
      const file = join(options.out, `${code.value}-questions.xlsx`)
      await writeWholeFile(file, await questionnaireFor(row, code.value, byId, sheets), { replace: options.force })
      process.stdout.write(`${file}\n`)
      written += 1
    }
  }
  if (written === 0) throw nothingWritten(table, only)
  const left = skipped.length === 0 ? '' : ` Rows without a right ODS code were left out: ${skipped.join(', ')}.`
  process.stderr.write(
    `${written} questionnaires written.${left}\nSend each to its practice. When they are back in one folder: practice-packs import DIR --practices ${options.practices}\n`,
  )
}

async function questionnaireFor(
  row: TableRow,
  ods: string,
  columns: ReadonlyMap<string, MatchedColumn>,
  { questions, words }: Sheets,
): Promise<Uint8Array> {
  const practice = { ods, name: valueIn(row, columns, 'name'), newSystem: valueIn(row, columns, 'new_system') }
  const known = (id: string) => {
    const index = columns.get(id)?.header.index
    const text = valueIn(row, columns, id)
    if (index === undefined || text === '') return null
    return { text, isRealDate: row.realDates?.includes(index) === true || /^\d{4}-\d{2}-\d{2}$/.test(text) }
  }
  return questionnaireWorkbook(practice, questions, known, words)
}

function valueIn(row: TableRow, columns: ReadonlyMap<string, MatchedColumn>, id: string): string {
  const index = columns.get(id)?.header.index
  return index === undefined ? '' : cleanText(row.values[index] ?? '')
}

function nothingWritten(table: PracticeTable, only: readonly string[] | undefined): UserError {
  return new UserError(
    2,
    only === undefined
      ? `${table.file} has no row with a right ODS code, so no questionnaire was written.`
      : `${table.file} has no practice ${only.join(', ')}, so no questionnaire was written.`,
    `Look at the column for the ODS code, or run practice-packs check --practices ${table.file}.`,
  )
}
