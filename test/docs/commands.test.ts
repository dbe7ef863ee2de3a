/**
 * Every command that a page shows is run as it stands, in the order of the page, in a folder that holds what the page
 * speaks of. `<!-- exit 2 -->` above a block says how its commands end; `<!-- corrected -->` that somebody has corrected the file that
 * they name. They can be pasted into cmd and PowerShell.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
/** Blocks of commands, each with what the line above it says. */
const BLOCK = /^(?:<!-- (exit \d|corrected) -->\n)?```sh\n([^]*?)^```$/gm

const pages = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('docs/reference')]
  .map((page) => ({ page, lines: commandsOf(readFileSync(join(root, page), 'utf8')) }))
  .filter(({ lines }) => lines.length > 0)

interface Line {
  readonly words: readonly string[]
  readonly exit: number
  readonly corrected: boolean
}

describe.each(pages)('$page', ({ page, lines }) => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-packs-docs-'))
    setUp(folder, WITH_A_WRONG_ROW.includes(page))
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
  return [...text.matchAll(BLOCK)].flatMap(([, mark = '', block = '']) =>
    block
      .split('\n')
      .filter((line) => line.startsWith('practice-packs '))
      .map((line) => ({
        words: [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1),
        exit: Number(/^exit (\d)/.exec(mark)?.[1] ?? 0),
        corrected: mark === 'corrected',
      })),
  )
}

/** What cmd, PowerShell and a Unix shell do not all read alike, outside quotation marks. */
const NOT_EVERYWHERE: readonly (readonly [RegExp, string])[] = [
  [/#/, 'a comment, which cmd takes for words'],
  [/[\\^`]$/, 'a line that goes on'],
  [/'/, 'a single quote, which cmd takes for a letter'],
  [/^[A-Za-z_]+=/, 'a variable before the command'],
  [/[$%<>|&;(){}*?~!]/, 'a sign that a shell reads as its own'],
  [/,/, 'a list without quotation marks, which PowerShell takes apart'],
]

const cannotBePasted = (line: string): string[] =>
  NOT_EVERYWHERE.filter(([pattern]) => pattern.test(line.replace(/"[^"$%]*"/g, '""'))).map(
    ([, why]) => `${why}: ${line}`,
  )

describe('commands can be pasted into cmd, PowerShell and a Unix shell', () => {
  it.each(['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('docs/reference')])('%s', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const lines = [...text.matchAll(BLOCK)].flatMap(([, , block = '']) =>
      block.split('\n').filter((line) => line !== ''),
    )
    expect(lines.flatMap(cannotBePasted)).toEqual([])
  })

  it('the examples of --help', async () => {
    const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'completions', 'fish'], {
      encoding: 'utf8',
    })
    const names = new Set([...stdout.matchAll(/-n '__fish_use_subcommand' -a ([a-z]+)/g)].map(([, name = '']) => name))
    const below = ['spreadsheet', 'questionnaire', 'practice'].map((name) => ['new', name])
    const letters = ['check', 'proof', 'examples', 'sms'].map((name) => ['letters', name])
    expect(names.size).toBeGreaterThan(10)
    const found: string[] = []
    for (const path of [...[...names].map((name) => [name]), ...below, ...letters]) {
      const help = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...path, '--help'], { encoding: 'utf8' })
      const examples = help.stdout.split(/^Examples?:$/m)[1] ?? ''
      found.push(...examples.split('\n').flatMap((line) => cannotBePasted(line.trim())))
    }
    expect(found).toEqual([])
  }, 120_000)

  it('knows what cannot', () => {
    const bad = ["x 'a b'", 'x \\', 'A=b x', 'x # why', 'x --formats pdf,docx', 'x > y', 'x "$HOME"']
    expect(bad.filter((line) => cannotBePasted(line).length === 0)).toEqual([])
    expect(cannotBePasted('x --colour "#00703c" --map "Notes=ignore" --formats "pdf,docx"')).toEqual([])
  })
})

/** Pages on which the spreadsheet is a colleague's: with column names of its own, and a day that does not exist. */
const WITH_A_WRONG_ROW: readonly string[] = ['docs/PARTNERS.md', 'docs/reference/exit-codes.md']

/** Our invented practices, or the same as a colleague would keep them; a guide under git. */
function setUp(folder: string, wrong: boolean): void {
  const [head = '', ...rows] = readFileSync(join(root, 'practices/practices.csv'), 'utf8').trimEnd().split('\n')
  const theirs = head.split(',').map((name) => ({ name: 'Practice name', go_live: 'Golive' })[name] ?? name)
  const colleagues = [
    [...theirs, 'Notes'].join(','),
    ...rows.map((row) => `${row.startsWith('Z99902,') ? row.replace('2027-05-19', '31/02/2027') : row},phoned`),
  ]
  writeFileSync(join(folder, 'practices.csv'), `${(wrong ? colleagues : [head, ...rows]).join('\n')}\n`)
  writeFileSync(join(folder, 'message.txt'), 'The practice moves to a new system on 14 April.')
  cpSync(join(root, 'test/practices/ods/new-form.csv'), join(folder, 'epraccur.csv'))
  for (const name of ['guide', 'templates']) cpSync(join(root, name), join(folder, name), { recursive: true })
  writeFileSync(
    join(folder, 'bank-holidays.json'),
    JSON.stringify({
      'england-and-wales': {
        events: HOLIDAYS.map(([title, date]) => ({
          title,
          date,
          notes: date === '2027-12-28' ? 'Substitute day' : '',
        })),
      },
    }),
  )
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', ...args], { cwd: folder })
  git('init', '--initial-branch=main')
  git('add', 'guide')
  git('commit', '--message=Guide')
}

const HOLIDAYS = [
  ['New Year’s Day', '2027-01-01'],
  ['Good Friday', '2027-03-26'],
  ['Easter Monday', '2027-03-29'],
  ['Early May bank holiday', '2027-05-03'],
  ['Spring bank holiday', '2027-05-31'],
  ['Summer bank holiday', '2027-08-30'],
  ['Christmas Day', '2027-12-27'],
  ['Boxing Day', '2027-12-28'],
] as const

/** What a colleague does in a spreadsheet program: the day that does not exist becomes one that does. */
function correct(file: string): void {
  const parts = unzipSync(readFileSync(file))
  const corrected = Object.entries(parts).map(([name, bytes]) => [
    name,
    name.endsWith('.xml') ? strToU8(strFromU8(bytes).replaceAll('31/02/2027', '19 May 2027')) : bytes,
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
