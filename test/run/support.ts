/** Runs the compiled command on a small guide, so that a run takes about a second. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
export const cli = join(root, 'dist/cli.js')
export const guide = join(root, 'test/cases/two-practices-one-condition/guide')

export const temporary = (): string => mkdtempSync(join(tmpdir(), 'practice-packs-test-'))

/** `count` invented practices that differ in name and go-live. */
export function practicesFile(
  folder: string,
  count: number,
  change: (row: string, n: number) => string = (row) => row,
): string {
  const rows = Array.from({ length: count }, (_, n) =>
    change(
      `Z9${String(n).padStart(4, '0')},Invented Surgery ${n},EMIS Web,TPP SystmOne,2027-0${4 + (n % 5)}-1${n % 9},yes`,
      n,
    ),
  )
  const file = join(folder, 'practices.csv')
  writeFileSync(file, `${['ods_code,name,current_system,new_system,go_live,dispensing', ...rows].join('\n')}\n`)
  return file
}

export const buildArgs = (practices: string, out: string, ...more: string[]): string[] => [
  cli,
  'build',
  ...(more.includes('--guide') ? [] : ['--guide', guide]),
  '--templates',
  join(root, 'templates'),
  '--practices',
  practices,
  '--out',
  out,
  '--documents',
  'checklist',
  '--formats',
  'html,docx',
  '--as-of',
  '2026-11-21',
  ...more,
]

export function build(practices: string, out: string, ...more: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, buildArgs(practices, out, '--json', ...more), {
    encoding: 'utf8',
    cwd: tmpdir(),
  })
  const summary = stdout === '' ? null : (JSON.parse(stdout) as { summary: Record<string, number> }).summary
  return { status, stderr, summary, stdout }
}

/** Starts a build and kills it after so many milliseconds. */
export function buildAndKill(practices: string, out: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, buildArgs(practices, out), { stdio: 'ignore', cwd: tmpdir() })
  setTimeout(() => child.kill('SIGKILL'), afterMs)
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

export const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')

/** A run that goes on from another says in results.csv what it made itself; all else is the same. */
const comparable = (path: string): Buffer | string =>
  path.endsWith('results.csv')
    ? readFileSync(path, 'utf8').replaceAll(/,(ready|failed),(?:made|unchanged|not in this run|failed),/g, ',$1,')
    : readFileSync(path)

/** Every file below a folder with its hash. */
export const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length), sha256(comparable(path))]),
  )
