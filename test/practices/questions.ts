import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GuideData } from '../../src/model/guide.ts'
import { parseQuestions, type Questions } from '../../src/practices/parse-questions.ts'
import { guideData } from './guide-data.ts'

/** The questions that ship, about a small guide or another one. */
export function shippedQuestions(data: GuideData = guideData): Questions {
  const file = join(import.meta.dirname, '../../templates/spreadsheet.yaml')
  const source = { file: 'templates/spreadsheet.yaml', text: readFileSync(file, 'utf8') }
  return parseQuestions(source, data, (id) => id)
}
