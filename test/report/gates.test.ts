/** Each gate in a scratch repository, as a job or a hook runs it: what it lets pass, and where it ends with 4 and says why. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRepository } from '../support/git-repository.ts'

const cli = join(import.meta.dirname, '../../dist/cli.js')
const temp = mkdtempSync(join(tmpdir(), 'practice-packs-gates-'))
const repository = makeRepository()
afterAll(() => {
  repository.remove()
  rmSync(temp, { recursive: true, force: true })
})

const index = '---\ntitle: A guide\nedition: Test guide\n---\n\nSee [one](one.md).\n'
const task = '- [ ] Meet. <!-- id: kick-off-meet; who: trainers; source: ours -->\n'
const page = (...gaps: readonly string[]): string =>
  `---\ntitle: Kick off\nphase: kick-off\n---\n\nWords.\n\n${task}\n${gaps.map((gap) => `<!-- [GAP] ${gap} -->\n`).join('\n')}`
const FORM = 'Is the form still in use at the branch sites, and who keeps it?'
const REWORDED = 'Is the form still in use at the branch sites, and where is it kept?'
const FRESH = 'Nobody knows who pays for the room'

let first = ''
beforeAll(() => {
  first = repository.commit('2026-01-05', 'Ann', { 'guide/index.md': index, 'guide/one.md': page(FORM) })
  repository.commit('2026-02-05', 'Ben', { 'guide/one.md': page(FORM, FRESH) })
})

function gate(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [cli, 'gaps', '--guide', 'guide', '--fail-on', 'new', '--format', 'json', '--as-of', '2026-03-01', ...args],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } },
  )
  return { status, stderr }
}
const clone = (name: string, ...how: readonly string[]): string => {
  const folder = join(temp, name)
  execFileSync('git', ['clone', '--quiet', ...how, `file://${repository.folder}`, folder], { stdio: 'ignore' })
  return folder
}

describe('a gate that compares', () => {
  it('fails for what is new since a revision, and for nothing else', () => {
    expect(gate(repository.folder, ['--since', first]).status).toBe(1)
    expect(gate(repository.folder, ['--since', 'HEAD']).status).toBe(0)
  })

  it('lets a reworded marker pass, by a revision and by a baseline', () => {
    const folder = clone('reworded')
    const baseline = join(temp, 'gaps.yaml')
    writeFileSync(join(folder, 'guide/one.md'), page(FORM))
    expect(
      gate(folder, ['--write-baseline', baseline, '--reason', 'Asked', '--baseline', emptyBaseline()]).status,
    ).toBe(1)
    writeFileSync(join(folder, 'guide/one.md'), page(REWORDED))
    expect(gate(folder, ['--baseline', baseline]).status).toBe(0)
    expect(gate(folder, ['--since', 'HEAD']).status).toBe(0)
    writeFileSync(join(folder, 'guide/one.md'), page(REWORDED, 'Something that nobody ever said'))
    expect(gate(folder, ['--baseline', baseline]).status).toBe(1)
  })

  it('is not moved by what others add to the branch it compares with', () => {
    const folder = clone('moved-base')
    execFileSync('git', ['checkout', '--quiet', '-b', 'work', first], { cwd: folder })
    // On main a gap was opened after that; on the branch none was.
    expect(gate(folder, ['--since', 'origin/main']).status).toBe(0)
  })

  it('looks into the checkout around the guide, whatever GIT_DIR says', () => {
    const other = makeRepository()
    other.commit('2026-01-01', 'Eve', { 'x.txt': 'x\n' })
    const env = { GIT_DIR: join(other.folder, '.git'), GIT_WORK_TREE: other.folder, GIT_INDEX_FILE: '/nowhere' }
    expect(gate(repository.folder, ['--since', first], env).status).toBe(1)
    expect(gate(repository.folder, ['--since', 'HEAD'], env).status).toBe(0)
    other.remove()
  })

  it('compares in a folder of somebody else too, which git by itself refuses', () => {
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }
    expect(gate(repository.folder, ['--since', first], env).status).toBe(1)
    const folder = join(temp, 'of-another')
    cpSync(repository.folder, folder, { recursive: true })
    // Only root can give a folder away.
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', '12345', folder])
    expect(gate(folder, ['--since', first]).status).toBe(1)
  })
})

describe('a gate that cannot compare ends with 4 and says why', () => {
  it('with nothing to compare with', () => {
    const { status, stderr } = gate(repository.folder, [])
    expect(stderr).toMatch(/Nothing says which gaps are new/)
    expect(status).toBe(4)
  })

  it('in a shallow clone', () => {
    const { status, stderr } = gate(clone('shallow', '--depth', '1'), ['--since', first])
    expect(stderr).toMatch(/no such revision\. This clone is shallow/)
    expect(status).toBe(4)
  })

  it('in a clone whose common commit was not fetched', () => {
    const folder = clone('unrelated', '--depth', '1')
    execFileSync('git', ['fetch', '--quiet', '--depth', '1', 'origin', first], { cwd: folder })
    const { status, stderr } = gate(folder, ['--since', first])
    expect(stderr).toMatch(/no commit that both came from\. This clone is shallow/)
    expect(status).toBe(4)
  })

  it('in a partial clone that lacks the older contents', () => {
    repository.git('config', 'uploadpack.allowFilter', 'true')
    const { status, stderr } = gate(clone('partial', '--filter=blob:none'), ['--since', first])
    expect(stderr).toMatch(/lacks contents of older commits/)
    expect(status).toBe(4)
  })

  it('outside a checkout, without git, and for a revision that does not exist', () => {
    const bare = join(temp, 'bare')
    cpSync(join(repository.folder, 'guide'), join(bare, 'guide'), { recursive: true })
    expect(gate(bare, ['--since', 'main'])).toMatchObject({
      status: 4,
      stderr: expect.stringMatching(/this guide is in no git checkout/) as unknown,
    })
    const tools = join(temp, 'tools')
    execFileSync('mkdir', ['-p', tools])
    symlinkSync(process.execPath, join(tools, 'node'))
    expect(gate(repository.folder, ['--since', first], { PATH: tools })).toMatchObject({
      status: 4,
      stderr: expect.stringMatching(/git is not installed/) as unknown,
    })
    expect(gate(repository.folder, ['--since', 'nowhere'])).toMatchObject({
      status: 4,
      stderr: expect.stringMatching(/no such revision/) as unknown,
    })
  })
})

function emptyBaseline(): string {
  const file = join(temp, 'empty.yaml')
  writeFileSync(file, 'known: []\n')
  return file
}
