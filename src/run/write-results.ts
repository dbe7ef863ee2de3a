/**
 * `results.csv`: the practices file as it came, with what became of each row. For the partner who sent the spreadsheet.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../model/finding.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import type { BuiltPack } from '../pipeline.ts'

/** The practices file that a run was made from, and what was understood of its rows. */
export interface ResultRows {
  readonly table: PracticeTable
  readonly practices: readonly { readonly ods: string; readonly row: number }[]
  readonly failed: readonly {
    readonly ods: string | null
    readonly row: number
    readonly findings: readonly Finding[]
  }[]
}

export async function writeResults(
  out: string,
  { table, practices, failed }: ResultRows,
  packs: readonly BuiltPack[],
): Promise<void> {
  const byCode = new Map(packs.map((pack) => [pack.ods, pack]))
  // By row: a code may stand in a column of any name, be wrong, or stand twice.
  const byRow = new Map<number, Pick<BuiltPack, 'status' | 'files' | 'dir' | 'findings'>>([
    ...practices.flatMap(({ ods, row }) => {
      const pack = byCode.get(ods)
      return pack ? [[row, pack] as const] : []
    }),
    ...failed
      .filter(({ ods }) => byCode.has(ods ?? ''))
      .map(({ row, findings }) => [row, { status: 'failed', files: [], dir: '', findings }] as const),
  ])
  const headers = [...table.headers.map(({ written }) => written), 'status', 'pages', 'folder', 'findings']
  const rows = table.rows.flatMap(({ row, values }) => {
    const pack = byRow.get(row)
    if (!pack) return []
    // Whether it was made now or stood there already leaves no trace: the same packs, the same bytes.
    const made = pack.status === 'failed' ? 'failed' : 'ready'
    const pages = pack.files.reduce((sum, file) => sum + (file.copy === 'print' ? (file.pages ?? 0) : 0), 0)
    const findings = pack.findings.filter(({ severity }) => severity !== 'note').map(({ message }) => message)
    return [
      [...table.headers.map(({ index }) => values[index] ?? ''), made, String(pages), pack.dir, findings.join(' ')],
    ]
  })
  await writeFile(join(out, 'results.csv'), `\uFEFF${[headers, ...rows].map(csvLine).join('\r\n')}\r\n`)
}

const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',')

/** A spreadsheet must not run what a cell says: a leading `=`, `+`, `-`, `@`, tab or return gets an apostrophe. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
