/**
 * What became of each row, for whoever sent the spreadsheet (`results.csv`), and what goes to whom (`to-send.csv`).
 *
 * @module
 */
import { join } from 'node:path'
import { BYTE_ORDER_MARK, csvText, readCsvRecords } from '../base/csv.ts'
import type { Finding } from '../model/finding.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import type { SayName } from '../document/file-names.ts'
import { type Manifest, readExistingPack } from './manifest.ts'
import { writeFileAtomically } from './write-file.ts'

export const RESULTS = 'results.csv'
export const TO_SEND = 'to-send.csv'

/**
 * A row of `results.csv`: the practices file as received, with the result for each row, for the partner who sent the
 * spreadsheet.
 */
export interface RowResult {
  readonly row: number
  /** `ready`, whether it was made now or existed already. */
  readonly status: 'ready' | 'failed' | 'not made yet'
  readonly thisRun: 'made' | 'unchanged' | 'failed' | 'not in this run'
  /** Folder of the pack, or empty. */
  readonly dir: string
  /** Findings of a row that failed; those of a pack are in its manifest. */
  readonly findings: readonly Finding[]
}

/** After the columns of the practices file. */
const COLUMNS = [
  'status',
  'this run',
  'pages',
  'folder',
  'pack of',
  'send to',
  'made for',
  'earlier files',
  'missing',
  'findings',
]

/**
 * Writes both files from one reading of the packs.
 *
 * @param results in the order of the file
 */
export async function writeResults(
  out: string,
  table: PracticeTable,
  results: readonly RowResult[],
  say: SayName,
): Promise<void> {
  const toSend = [BYTE_ORDER_MARK + csvText([TO_SEND_COLUMNS.map((column) => say(`to-send.${column}`))])]
  const lines = csvLines(out, table, results, (manifest, dir) => toSend.push(lineToSend(manifest, dir)))
  await writeFileAtomically(join(out, RESULTS), lines, { replace: true })
  await writeFileAtomically(join(out, TO_SEND), toSend.join(''), { replace: true })
}

const manifestOf = async (out: string, dir: string): Promise<Manifest | undefined> =>
  dir === '' ? undefined : (await readExistingPack(out, dir))?.manifest

/** @param onPack told of each pack that is there */
async function* csvLines(
  out: string,
  table: PracticeTable,
  results: readonly RowResult[],
  onPack: (manifest: Manifest, dir: string) => void,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvText([[...table.headers.map(({ written }) => written), ...COLUMNS]])
  const rows = new Map(table.rows.map((row) => [row.row, row.values]))
  for (const { row, status, thisRun, dir, findings } of results) {
    const manifest = await manifestOf(out, dir)
    if (manifest !== undefined) onPack(manifest, dir)
    const files = manifest?.files ?? []
    const asked = files.filter(({ earlier }) => earlier !== true)
    const pages = asked.reduce((sum, file) => sum + (file.copy !== 'fill-in' ? (file.pages ?? 0) : 0), 0)
    const said = (manifest?.findings ?? findings).filter(({ severity }) => severity !== 'note')
    const values = rows.get(row) ?? []
    yield csvText([
      [
        ...table.headers.map(({ index }) => values[index] ?? ''),
        status,
        thisRun,
        pages,
        dir,
        manifest?.name ?? '',
        manifest?.contact?.email ?? '',
        madeFor(manifest),
        files.length - asked.length || '',
        manifest?.missing?.join(', ') ?? '',
        said.map(({ message }) => message).join(' '),
      ],
    ])
  }
}

/** `checklist, letters; pdf`: a pack that was asked for in part is called that. */
const madeFor = (manifest: Manifest | undefined): string =>
  [manifest?.asked?.documents, manifest?.asked?.formats].flatMap((some) => some?.join(', ') ?? []).join('; ')

/** Rules of findings that say why patients are not told something, or only in a draft. */
const HELD_BACK: readonly string[] = ['letter-facts-missing', 'letter-draft']

const TO_SEND_COLUMNS = ['ods', 'name', 'folder', 'contact', 'email', 'missing', 'held-back']

/** A pack that is ready, with its contact. */
function lineToSend({ ods, name, contact, missing = [], findings }: Manifest, dir: string): string {
  const held = findings.filter(({ rule }) => HELD_BACK.includes(rule)).map(({ message }) => message)
  return csvText([[ods, name, dir, contact?.name ?? '', contact?.email ?? '', missing.join(', '), held.join(' ')]])
}

/** The rows of a file of results unchanged, each with its line end: a line end inside quotes does not end a row. */
export function resultLines(text: string): string[] {
  const { mark, records } = readCsvRecords(text)
  return records.map(({ raw, end }, at) => (at === 0 ? mark : '') + raw + end)
}
