/**
 * From a broken spreadsheet over the rows to fix to packs: every byte as from a spreadsheet that was right at once.
 *
 * Run as a person runs it: the built program, files on disk, the rows to fix corrected in their workbook.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTable } from '../../src/practices/read-practices.ts'
import { editXlsx } from '../../src/practices/edit-xlsx.ts'
import { badRows, cleanRows, MISTAKES } from './mistakes.ts'

const root = join(import.meta.dirname, '../..')

/** As far as the last mistake that stops a row. */
const ROWS = 118

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'round-trip-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function build(out: string, ...more: string[]): number | null {
  const given = ['--guide', join(root, 'test/cases/two-practices-one-condition/guide'), '--as-of', '2026-11-28']
  const documents = ['--documents', 'checklist', '--formats', 'html,docx']
  const args = [
    join(root, 'dist/cli.js'),
    'build',
    '--practices',
    'wave.csv',
    '--out',
    out,
    ...given,
    ...documents,
    ...more,
  ]
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).status
}

/** Every file below a folder, by its path there. What the run says of itself names the folder, so it stays out. */
function bytesIn(out: string): Map<string, Buffer> {
  const files = readdirSync(join(folder, out), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(folder, out), join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('fix-these-rows'))
  return new Map(files.sort().map((file) => [file, readFileSync(join(folder, out, file))]))
}

/** What somebody does in a spreadsheet program. @param correct the cell's new text, or null where it is left alone */
async function correctIn(file: string, correct: (row: number, header: string) => string | null): Promise<void> {
  const path = join(folder, file)
  const { headers, rows, sheet } = await readTable(path)
  const edits = rows.flatMap(({ row, values }) =>
    headers.flatMap(({ written, index }) => {
      const text = correct(Number(values[0]), written)
      return text === null ? [] : [{ row, column: index, text }]
    }),
  )
  expect(edits.length).toBeGreaterThan(0)
  writeFileSync(path, editXlsx(readFileSync(path), sheet, edits))
}

const right = (row: number, header: string): string | null =>
  MISTAKES.find(([at, column]) => at === row && column === header)?.[4] ?? null

it('gives the same packs, byte for byte, also when the first correction was not enough', async () => {
  writeFileSync(join(folder, 'wave.csv'), cleanRows(ROWS))
  expect(build('clean')).toBe(0)
  const clean = bytesIn('clean')
  expect(clean.size).toBeGreaterThan(2 * ROWS)

  writeFileSync(join(folder, 'wave.csv'), badRows(ROWS))
  expect(build('corrected')).toBe(5)
  const [first, second] = ['corrected/fix-these-rows.xlsx', 'corrected/fix-these-rows-2.xlsx']
  // One row gets another mistake instead, so that it comes back a second time.
  await correctIn(first, (row, header) => (row === 3 && header === 'Go-live' ? 'soon' : right(row, header)))
  expect(build('corrected', '--fixed', first)).toBe(5)
  await correctIn(second, right)
  expect(build('corrected', '--fixed', first, '--fixed', second)).toBe(0)

  expect([...bytesIn('corrected').keys()]).toEqual([...clean.keys()])

  // Packs whose row only lacked a cell were made before, too, so theirs are second issues there: compared are first ones.
  expect(build('at-once', '--fixed', first, '--fixed', second)).toBe(0)
  const corrected = bytesIn('at-once')
  expect([...corrected.keys()]).toEqual([...clean.keys()])
  for (const [file, bytes] of clean)
    expect({ file, same: corrected.get(file)?.equals(bytes) }).toEqual({ file, same: true })
}, 240_000)
