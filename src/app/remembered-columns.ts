/**
 * What columns of a practices file are, as somebody said with `map`: kept in a file beside it, and used again.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { orIfAbsent } from '../base/files.ts'
import { defined } from '../base/shape.ts'
import { listed, option } from '../base/text.ts'
import { readYamlNodes, writeYaml, YamlProblem } from '../base/yaml.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { namesOf, type PracticeTable } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import { type Column, plainName } from '../practices/columns.ts'
import { IGNORE, suggestColumn } from '../practices/match-columns.ts'
import { besidePractices, readPractices } from '../practices/read-practices.ts'
import { writeFileAtomically } from '../packs/write-file.ts'

type ColumnMap = ReadonlyMap<string, string>

/** An entry of the file: the column as written in the spreadsheet, what it is, and the line that says so. */
interface Entry {
  readonly written: string
  readonly is: string
  readonly line: number
}

/** What is to be kept for the next run. */
export interface ColumnsToKeep {
  readonly file: string
  readonly map: ColumnMap
}

/** A practices file, and how it is read. */
export interface TableOptions {
  /** The practices: CSV, XLSX or ODS; YAML or JSON for one. */
  readonly practices: string
  /** What a column is, by its header: `Golive` → `go_live`. */
  readonly map?: ColumnMap
  /** Name of the sheet to read; absent: all that are shown and have the needed columns. */
  readonly sheet?: string
  /** Row of the column names; absent: found by the names. */
  readonly headerRow?: number
  /** Only the practices of this wave. */
  readonly wave?: string
}

/** A practices file as it is read everywhere. */
interface OpenTable {
  readonly table: PracticeTable
  /** What its columns are, by the file beside it and by the command, which wins. */
  readonly map: ColumnMap
  /** Those of the file itself are in the table. */
  readonly findings: readonly Finding[]
  /** Null: the file beside it says all of it already, or nothing was said. */
  readonly columnsToKeep: ColumnsToKeep | null
}

/** @throws UserError when it cannot be read, or when what the file beside it says of columns fits nothing */
export async function openTable(
  { practices, map = new Map(), sheet, headerRow }: TableOptions,
  known: ReadonlyMap<string, Column>,
): Promise<OpenTable> {
  const file = besidePractices(practices, 'columns.yaml')
  const saved = entriesIn(file.replaceAll('\\', '/'), await orIfAbsent(readFile(file, 'utf8'), ''))
  const now = new Map([...map].map(([written, is]) => [plainName(written), plainName(is)]))
  // Also where the command gives what an entry is to another column.
  const given = new Set([...now.values()].filter((is) => is !== IGNORE))
  const entries = saved.filter(({ written, is }) => !now.has(plainName(written)) && !given.has(plainName(is)))
  const mapOf = (some: readonly Entry[]): ColumnMap =>
    new Map([...some.map(({ written, is }) => [written, is] as const), ...map])
  const all = mapOf(entries)
  const plain = new Map([...all].map(([written, is]) => [plainName(written), is]))
  const table = await readPractices(practices, { map: plain, ...defined({ sheet, headerRow }) })
  // Of other sheets than the one that was named, nothing is asked.
  const used = usedEntries(file, entries, table, known, sheet !== undefined)
  const before = new Map(saved.map(({ written, is }) => [plainName(written), plainName(is)]))
  const isNew = before.size !== all.size || [...now].some(([written, is]) => before.get(written) !== is)
  const columnsToKeep = map.size > 0 && isNew ? { file, map: all } : null
  return { table, map: mapOf(used), findings: noteOf(file, used), columnsToKeep }
}

function entriesIn(file: string, text: string): Entry[] {
  const wrong = (line: number, why: string): UserError =>
    new UserError(
      'usage',
      `${file} cannot be read: line ${line}: ${why}.`,
      `Every line is a column, a colon, a space and what it is, such as \`Golive: go_live\`. Correct the line, or delete the file and say it again with ${option('map')}.`,
    )
  try {
    const top = readYamlNodes(text)
    if (top === null) return []
    if (top.kind !== 'mapping') throw wrong(top.line, 'it is not a column with what it is')
    return top.pairs.map(({ key, value }) => {
      const is = value.kind === 'scalar' && value.value !== null ? String(value.value).trim() : ''
      if (key.kind !== 'scalar' || is === '') throw wrong(key.line, 'it does not say what the column is')
      return { written: key.plain ?? String(key.value), is, line: key.line }
    })
  } catch (cause) {
    if (cause instanceof YamlProblem) throw wrong(cause.line, cause.message)
    throw cause
  }
}

/** @throws UserError where one fits nothing */
function usedEntries(
  file: string,
  entries: readonly Entry[],
  table: PracticeTable,
  known: ReadonlyMap<string, Column>,
  isPart: boolean,
): Entry[] {
  const headers = new Set(table.headers.flatMap(namesOf).map(plainName))
  for (const { written, is, line } of entries) {
    if (plainName(is) !== IGNORE && !known.has(plainName(is))) {
      const near = suggestColumn(is, new Set([...known.values()].map(({ id }) => id)))
      throw new UserError(
        'usage',
        `${file}, line ${line}: there is no column named ${is}, which “${written}” is said to be.`,
        `${near === null ? 'Columns that are understood are listed by `practice-packs new spreadsheet`.' : `Did you mean ${near}?`} Correct the line or delete it.`,
      )
    }
    if (!headers.has(plainName(written)) && !isPart)
      throw new UserError(
        'usage',
        `${file}, line ${line}: ${table.file} has no column called “${written}” any more.`,
        `Delete the line, or write the column’s name as it is now. It has columns called ${table.headers.map((one) => one.written).join(', ')}.`,
      )
  }
  return entries.filter(({ written }) => headers.has(plainName(written)))
}

function noteOf(file: string, used: readonly Entry[]): Finding[] {
  if (used.length === 0) return []
  const said = listed(used.map(({ written, is }) => `“${written}” is ${is}`))
  return [findingOf('columns-remembered', `${basename(file)} was used, which says: ${said}.`)]
}

const HEAD = `# What these columns are: kept from a command that said it, and used each time the spreadsheet is read.
# Change a line, or delete it: the next run goes by what stands here.
`

/**
 * Keeps what a command said. Where nothing can be written, the run goes on: it has what it needs.
 *
 * @returns what became of it, as a sentence
 */
export async function keepColumns({ file, map }: ColumnsToKeep): Promise<string> {
  const said = listed([...map].map(([written, is]) => `“${written}” is ${is}`))
  try {
    await writeFileAtomically(file, HEAD + writeYaml(Object.fromEntries(map)), { replace: true })
    return `Kept in ${file} for the next time: ${said}.`
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `What the columns are is not kept for the next time: ${error.message}`
  }
}
