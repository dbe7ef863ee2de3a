import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, buildAndKill, buildArgs, hashes, practicesFile, temporary } from './support.ts'

describe('a run that is killed', () => {
  it('at 20 random moments leaves nothing that the next run does not mend, byte for byte', async () => {
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
    if (!mount(small)) skip('left out: this machine does not let tests mount a small disk')
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

describe('only what changed', () => {
  it('a second run renders nothing, also on the next day; one changed row renders one pack', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 5)
    expect(build(practices, out).summary).toMatchObject({ built: 5, unchanged: 0 })
    expect(build(practices, out).summary).toMatchObject({ built: 0, unchanged: 5 })
    expect(build(practices, out, '--as-of', '2026-11-22').summary).toMatchObject({ built: 0, unchanged: 5 })
    practicesFile(folder, 5, (row, n) => (n === 3 ? row.replace('yes', 'no') : row))
    expect(build(practices, out).summary).toMatchObject({ built: 1, unchanged: 4 })
    expect(build(practices, out, '--force').summary).toMatchObject({ built: 5 })
  }, 60_000)

  it('a file that staff edited is kept, and the new one stands beside it', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 1)
    build(practices, out)
    const pack = join(out, readdirSync(out).find((name) => name.startsWith('Z9')) ?? '')
    const edited = join(pack, 'Z90000-checklist.docx')
    appendFileSync(edited, 'a note of the practice manager')
    const before = readFileSync(edited)
    practicesFile(folder, 1, (row) => row.replace('yes', 'no'))
    const run = build(practices, out)
    expect(readFileSync(edited)).toEqual(before)
    expect(existsSync(join(pack, 'Z90000-checklist.new.docx'))).toBe(true)
    expect(run.stdout).toContain('edited-file-kept')
  }, 30_000)

  it('a renamed practice keeps its folder; a row that is gone is listed, its pack stays', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 2)
    build(practices, out)
    practicesFile(folder, 1, (row) => row.replace('Invented Surgery 0', 'Renamed Surgery'))
    const run = build(practices, out)
    expect(readdirSync(out).filter((name) => name.startsWith('Z9'))).toEqual([
      'Z90000-invented-surgery-0',
      'Z90001-invented-surgery-1',
    ])
    expect(run.stdout).toContain('row-gone')
  }, 30_000)
})

describe('more than one machine', () => {
  it('shards merged are byte for byte one run', () => {
    const folder = temporary()
    const practices = practicesFile(folder, 9)
    build(practices, join(folder, 'one'))
    const shards = [1, 2, 3].map((number) => {
      const out = join(folder, `shard-${number}`)
      expect(build(practices, out, '--shard', `${number}/3`).status).toBe(0)
      return out
    })
    const merge = spawnSync(process.execPath, [
      buildArgs('', '')[0] ?? '',
      'merge',
      ...shards,
      '--out',
      join(folder, 'merged'),
    ])
    expect(merge.status).toBe(0)
    const one = hashes(join(folder, 'one'))
    delete one['/results.csv']
    expect(hashes(join(folder, 'merged'))).toEqual(one)
  }, 60_000)
})

describe('symbolic links', () => {
  it('in the output folder are never written through', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(out)
    mkdirSync(elsewhere)
    symlinkSync(elsewhere, join(out, 'Z90000-invented-surgery-0'))
    const run = build(practicesFile(folder, 1), out)
    expect(run.status).toBe(3)
    expect(readdirSync(elsewhere)).toEqual([])
  }, 30_000)
})
