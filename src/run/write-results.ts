/**
 * `results.csv`: the practices file as it came, with what became of each row. For the partner who sent the spreadsheet.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PracticeTable } from '../model/practice-table.ts'
import type { BuiltPack } from '../pipeline.ts'

/** @param table the practices file that the run was made from */
export async function writeResults(out: string, table: PracticeTable, packs: readonly BuiltPack[]): Promise<void> {
  const byCode = new Map(packs.map((pack) => [pack.ods.toUpperCase(), pack]))
  const codeColumn = table.headers.find(({ written }) => /^ods[\s_-]*code$/i.test(written.trim()))?.index ?? -1
  const headers = [...table.headers.map(({ written }) => written), 'status', 'pages', 'folder', 'findings']
  const rows = table.rows.flatMap(({ values }) => {
    const pack = byCode.get((values[codeColumn] ?? '').trim().toUpperCase())
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
