import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, buildArgs, guide, hashes, practicesFile, sha256, temporary } from './support.ts'

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

  it('a change of one phase renders the packs that contain it; a change elsewhere renders nothing', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const own = join(folder, 'guide')
    cpSync(guide, own, { recursive: true })
    const practices = practicesFile(folder, 4)
    const run = () => build(practices, out, '--guide', own).summary
    expect(run()).toMatchObject({ built: 4 })
    const page = readdirSync(own).find((name) => /if: dispensing/.test(readFileSync(join(own, name), 'utf8'))) ?? ''
    const text = readFileSync(join(own, page), 'utf8')
    // A comment changes the edition's digits and no word that a practice reads.
    writeFileSync(join(own, page), `${text}\n<!-- for editors only -->\n`)
    expect(run()).toMatchObject({ built: 0, unchanged: 4 })
    writeFileSync(join(own, page), text.replace(/^- \[ \] (.*if: dispensing)/m, '- [ ] Anew: $1'))
    // Where the task does not apply, it stands among those left out.
    expect(run()).toMatchObject({ built: 4 })
    expect(run()).toMatchObject({ built: 0, unchanged: 4 })
  }, 60_000)

  it('two practices never share a folder, whatever somebody calls it', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    build(practicesFile(folder, 1), out)
    const [first, second] = ['Z90000-invented-surgery-0', 'Z90001-invented-surgery-1'].map((name) => join(out, name))
    renameSync(first ?? '', second ?? '')
    const before = hashes(out)
    const run = build(practicesFile(folder, 2), out)
    expect({ status: run.status, stdout: run.stdout }).toEqual({
      status: 5,
      stdout: expect.stringContaining('contains the pack of Z90000, so that of Z90001 cannot be written there'),
    })
    expect(hashes(second ?? '')).toMatchObject(
      Object.fromEntries(
        Object.entries(before).flatMap(([name, hash]) => {
          const [, inPack] = /^\/Z90001-[^/]+(\/.+)$/.exec(name) ?? []
          return inPack === undefined ? [] : [[inPack, hash]]
        }),
      ),
    )
  }, 30_000)

  it('--only leaves the other rows of the results as they were', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 4, (row, n) =>
      n === 2 ? row.replace(/2027-\d\d-\d\d/, '2027-02-31') : row,
    )
    build(practices, out)
    const statuses = () =>
      readFileSync(join(out, 'results.csv'), 'utf8')
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(','))
        .map((cells) => [cells[0], cells[6], cells[8]])
    const before = statuses()
    expect(before.map(([, status]) => status)).toEqual(['ready', 'ready', 'failed', 'ready'])
    build(practices, out, '--only', 'Z90001', '--force')
    expect(statuses()).toEqual(before)
  }, 30_000)

  it('--only-failed after a run that was killed makes what is not there', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 3)
    build(practices, out)
    rmSync(join(out, 'run.json'))
    rmSync(join(out, 'Z90001-invented-surgery-1'), { recursive: true })
    expect(build(practices, out, '--only-failed').summary).toMatchObject({ built: 1, failed: 0 })
    expect(existsSync(join(out, 'Z90001-invented-surgery-1'))).toBe(true)
  }, 30_000)

  it('a file that is gone is made again, in the folder that the pack had', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 1)
    build(practices, out)
    practicesFile(folder, 1, (row) => row.replace('Invented Surgery 0', 'Renamed Surgery'))
    rmSync(join(out, 'Z90000-invented-surgery-0/1 Plan/Z90000 Checklist.html'))
    expect(build(practices, out).summary).toMatchObject({ built: 1 })
    expect(existsSync(join(out, 'Z90000-invented-surgery-0/1 Plan/Z90000 Checklist.html'))).toBe(true)
    expect(readdirSync(out).filter((name) => name.startsWith('Z9'))).toHaveLength(1)
  }, 30_000)
})

describe('what a run says of itself', () => {
  it('names for each pack the hashes of what it was made from, and of its files', () => {
    const folder = temporary()
    const out = join(folder, 'out')
    build(practicesFile(folder, 2), out)
    const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))
    const pack = join(out, 'Z90001-invented-surgery-1')
    const manifest = JSON.parse(readFileSync(join(pack, '4 For the project/manifest.json'), 'utf8'))
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(manifest).toMatchObject({
      tool: '0.1.0',
      from: { row: hash, guide: hash, templates: hash, choices: hash },
      inputs: hash,
      content: hash,
    })
    const { row, ...shared } = manifest.from
    expect(run).toMatchObject({ tool: '0.1.0', guide: manifest.guide, from: shared })
    expect(run.packs[1]).toEqual({
      ods: 'Z90001',
      row: 3,
      dir: 'Z90001-invented-surgery-1',
      made: true,
      from: row,
      files: manifest.files.map(({ name }: { readonly name: string }) => ({
        name,
        sha256: sha256(readFileSync(join(pack, name))),
      })),
    })
  }, 30_000)

  it('a stopped --only-failed forgets nothing that failed', async () => {
    const folder = temporary()
    const out = join(folder, 'out')
    const practices = practicesFile(folder, 30)
    build(practices, out)
    const file = join(out, 'run.json')
    const failed = readFileSync(file, 'utf8').replaceAll('"made":true', '"made":false')
    for (const name of readdirSync(out).filter((one) => one.startsWith('Z9')))
      rmSync(join(out, name), { recursive: true })
    writeFileSync(file, failed)
    const args = buildArgs(practices, out, '--only-failed', '--jobs', '1')
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    // With the first pack, not with what is said of the inputs before it.
    const stop = (said: Buffer): void => {
      if (!/^made /m.test(String(said))) return
      child.stderr.off('data', stop)
      child.stderr.resume()
      child.kill('SIGINT')
    }
    child.stderr.on('data', stop)
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130)
    const results = readFileSync(join(out, 'results.csv'), 'utf8')
    const made = results.match(/,ready,/g)?.length ?? 0
    const left = results.match(/,not made yet,/g)?.length ?? 0
    expect({ made: made > 0, left: left > 0, all: made + left }).toEqual({ made: true, left: true, all: 30 })
    expect(build(practices, out, '--only-failed').summary).toMatchObject({ built: left, failed: 0 })
    build(practices, join(folder, 'undisturbed'))
    expect(hashes(out)).toEqual(hashes(join(folder, 'undisturbed')))
  }, 60_000)
})
