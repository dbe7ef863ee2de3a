/**
 * The practices of a run: the file, rows that came back corrected, the national file, and what is said of all of them.
 *
 * @module
 */
import { dirname, resolve } from 'node:path'
import { UserError, type Checked, type Finding } from '../model/finding.ts'
import type { GuideData } from '../model/guide.ts'
import type { LogoFile } from '../model/logo.ts'
import type { Practice } from '../model/practice.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import { joinFixed } from '../parse/practices/join-fixed.ts'
import type { DateOrder } from '../parse/practices/parse-date.ts'
import type { ParsedPractices } from '../parse/practices/parse-practices.ts'
import { parsePractices } from '../parse/practices/parse-practices.ts'
import { parseSheetWords } from '../parse/practices/parse-questions.ts'
import type { MissingCharacter } from '../parse/practices/row-problems.ts'
import { BUILT_IN_TEMPLATES } from '../base/package-root.ts'
import { lookAtLogo } from '../read/read-logo.ts'
import { readOds } from '../read/read-ods.ts'
import { readPractices, readTable } from '../read/read-practices.ts'
import { readSpreadsheetWords } from '../read/read-spreadsheet-words.ts'

/** Where the practices are, and how they are read. */
export interface PracticeOptions {
  /** The practices: CSV, XLSX or ODS; YAML or JSON for one. */
  readonly practices: string
  /** ODS codes; absent: every practice. */
  readonly only?: readonly string[]
  /** What a column is, by its header: `Golive` → `go_live`. */
  readonly map?: ReadonlyMap<string, string>
  /** Which number of 03/04/2027 is the day. */
  readonly dateOrder?: DateOrder
  /** Files of corrected rows, in the order in which they came back. */
  readonly fixed?: readonly string[]
  /** Name of the sheet to read; absent: the first one that is shown. */
  readonly sheet?: string
  /** The national practice file (epraccur). */
  readonly ods?: string
  /** Logo of the team that makes the packs, for rows that name none. */
  readonly logo?: string
  /** Colour of headings such as `#005eb8`, for rows that name none. */
  readonly colour?: string
}

export interface UnderstoodPractices extends Checked<ParsedPractices> {
  /** As read, mended rows in their places: what the rows to fix are written from. */
  readonly table: PracticeTable
}

/** @throws UserError 2 for wrong columns or options, 3 for a file that cannot be read */
export async function understandPractices(
  options: PracticeOptions & { readonly templates: string },
  data: GuideData,
  missingCharacter: MissingCharacter,
): Promise<UnderstoodPractices> {
  const read = await readPractices(options.practices, options.sheet)
  const table = options.fixed === undefined ? read : await withFixed(read, options.fixed, options.templates)
  const parsed = parsePractices(table, data, {
    missingCharacter,
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.map === undefined ? {} : { map: options.map }),
    ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
    ...(options.ods === undefined ? {} : { register: await readOds(options.ods) }),
  })
  const { value, findings } = await withLooks(parsed, options)
  return { value, findings, table }
}

/** Each practice with its own logo and colour, else those of the team. A logo that cannot be used is said; the pack is made. */
async function withLooks(
  { value, findings }: Checked<ParsedPractices>,
  options: PracticeOptions,
): Promise<Checked<ParsedPractices>> {
  const known = new Map<string, ReturnType<typeof lookAtLogo>>()
  const look = (file: string, whose: LogoFile['whose']): ReturnType<typeof lookAtLogo> => {
    const key = `${whose} ${file}`
    const seen = known.get(key) ?? lookAtLogo(file, whose)
    known.set(key, seen)
    return seen
  }
  const partner = options.logo === undefined ? undefined : await look(resolve(options.logo), 'partner')
  if (partner !== undefined && 'problem' in partner)
    throw new UserError(2, `The logo ${options.logo} cannot be used.`, partner.problem)
  const said: Finding[] = []
  const practices: Practice[] = []
  for (const practice of value.practices) {
    const text = { ...practice.text, colour: practice.text.colour || (options.colour ?? null) }
    const own = text.logo === null ? undefined : await look(resolve(dirname(options.practices), text.logo), 'practice')
    if (own !== undefined && 'problem' in own) {
      const message = `The logo “${text.logo}” cannot be used and was left out. ${own.problem}`
      const cell = { row: practice.row, column: 'logo' }
      said.push(findingOf('logo-not-usable', message, { cell, practice: practice.ods }))
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
