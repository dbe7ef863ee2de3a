/**
 * What the commands about spreadsheets share: the guide's lists, the questions, the words.
 *
 * @module
 */
import { existsSync } from 'node:fs'
import type { GuideData } from '../../model/guide.ts'
import type { Question } from '../../model/questions.ts'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES } from '../../base/package-root.ts'
import { parseGuideData } from '../../parse/guide-data.ts'
import type { Column } from '../../parse/practices/columns.ts'
import { knownColumns, plainName } from '../../parse/practices/columns.ts'
import type { Questions } from '../../parse/practices/parse-questions.ts'
import { parseQuestions } from '../../parse/practices/parse-questions.ts'
import { readGuide } from '../../read/read-guide.ts'
import { readSpreadsheetWords } from '../../read/read-spreadsheet-words.ts'
import { readTemplates } from '../../read/read-templates.ts'
import { openWords, type Words } from '../../template/words.ts'

export interface Sheets extends Questions {
  readonly data: GuideData
  readonly columns: ReadonlyMap<string, Column>
  /** The words that documents share. */
  readonly shared: Words
  /** The question of a column by its header as written; null for a column that is not understood. */
  readonly questionOf: (header: string) => Question | null
}

export interface SheetOptions {
  readonly guide: string
  readonly templates: string
}

/** A new user in an empty folder has neither a guide nor templates: those that ship will do. */
const orBuiltIn = (folder: string, builtIn: string): string => (existsSync(folder) ? folder : builtIn)

/** @throws UserError 2 or 3 when a guide's lists or the words cannot be read */
export async function openSheets(options: SheetOptions): Promise<Sheets> {
  const guide = await readGuide(orBuiltIn(options.guide, BUILT_IN_GUIDE), BUILT_IN_GUIDE)
  const { data } = parseGuideData(guide.data)
  const shared = openWords(
    (await readTemplates(orBuiltIn(options.templates, BUILT_IN_TEMPLATES), BUILT_IN_TEMPLATES, [])).words,
  )
  const source = await readSpreadsheetWords(options.templates, BUILT_IN_TEMPLATES)
  const { questions, words } = parseQuestions(source, data, (id) => shared.say(`milestones.${id}`))
  const columns = knownColumns(data)
  const byId = new Map(questions.map((question) => [question.id, question]))
  const questionOf = (header: string) => byId.get(columns.get(plainName(header))?.id ?? '') ?? null
  return { questions, words, data, columns, shared, questionOf }
}
