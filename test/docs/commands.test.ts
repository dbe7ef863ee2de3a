/**
 * Every command that a page shows is run as it stands, in the order of the page, in a folder that holds what the page
 * speaks of. A line may end with `# exit 2: why`; `# corrected` means that somebody has corrected the file it names.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('docs/reference')]
  .map((page) => ({ page, lines: commandsOf(readFileSync(join(root, page), 'utf8')) }))
  .filter(({ lines }) => lines.length > 0)

interface Line {
  readonly words: readonly string[]
  readonly exit: number
  readonly corrected: boolean
}

describe.each(pages)('$page', ({ lines }) => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-packs-docs-'))
    setUp(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('each command does what the page says', async () => {
    const cli = join(root, 'dist/cli.js')
    for (const { words, exit, corrected } of lines) {
      if (corrected) correct(join(folder, words.at(-1) ?? ''))
      const { status, stderr } = await run(process.execPath, [cli, ...words], folder)
      expect({ command: words.join(' '), status, stderr: status === exit ? '' : stderr }).toEqual({
        command: words.join(' '),
        status: exit,
        stderr: '',
      })
    }
  }, 240_000)
})

function pagesIn(folder: string): string[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'))
  return names.map((name) => `${folder}/${name}`)
}

function commandsOf(text: string): Line[] {
  return [...text.matchAll(/^```sh\n([^]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.startsWith('practice-packs '))
    .map((line) => {
      const [command = '', comment = ''] = line.split(/\s+# /)
      const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      return {
        words: words.slice(1),
        exit: Number(/^exit (\d+)/.exec(comment)?.[1] ?? 0),
        corrected: comment === 'corrected',
      }
    })
}

/** A colleague's file with its own column names and a day that does not exist, our invented practices, a guide under git. */
function setUp(folder: string): void {
  writeFileSync(
    join(folder, 'wave1.csv'),
    'ODS Code,Practice name,Current system,New system,Golive,Notes\n' +
      'Z99901,Larkspur Hill Surgery,EMIS,SystmOne,14/04/2027,phoned\n' +
      'Z99902,Wrenmouth Harbour Medical Practice,EMIS,SystmOne,31/02/2027,\n',
  )
  writeFileSync(join(folder, 'message.txt'), 'The practice moves to a new system on 14 April.')
  cpSync(join(root, 'practices/practices.csv'), join(folder, 'practices.csv'))
  cpSync(join(root, 'test/practices/ods/new-form.csv'), join(folder, 'epraccur.csv'))
  for (const name of ['guide', 'templates']) cpSync(join(root, name), join(folder, name), { recursive: true })
  writeFileSync(
    join(folder, 'bank-holidays.json'),
    JSON.stringify({
      'england-and-wales': {
        events: [{ title: 'Boxing Day', date: '2027-12-28', notes: 'Substitute day', bunting: true }],
      },
    }),
  )
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', ...args], { cwd: folder })
  git('init', '--initial-branch=main')
  git('add', 'guide')
  git('commit', '--message=Guide')
}

/** What a colleague does in a spreadsheet program: the day that does not exist becomes one that does. */
function correct(file: string): void {
  const parts = unzipSync(readFileSync(file))
  const corrected = Object.entries(parts).map(([name, bytes]) => [
    name,
    name.endsWith('.xml') ? strToU8(strFromU8(bytes).replaceAll('31/02/2027', '12 May 2027')) : bytes,
  ])
  writeFileSync(file, zipSync(Object.fromEntries(corrected)))
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ status: number | null; stderr: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    const stderr: string[] = []
    child.stderr.on('data', (text: Buffer) => stderr.push(text.toString()))
    child.on('error', fail).on('close', (status) => done({ status, stderr: stderr.join('') }))
  })
}
