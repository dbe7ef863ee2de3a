/**
 * The practices of a run: the file, rows that came back mended, the national file, and what is said of all of them.
 *
 * Part of the pipeline, in a file of its own because `build`, `check` and `plan` all need it and nothing else of it.
 *
 * @module
 */
import type { Checked } from './model/finding.ts'
import type { GuideData } from './model/guide.ts'
import type { PracticeTable } from './model/practice-table.ts'
import { joinFixed } from './parse/practices/join-fixed.ts'
import type { DateOrder } from './parse/practices/parse-date.ts'
import type { ParsedPractices } from './parse/practices/parse-practices.ts'
import { parsePractices } from './parse/practices/parse-practices.ts'
import { parseSheetWords } from './parse/practices/parse-questions.ts'
import type { MissingCharacter } from './parse/practices/row-problems.ts'
import { BUILT_IN_TEMPLATES } from './package-root.ts'
import { readOds } from './read/read-ods.ts'
import { readPractices, readTable } from './read/read-practices.ts'
import { readSpreadsheetWords } from './read/read-spreadsheet-words.ts'

/** Flags about the practices, as the command line has them. */
export interface PracticeFlags {
  readonly practices: string
  /** `--only`: ODS codes. */
  readonly only?: readonly string[]
  /** `--map Golive=go_live`. */
  readonly map?: ReadonlyMap<string, string>
  /** `--date-order dmy`. */
  readonly dateOrder?: DateOrder
  /** `--fixed fix-these-rows.xlsx`. */
  readonly fixed?: string
  /** `--ods epraccur.csv`. */
  readonly ods?: string
}

export interface UnderstoodPractices extends Checked<ParsedPractices> {
  /** As read, mended rows in their places: what the rows to fix are written from. */
  readonly table: PracticeTable
}

/** @throws UserError 2 for wrong columns or flags, 3 for a file that cannot be read */
export async function understandPractices(
  flags: PracticeFlags & { readonly templates: string },
  data: GuideData,
  missingCharacter: MissingCharacter,
): Promise<UnderstoodPractices> {
  const read = await readPractices(flags.practices)
  const table = flags.fixed === undefined ? read : await withFixed(read, flags.fixed, flags.templates)
  const parsed = parsePractices(table, data, {
    missingCharacter,
    ...(flags.only === undefined ? {} : { only: flags.only }),
    ...(flags.map === undefined ? {} : { map: flags.map }),
    ...(flags.dateOrder === undefined ? {} : { dateOrder: flags.dateOrder }),
    ...(flags.ods === undefined ? {} : { register: await readOds(flags.ods) }),
  })
  return { ...parsed, table }
}

async function withFixed(table: PracticeTable, file: string, templates: string): Promise<PracticeTable> {
  const words = parseSheetWords(await readSpreadsheetWords(templates, BUILT_IN_TEMPLATES))
  return joinFixed(table, await readTable(file), words)
}
