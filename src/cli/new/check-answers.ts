/**
 * Answers about one practice, looked at by the same rules as a row of a spreadsheet.
 *
 * @module
 */
import { firstMissing } from '../../fonts/coverage.ts'
import type { Finding } from '../../model/finding.ts'
import type { PracticeTable } from '../../model/practice-table.ts'
import { columnLetter } from '../../model/practice-table.ts'
import { isOpenAnswer } from '../../parse/practices/parse-value.ts'
import { parsePractices } from '../../parse/practices/parse-practices.ts'
import type { Sheets } from './sheets.ts'

/** Stands in for what is not answered yet, so that one answer can be looked at alone. */
const STAND_IN: Readonly<Record<string, string>> = {
  ods_code: 'A1',
  name: 'A',
  current_system: 'A',
  new_system: 'A',
  go_live: '2027-01-01',
}

/** What is wrong with an answer, or worth knowing about it. Empty when all is well. */
export function remarksOn(id: string, answer: string, { data, questionOf }: Sheets): readonly Finding[] {
  if (questionOf(id)?.needed === true && isOpenAnswer(answer)) return []
  const answers = Object.entries({ ...STAND_IN, [id]: answer })
  const table: PracticeTable = {
    file: 'answers',
    kind: 'answers',
    headerRow: 0,
    headers: answers.map(([written], index) => ({ written, index, letter: columnLetter(index) })),
    width: answers.length,
    rows: [{ row: 2, values: answers.map(([, text]) => text), lines: answers.map((_, index) => index + 1) }],
    findings: [],
  }
  const line = answers.findIndex(([name]) => name === id) + 1
  const { findings } = parsePractices(table, data, { missingCharacter: firstMissing })
  return findings.filter(({ place }) => place?.line === line)
}
