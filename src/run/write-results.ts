/**
 * `results.csv`: the practices file as it came, with what became of each row. For the partner who sent the spreadsheet.
 *
 * @module
 */
import { join } from 'node:path'
import { BYTE_ORDER_MARK, csvText, readCsvRecords } from '../base/csv.ts'
import type { Finding } from '../model/finding.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import { readStandingPack } from '../write/manifest.ts'
import { writeWholeFile } from '../write/write-file.ts'

export const RESULTS = 'results.csv'

/** What became of a row. */
export interface RowResult {
  readonly row: number
  /** `ready`: whether it was made now or stood there already leaves no trace. */
  readonly status: 'ready' | 'failed' | 'not made yet'
  /** Folder of the pack, or empty. */
  readonly dir: string
  /** Of a row that failed; those of a pack stand in its manifest. */
  readonly findings: readonly Finding[]
}

/** @param results in the order of the file */
export async function writeResults(out: string, table: PracticeTable, results: readonly RowResult[]): Promise<void> {
  await writeWholeFile(join(out, RESULTS), lines(out, table, results), { replace: true })
}

async function* lines(out: string, table: PracticeTable, results: readonly RowResult[]): AsyncGenerator<string> {
  const headers = [...table.headers.map(({ written }) => written), 'status', 'pages', 'folder', 'findings']
  yield BYTE_ORDER_MARK + csvText([headers])
  const rows = new Map(table.rows.map((row) => [row.row, row.values]))
  for (const { row, status, dir, findings } of results) {
    const manifest = dir === '' ? undefined : (await readStandingPack(out, dir))?.manifest
    const pages = manifest?.files.reduce((sum, file) => sum + (file.copy === 'print' ? (file.pages ?? 0) : 0), 0) ?? 0
    const said = (manifest?.findings ?? findings).filter(({ severity }) => severity !== 'note')
    const values = rows.get(row) ?? []
    const cells = table.headers.map(({ index }) => values[index] ?? '')
    yield csvText([[...cells, status, pages, dir, said.map(({ message }) => message).join(' ')]])
  }
}

/** The lines of a results file as they are, each with its end: a line end inside quotes ends no row. */
export function resultLines(text: string): string[] {
  const { mark, records } = readCsvRecords(text)
  return records.map(({ raw, end }, at) => (at === 0 ? mark : '') + raw + end)
}
