import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, uptime } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, buildAndKill, buildArgs, hashes, practicesFile, sha256, temporary } from './support.ts'

describe('a run that is killed', () => {
  it('at 20 random moments leaves nothing that the next run does not repair, byte for byte', async () => {
    const folder = temporary()
    const practices = practicesFile(folder, 6)
    build(practices, join(folder, 'undisturbed'))
    const expected = hashes(join(folder, 'undisturbed'))
    const out = join(folder, 'killed')
    for (let n = 0; n < 20; n += 1) {
      if (n % 4 === 0) rmSync(out, { recursive: true, force: true })
      await buildAndKill(practices, out, 300 + Math.random() * 3000)
    }
    expect(build(practices, out).status).toBe(0)
    expect(hashes(out)).toEqual(expected)
  }, 240_000)

  it('by Ctrl-C stops cleanly with 130', async () => {
    const folder = temporary()
    const practices = practicesFile(folder, 40)
    const child = spawn(process.execPath, buildArgs(practices, join(folder, 'out')), {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    // The first line of progress says that work is under way.
    child.stderr.once('data', () => child.kill('SIGINT'))
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect(code).toBe(130)
    expect(readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.'))).toEqual([])
  }, 60_000)
})

describe('a disk that is full', () => {
  const mount = (path: string): boolean => {
    mkdirSync(path)
    return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', path]).status === 0
  }
  it('is said, and a later run with room finishes the work', ({ skip }) => {
    const folder = temporary()
    const small = join(folder, 'small')
    if (!mount(small)) skip('this machine does not let tests mount a small disk')
    try {
      const practices = practicesFile(folder, 12)
      const full = build(practices, join(small, 'out'))
      expect(full.status).toBe(4)
      expect(full.stderr).toContain('The disk is full')
      spawnSync('mount', ['-o', 'remount,size=50m', small])
      expect(build(practices, join(small, 'out')).status).toBe(0)
      build(practices, join(folder, 'undisturbed'))
      expect(hashes(join(small, 'out'))).toEqual(hashes(join(folder, 'undisturbed')))
    } finally {
      spawnSync('umount', [small])
    }
  }, 60_000)
})

describe('two runs at once', () => {
  it('a run that was stopped for a while still holds the folder', ({ skip }) => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 1)
    mkdirSync(out)
    const lock = join(out, '.practice-packs.lock')
    writeFileSync(lock, `${process.pid} ${hostname()} 0`)
    // Longer than another machine's lock holds, and never before this machine was started: that is the next case.
    const seconds = Math.min(600, uptime() - 10)
    skip(seconds < 200, 'this machine was started less than four minutes ago')
    const then = Date.now() / 1000 - seconds
    utimesSync(lock, then, then)
    expect(build(practices, out)).toMatchObject({ status: 4, stderr: expect.stringContaining('Another run (process') })
    // Touched before the machine was started: whatever has this number now is another program.
    utimesSync(lock, 1, 1)
    expect(build(practices, out).status).toBe(0)
  }, 30_000)

  it('the second says so, and nothing is mixed', async () => {
    const folder = temporary()
    const practices = practicesFile(folder, 80)
    const out = join(folder, 'out')
    const first = spawn(process.execPath, buildArgs(practices, out), { stdio: ['ignore', 'ignore', 'pipe'] })
    await new Promise((resolve) => first.stderr.once('data', resolve))
    const second = build(practices, out)
    expect(second.status).toBe(4)
    expect(second.stderr).toMatch(/Another run \(process \d+\) is writing/)
    expect(await new Promise((resolve) => first.once('exit', resolve))).toBe(0)
    expect(build(practices, out).summary).toMatchObject({ unchanged: 80 })
  }, 60_000)
})

describe('symbolic links', () => {
  it('in the output folder are never written through, and stop no other pack', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(out)
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'theirs'), 'theirs')
    symlinkSync(elsewhere, join(out, 'Z90000-invented-surgery-0'))
    for (const name of ['run.json', 'results.csv', 'run.json.new', '.practice-packs.lock'])
      symlinkSync(join(elsewhere, 'theirs'), join(out, name))
    const run = build(practicesFile(folder, 5), out)
    expect(run.status).toBe(5)
    expect(run.summary).toMatchObject({ built: 4, failed: 1 })
    expect(run.stdout).toContain('symbolic-link')
    expect(hashes(elsewhere)).toEqual({ '/theirs': sha256('theirs') })
  }, 30_000)

  it('that staff put into a pack stay links, and lead no file of ours away', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 1)
    build(practices, out)
    const pack = join(out, 'Z90000-invented-surgery-0')
    const elsewhere = join(folder, 'elsewhere')
    writeFileSync(elsewhere, 'theirs')
    symlinkSync(elsewhere, join(pack, 'their-notes'))
    rmSync(join(pack, '1 Plan/Z90000 Checklist.html'))
    symlinkSync(elsewhere, join(pack, '1 Plan/Z90000 Checklist.html'))
    practicesFile(folder, 1, (row) => row.replace('yes', 'no'))
    expect(build(practices, out).summary).toMatchObject({ built: 1 })
    expect(readlinkSync(join(pack, 'their-notes'))).toBe(elsewhere)
    expect(readlinkSync(join(pack, '1 Plan/Z90000 Checklist.html'))).toBe(elsewhere)
    expect(existsSync(join(pack, '1 Plan/Z90000 Checklist.new.html'))).toBe(true)
    expect(readFileSync(elsewhere, 'utf8')).toBe('theirs')
  }, 30_000)
})

describe('a pack that cannot be replaced', () => {
  it('fails alone, stays as it was, and is made by --only-failed later', ({ skip }) => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 5)
    build(practices, out)
    // Made as often: a document prints how many times it was issued.
    const undisturbed = join(folder, 'undisturbed')
    build(practices, undisturbed)
    // A folder that another file system stands on cannot be renamed, as one with an open file cannot on Windows.
    const busy = join(out, 'Z90002-invented-surgery-2')
    if (spawnSync('mount', ['--bind', busy, busy]).status !== 0) skip('this machine does not let tests mount a folder')
    const before = hashes(busy)
    practicesFile(folder, 5, (row) => row.replace('yes', 'no'))
    const run = build(practices, out)
    const stood = hashes(busy)
    const results = readFileSync(join(out, 'results.csv'), 'utf8')
    const other = build(practices, out, '--only', 'Z90004')
    spawnSync('umount', [busy])
    expect({ status: run.status, summary: run.summary }).toMatchObject({ status: 5, summary: { built: 4, failed: 1 } })
    expect(run.stdout).toContain('folder-in-use')
    expect(stood).toEqual(before)
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
    expect(results).toMatch(/Z90002,.*,failed,failed,.*"The folder Z90002-invented-surgery-2 cannot be replaced/)
    expect(other.stdout).not.toContain('row-gone')
    expect(build(practices, out, '--only-failed').summary).toMatchObject({ built: 1, unchanged: 0, failed: 0 })
    build(practices, undisturbed)
    expect(hashes(out)).toEqual(hashes(undisturbed))
  }, 90_000)
})
