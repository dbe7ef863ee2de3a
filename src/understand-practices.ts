/**
 * The practices of a run: the file, rows that came back mended, the national file, and what is said of all of them.
 *
 * Part of the pipeline, in a file of its own because `build`, `check` and `plan` all need it and nothing else of it.
 *
 * @module
 */
import { dirname, resolve } from 'node:path'
import { UserError, type Checked, type Finding } from './model/finding.ts'
import type { GuideData } from './model/guide.ts'
import type { LogoFile } from './model/logo.ts'
import type { Practice } from './model/practice.ts'
import type { PracticeTable } from './model/practice-table.ts'
import { joinFixed } from './parse/practices/join-fixed.ts'
import type { DateOrder } from './parse/practices/parse-date.ts'
import type { ParsedPractices } from './parse/practices/parse-practices.ts'
import { parsePractices } from './parse/practices/parse-practices.ts'
import { parseSheetWords } from './parse/practices/parse-questions.ts'
import type { MissingCharacter } from './parse/practices/row-problems.ts'
import { BUILT_IN_TEMPLATES } from './base/package-root.ts'
import { lookAtLogo } from './read/read-logo.ts'
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
  /** `--fixed fix-these-rows.xlsx`, in the order in which they came back. */
  readonly fixed?: readonly string[]
  /** `--sheet "Wave 2"`. */
  readonly sheet?: string
  /** `--ods epraccur.csv`. */
  readonly ods?: string
  /** `--logo partner.png`, for rows that name none. */
  readonly logo?: string
  /** `--colour #005eb8`, for rows that name none. */
  readonly colour?: string
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
  const read = await readPractices(flags.practices, flags.sheet)
  const table = flags.fixed === undefined ? read : await withFixed(read, flags.fixed, flags.templates)
  const parsed = parsePractices(table, data, {
    missingCharacter,
    ...(flags.only === undefined ? {} : { only: flags.only }),
    ...(flags.map === undefined ? {} : { map: flags.map }),
    ...(flags.dateOrder === undefined ? {} : { dateOrder: flags.dateOrder }),
    ...(flags.ods === undefined ? {} : { register: await readOds(flags.ods) }),
  })
  const { value, findings } = await withLooks(parsed, flags)
  return { value, findings, table }
}

/** Each practice with its own logo and colour, else those of the team. A logo that cannot be used is said; the pack is made. */
async function withLooks(
  { value, findings }: Checked<ParsedPractices>,
  flags: PracticeFlags,
): Promise<Checked<ParsedPractices>> {
  const known = new Map<string, ReturnType<typeof lookAtLogo>>()
  const look = (file: string, whose: LogoFile['whose']): ReturnType<typeof lookAtLogo> => {
    const key = `${whose} ${file}`
    const seen = known.get(key) ?? lookAtLogo(file, whose)
    known.set(key, seen)
    return seen
  }
  const partner = flags.logo === undefined ? undefined : await look(resolve(flags.logo), 'partner')
  if (partner !== undefined && 'problem' in partner)
    throw new UserError(2, `The logo ${flags.logo} cannot be used.`, partner.problem)
  const said: Finding[] = []
  const practices: Practice[] = []
  for (const practice of value.practices) {
    const text = { ...practice.text, colour: practice.text.colour || (flags.colour ?? null) }
    const own = text.logo === null ? undefined : await look(resolve(dirname(flags.practices), text.logo), 'practice')
    if (own !== undefined && 'problem' in own) {
      const message = `The logo “${text.logo}” cannot be used and was left out. ${own.problem}`
      const cell = { row: practice.row, column: 'logo' }
      said.push({ rule: 'logo-not-usable', severity: 'warning', message, cell, practice: practice.ods })
    }
    const logo = own === undefined || 'problem' in own ? partner : own
    practices.push({ ...practice, text, ...(logo === undefined ? {} : { logo }) })
  }
  return { value: { ...value, practices }, findings: [...findings, ...said] }
}

/** One after the other: rows that were still wrong after the first time are fixed on top of it. */
async function withFixed(table: PracticeTable, files: readonly string[], templates: string): Promise<PracticeTable> {
  const words = parseSheetWords(await readSpreadsheetWords(templates, BUILT_IN_TEMPLATES))
  let joined = table
  for (const file of files) joined = joinFixed(joined, await readTable(file), words)
  return joined
}
