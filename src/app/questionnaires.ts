/**
 * Questionnaires for practices, as spreadsheets or Word documents, with the known answers filled in.
 *
 * @module
 */
import { join } from 'node:path'
import { isDay } from '../base/day.ts'
import { composeQuestionnaire, type AskedPractice } from '../compose/compose-questionnaire.ts'
import { themeFor } from '../document/theme.ts'
import { defined } from '../base/shape.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { type OdsRegister, TEXT_COLUMNS } from '../model/practice.ts'
import { type PracticeTable, type PracticeRow, rowName } from '../model/practice-table.ts'
import { noAnswers } from '../practices/build-practice.ts'
import { cleanText } from '../practices/clean-text.ts'
import { fillFromRegister } from '../practices/fill-from-register.ts'
import type { MatchedColumn } from '../practices/match-columns.ts'
import { parseOdsCode } from '../practices/parse-value.ts'
import { readOds } from '../practices/read-ods.ts'
import { practicesIn } from '../practices/parse-practices.ts'
import { questionnaireWorkbook, type KnownAnswer } from '../practices/questionnaire.ts'
import { writeFileAtomically } from '../packs/write-file.ts'
import { type ColumnsToKeep, openTable, type TableOptions } from './remembered-columns.ts'
import { openSheets, type SheetOptions, type Sheets } from './spreadsheets.ts'

type QuestionnaireFormat = 'xlsx' | 'docx'

interface WrittenQuestionnaires {
  readonly files: readonly string[]
  /** Rows without a valid ODS code. */
  readonly skipped: readonly string[]
  /** What reading the practices file found. */
  readonly findings: readonly Finding[]
  /** What the command said of columns, where the file beside the spreadsheet does not say it yet. */
  readonly columnsToKeep: ColumnsToKeep | null
}

export interface QuestionnaireOptions extends SheetOptions, TableOptions {
  readonly out: string
  readonly format: QuestionnaireFormat
  readonly only?: readonly string[]
  readonly ods?: string
  /** Replace existing files. */
  readonly force: boolean
  /** Called with each file that was written. */
  readonly onFile?: (file: string) => void
}

/** The only columns that a questionnaire needs: whose it is. Any other may be missing or wrong in the row. */
const NEEDED = ['ods_code', 'name', 'new_system']

/** Body text of the questionnaire in Word, in points. */
const BODY_PT = 12

/** @throws UserError where no questionnaire was asked for that can be made, or where a file cannot be read */
export async function newQuestionnaires(options: QuestionnaireOptions): Promise<WrittenQuestionnaires> {
  const sheets = await openSheets(options)
  const { table: whole, findings, map, columnsToKeep } = await openTable(options, sheets.columns)
  const register = options.ods === undefined ? null : await readOds(options.ods)
  const needed = NEEDED.filter((id) => id !== 'name' || register === null)
  const choice = { map, ...defined({ wave: options.wave }) }
  const { table, byId } = practicesIn(whole, sheets.columns, needed, choice)
  const only = options.only?.map((code) => code.toUpperCase())
  const make = options.format === 'docx' ? asDocument : asWorkbook
  const skipped: string[] = []
  const files: string[] = []
  for (const row of table.rows) {
    const code = parseOdsCode(valueIn(row, byId, 'ods_code'))
    if (!('value' in code)) skipped.push(rowName(row, table))
    else if (only === undefined || only.includes(code.value)) {
      const file = join(options.out, `${code.value}-questions.${options.format}`)
      const known = knownAnswers(row, code.value, byId, register)
      const practice = {
        ods: code.value,
        name: known('name')?.text ?? '',
        newSystem: valueIn(row, byId, 'new_system'),
      }
      await writeFileAtomically(file, await make(practice, known, sheets), { replace: options.force })
      files.push(file)
      options.onFile?.(file)
    }
  }
  if (files.length === 0) throw nothingWritten(table, only)
  return { files, skipped, findings: [...findings, ...table.findings], columnsToKeep }
}

type KnownPractice = (id: string) => KnownAnswer | null

/** The values of the row, and where it has none, those of the national file. */
function knownAnswers(
  row: PracticeRow,
  ods: string,
  columns: ReadonlyMap<string, MatchedColumn>,
  register: OdsRegister | null,
): KnownPractice {
  const answers = { ...noAnswers(), ods, name: valueIn(row, columns, 'name') || null }
  for (const id of TEXT_COLUMNS) {
    const text = valueIn(row, columns, id)
    if (text !== '') answers.text[id] = text
  }
  // Findings about the practice are for `check`, not for the questionnaire.
  if (register !== null) fillFromRegister(answers, register, () => undefined)
  const filled = new Map<string, string>([...Object.entries(answers.text), ['name', answers.name ?? '']])
  return (id) => {
    const index = columns.get(id)?.header.index
    const own = valueIn(row, columns, id)
    const text = own === '' ? (filled.get(id) ?? '') : own
    if (text === '') return null
    const isRealDate = index !== undefined && row.realDates?.includes(index) === true
    return { text, isRealDate: isRealDate || isDay(text) }
  }
}

const asWorkbook = (practice: AskedPractice, known: KnownPractice, { questions, words }: Sheets): Promise<Uint8Array> =>
  questionnaireWorkbook(practice, questions, known, words)

async function asDocument(practice: AskedPractice, known: KnownPractice, sheets: Sheets): Promise<Uint8Array> {
  const { renderDocument } = await import('../render/render.ts')
  const words = { sheet: sheets.words, words: sheets.shared }
  const answer = (id: string) => (id === 'ods_code' ? practice.ods : (known(id)?.text ?? ''))
  const document = composeQuestionnaire(practice, sheets.questions, answer, words)
  const [rendered] = await renderDocument(document, ['docx'], themeFor(BODY_PT))
  if (rendered === undefined) throw new Error('no questionnaire was rendered')
  return rendered.bytes
}

function valueIn(row: PracticeRow, columns: ReadonlyMap<string, MatchedColumn>, id: string): string {
  const index = columns.get(id)?.header.index
  return index === undefined ? '' : cleanText(row.values[index] ?? '')
}

function nothingWritten(table: PracticeTable, only: readonly string[] | undefined): UserError {
  return new UserError(
    'usage',
    only === undefined
      ? `${table.file} has no row with a valid ODS code, so no questionnaire was written.`
      : `${table.file} has no practice ${only.join(', ')}, so no questionnaire was written.`,
    'Look at the column for the ODS code, or run practice-packs check.',
  )
}
