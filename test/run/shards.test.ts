import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { build, buildArgs, cli, hashes, practicesFile, temporary } from './support.ts'

/** Every kind of row: good ones, one that fails, one whose code cannot be read, one code twice. */
const rows = (row: string, n: number): string => {
  if (n === 4) return row.replace(/2027-\d\d-\d\d/, '2027-02-31')
  if (n === 6) return row.replace('Z90006', '?')
  return n === 8
    ? row.replace('Z90008', 'Z90007')
    : row.replace('Invented Surgery 2', '"Invented Surgery\n2, the ""old"" one"')
}

const merge = (folders: readonly string[], out: string) =>
  spawnSync(process.execPath, [cli, 'merge', ...folders, '--out', out], { encoding: 'utf8' })

describe('more than one machine', () => {
  let folder = ''
  let shards: string[] = []
  beforeAll(() => {
    folder = temporary()
    const practices = practicesFile(folder, 12, rows)
    expect(build(practices, join(folder, 'one')).status).toBe(5)
    shards = [1, 2, 3].map((number) => join(folder, `shard-${number}`))
    for (const [index, out] of shards.entries()) build(practices, out, '--shard', `${index + 1}/3`)
  }, 60_000)

  it('shards merged are byte for byte one run', () => {
    const { status, stderr } = merge(shards, join(folder, 'merged'))
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('8 packs in ') })
    expect(hashes(join(folder, 'merged'))).toEqual(hashes(join(folder, 'one')))
    expect(existsSync(join(folder, 'merged/fix-these-rows.xlsx'))).toBe(true)
  }, 30_000)

  it('merging again, over what staff have edited, keeps their file', () => {
    const out = join(folder, 'again')
    merge(shards, out)
    const pack = join(out, readdirSync(out).find((name) => name.startsWith('Z90001')) ?? '')
    appendFileSync(join(pack, '1 Plan/Z90001 Checklist.html'), 'a note')
    const edited = readFileSync(join(pack, '1 Plan/Z90001 Checklist.html'), 'utf8')
    expect(merge(shards, out).status).toBe(0)
    expect(readFileSync(join(pack, '1 Plan/Z90001 Checklist.html'), 'utf8')).toBe(edited)
    expect(existsSync(join(pack, '1 Plan/Z90001 Checklist.new.html'))).toBe(true)
  }, 30_000)

  it('a shard that is missing, or was built in another way, is said', () => {
    const out = join(folder, 'bad')
    expect(merge(shards.slice(1), out)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Shard 1/3 is missing'),
    })
    expect(merge([...shards, shards[0] ?? ''], out)).toMatchObject({ status: 2 })
    const other = join(folder, 'other')
    build(join(folder, 'practices.csv'), other, '--shard', '3/3', '--large-print')
    expect(merge([...shards.slice(0, 2), other], out)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('other choices'),
    })
    expect(existsSync(out)).toBe(false)
  }, 30_000)

  it('a file that was edited on its machine stands under its own name once the pack was made again', () => {
    const edited = join(folder, 'edited')
    cpSync(shards[0] ?? '', edited, { recursive: true })
    const pack = readdirSync(edited).find((name) => name.startsWith('Z9')) ?? ''
    const file =
      readdirSync(join(edited, pack), { encoding: 'utf8', recursive: true }).find((name) => name.endsWith('.html')) ??
      ''
    appendFileSync(join(edited, pack, file), 'a note')
    build(join(folder, 'practices.csv'), edited, '--shard', '1/3', '--force')
    expect(merge([edited, ...shards.slice(1)], join(folder, 'from-edited')).status).toBe(0)
    expect(readFileSync(join(folder, 'from-edited', pack, file))).toEqual(readFileSync(join(folder, 'one', pack, file)))
  }, 30_000)

  it('shards of files with other columns are not joined', () => {
    const other = join(folder, 'columns')
    cpSync(shards[2] ?? '', other, { recursive: true })
    const results = readFileSync(join(other, 'results.csv'), 'utf8')
    writeFileSync(join(other, 'results.csv'), results.replace('dispensing', 'training'))
    const out = join(folder, 'other-columns')
    expect(merge([...shards.slice(0, 2), other], out)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('has other columns'),
    })
    expect(existsSync(out)).toBe(false)
  }, 30_000)

  it('a file that changed on its way is said', () => {
    const pack = readdirSync(shards[0] ?? '').find((name) => name.startsWith('Z9')) ?? ''
    const file =
      readdirSync(join(shards[0] ?? '', pack), { encoding: 'utf8', recursive: true }).find((name) =>
        name.endsWith('.html'),
      ) ?? ''
    const path = join(shards[0] ?? '', pack, file)
    const before = readFileSync(path)
    writeFileSync(path, 'cut off')
    const { status, stderr } = merge(shards, join(folder, 'damaged'))
    writeFileSync(path, before)
    expect({ status, stderr }).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('has changed since it was made'),
    })
  }, 30_000)

  it('the example for a matrix of machines does what one run does', ({ skip }) => {
    skip(process.platform === 'win32', 'the example is written for a Unix shell')
    const file = join(import.meta.dirname, '../../action/examples/packs-on-several-machines.yml')
    type Steps = readonly { readonly run?: string }[]
    const { jobs } = parse(readFileSync(file, 'utf8')) as {
      readonly jobs: {
        readonly day: { readonly steps: Steps }
        readonly build: {
          readonly strategy: { readonly matrix: { readonly shard: number[] } }
          readonly steps: Steps
        }
        readonly merge: { readonly steps: Steps }
      }
    }
    const machine = mkdtempSync(join(folder, 'machine-'))
    practicesFile(machine, 12, rows)
    mkdirSync(join(machine, 'tool/dist'), { recursive: true })
    // The tool as a step finds it, but quick: one document in one format.
    const quick = `process.argv[2] === 'build' && process.argv.push(...${JSON.stringify(buildArgs('', '').slice(2, 4))}, '--documents', 'checklist', '--formats', 'html')`
    writeFileSync(join(machine, 'tool/dist/cli.js'), `${quick}\nimport(${JSON.stringify(pathToFileURL(cli).href)})\n`)
    const outputs = join(machine, 'outputs')
    writeFileSync(outputs, '')
    const today = (): string => /^today=(.+)$/m.exec(readFileSync(outputs, 'utf8'))?.[1] ?? ''
    const steps = (list: Steps, shard: number) => {
      for (const { run } of list)
        if (run !== undefined && !run.startsWith('npm')) {
          const script = run
            .replaceAll('${{ matrix.shard }}', String(shard))
            .replaceAll('${{ needs.day.outputs.today }}', today())
          const env = { ...process.env, GITHUB_OUTPUT: outputs }
          const { status, stderr } = spawnSync('bash', ['-e', '-c', script], { cwd: machine, encoding: 'utf8', env })
          expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
        }
    }
    steps(jobs.day.steps, 0)
    for (const shard of jobs.build.strategy.matrix.shard) steps(jobs.build.steps, shard)
    steps(jobs.merge.steps, 0)
    const one = ['build', '--practices', 'practices.csv', '--out', 'one', '--as-of', today()]
    spawnSync('node', ['tool/dist/cli.js', ...one], { cwd: machine })
    expect(hashes(join(machine, 'packs'))).toEqual(hashes(join(machine, 'one')))
  }, 60_000)
})
