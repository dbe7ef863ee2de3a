/**
 * Nothing leaves: a build with every way to the network taken away works, tries none of them, and writes nowhere but to
 * --out and the system's temporary folder.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const hook = join(import.meta.dirname, 'no-network-hook.mjs')

describe('a build without a network', () => {
  let folder = ''
  let log = ''
  let ran: ReturnType<typeof run>
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-packs-network-'))
    log = join(folder, 'attempts.txt')
    for (const name of ['work', 'home', 'temp']) mkdirSync(join(folder, name))
    cpSync(join(root, 'practices/practices.csv'), join(folder, 'work/practices.csv'))
    // Two jobs and five practices: workers are watched too.
    ran = run(
      'build',
      '--practices',
      'practices.csv',
      '--out',
      'packs',
      '--jobs',
      '2',
      '--documents',
      'checklist,letters',
    )
  }, 240_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', `file://${hook}`, join(root, 'dist/cli.js'), ...args], {
      cwd: join(folder, 'work'),
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: join(folder, 'home'),
        TMPDIR: join(folder, 'temp'),
        WATCH_LOG: log,
        // Where Node itself may write is where the tool may; anything else is recorded.
        WATCH_ALLOWED: [join(folder, 'work/packs'), join(folder, 'temp')].join('\n'),
      },
    })

  it('makes every pack', () => {
    expect({ status: ran.status, stderr: ran.status === 0 ? '' : ran.stderr }).toEqual({ status: 0, stderr: '' })
    expect(readdirSync(join(folder, 'work/packs')).filter((name) => name.startsWith('Z999'))).toHaveLength(5)
  })

  it('tries neither the network nor another program, and writes nowhere else', () => {
    const [first, ...attempts] = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
    expect(first).toBe('watching')
    expect(attempts.filter((line) => line !== 'watching')).toEqual([])
  })

  it('leaves nothing outside the output folder', () => {
    expect(readdirSync(join(folder, 'work')).sort()).toEqual(['packs', 'practices.csv'])
    expect(readdirSync(join(folder, 'home'))).toEqual([])
    expect(readdirSync(join(folder, 'temp'))).toEqual([])
  })

  it('would be caught if it tried', () => {
    const script = join(folder, 'tries.mjs')
    writeFileSync(
      script,
      "import { writeFileSync } from 'node:fs'\ntry { await fetch('http://127.0.0.1:9/') } catch {}\nwriteFileSync('x', '')\n",
    )
    spawnSync(process.execPath, ['--import', `file://${hook}`, script], {
      cwd: folder,
      env: { PATH: process.env['PATH'], WATCH_LOG: `${log}.2`, WATCH_ALLOWED: join(folder, 'none') },
    })
    expect(readFileSync(`${log}.2`, 'utf8')).toMatch(/^watching\nfetch\nwriteFileSync x\n$/)
  })
})
