import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'
import { failing, reportGaps } from '../../src/app/gaps.ts'
import { publish } from '../../src/app/publish.ts'
import type { GapReport } from '../../src/report/gap-report.ts'
import { makeRepository } from '../support/git-repository.ts'

const asOf = isoDay('2026-11-21')
const folders: string[] = []
const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-packs-test-'))
  folders.push(folder)
  return folder
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))
afterEach(() => vi.unstubAllEnvs())

const index = '---\ntitle: A guide\nedition: Test guide\n---\n\nSee [one](one.md).\n'
const page = (...gaps: readonly string[]): string =>
  `---\ntitle: Kick-off\nphase: kick-off\n---\n\n${gaps.map((gap) => `<!-- [GAP] ${gap} -->\n`).join('\n')}`
const FIRST = 'Nobody knows who pays for the scanners'
const SECOND = 'Nobody knows where the form is kept'

/** Two commits; the second brings a gap. */
function twoCommits(): { folder: string; first: string } {
  const made = makeRepository()
  folders.push(made.folder)
  const first = made.commit('2026-01-05', 'Ann', { 'index.md': index, 'one.md': page(FIRST) })
  made.commit('2026-03-09', 'Ben', { 'one.md': page(FIRST, SECOND) })
  return { folder: made.folder, first }
}
const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ed', '-c', 'user.email=ed@example.org', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

async function report(directory: string, since?: string, history = false): Promise<GapReport> {
  const checked = await readCheckedGuide(directory, asOf)
  return reportGaps(directory, checked, { asOf, history, ...(since === undefined ? {} : { since }) })
}
const opened = ({ changes }: GapReport): string[] => (changes?.opened ?? []).map(({ text }) => text)
const dated = ({ entries }: GapReport): (string | null)[] =>
  entries.filter(({ kind }) => kind === 'gap').map(({ since }) => since?.date ?? null)

describe('a checkout that names programs', () => {
  it('runs none of them, whatever git is asked', async () => {
    const { folder, first } = twoCommits()
    const ran = join(temporary(), 'ran')
    const tool = join(temporary(), 'tool.sh')
    writeFileSync(tool, `#!/bin/sh\ntouch '${ran}'\ncat\n`)
    chmodSync(tool, 0o755)
    writeFileSync(join(folder, '.gitattributes'), '*.md diff=tool filter=tool\n')
    for (const [name, value] of [
      ['diff.tool.textconv', tool],
      ['diff.external', tool],
      ['filter.tool.clean', tool],
      ['filter.tool.smudge', tool],
      ['filter.tool.required', 'true'],
      ['core.fsmonitor', tool],
      ['core.pager', tool],
      ['core.sshCommand', tool],
      ['core.hooksPath', join(tool, '..')],
      ['gpg.program', tool],
      ['log.showSignature', 'true'],
      ['alias.blame', `!${tool}`],
    ] as const)
      git(folder, 'config', name, value)
    writeFileSync(join(folder, 'one.md'), page(FIRST, SECOND, 'Not committed yet'))
    expect(opened(await report(folder, first, true))).toEqual([SECOND, 'Not committed yet'])
    await publish({
      guide: folder,
      templates: 'templates',
      out: join(temporary(), 'out'),
      formats: ['md'],
      asOf,
      fixTerms: true,
    })
    expect(existsSync(ran)).toBe(false)
  })

  it('asks no server for what a partial clone lacks, and says that it lacks it', async () => {
    const { folder, first } = twoCommits()
    git(folder, 'config', 'uploadpack.allowFilter', 'true')
    const clone = join(temporary(), 'clone')
    git(tmpdir(), 'clone', '-q', '--filter=blob:none', `file://${folder}`, clone)
    const ran = join(temporary(), 'ran')
    const tool = join(temporary(), 'tool.sh')
    writeFileSync(tool, `#!/bin/sh\ntouch '${ran}'\nexec git-upload-pack "$@"\n`)
    chmodSync(tool, 0o755)
    git(clone, 'config', 'remote.origin.uploadpack', tool)
    await expect(report(clone, first)).rejects.toMatchObject({
      kind: 'environment',
      message: expect.stringMatching(/lacks contents of older commits/) as unknown,
    })
    const { entries, lacks } = await report(clone)
    expect(entries.filter(({ kind }) => kind === 'gap')).toHaveLength(2)
    expect(lacks.length === 0 || /partial/.test(lacks.join())).toBe(true)
    expect(existsSync(ran)).toBe(false)
  })

  it('writes nothing into the checkout, and leaves nothing behind', async () => {
    const { folder, first } = twoCommits()
    const state = (): unknown =>
      readdirSync(join(folder, '.git'), { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [name, statSync(join(folder, '.git', name)).mtimeMs])
    const laid = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('practice-packs-git-'))
    const before = state()
    const known = new Set(laid())
    await report(folder, first, true)
    expect(state()).toEqual(before)
    expect(laid().filter((name) => !known.has(name))).toEqual([])
  })
})

describe('the environment and the folder', () => {
  it('variables of git lead to no other checkout', async () => {
    const { folder, first } = twoCommits()
    const other = twoCommits()
    vi.stubEnv('GIT_DIR', join(other.folder, '.git'))
    vi.stubEnv('GIT_WORK_TREE', other.folder)
    vi.stubEnv('GIT_CONFIG_COUNT', '1')
    vi.stubEnv('GIT_CONFIG_KEY_0', 'core.worktree')
    vi.stubEnv('GIT_CONFIG_VALUE_0', '/')
    expect(opened(await report(folder, first))).toEqual([SECOND])
  })

  it('a checkout of another owner is compared all the same, since nothing of it is run', async () => {
    const { folder, first } = twoCommits()
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
    const found = await report(folder, first)
    expect(opened(found)).toEqual([SECOND])
    expect(failing(found, [], 'new')).not.toEqual([])
  })

  it('a linked worktree, and one with names in packed-refs, are read like any checkout', async () => {
    const { folder, first } = twoCommits()
    git(folder, 'branch', 'older', first)
    git(folder, 'pack-refs', '--all')
    expect(opened(await report(folder, 'HEAD@{1}'))).toEqual([SECOND])
    const tree = join(temporary(), 'tree')
    git(folder, 'worktree', 'add', '-q', '-b', 'work', tree)
    expect(opened(await report(tree, 'older'))).toEqual([SECOND])
    expect(dated(await report(tree))).toEqual(['2026-01-05', '2026-03-09'])
  })

  it('a checkout with SHA-256 names is read', async () => {
    const folder = temporary()
    git(folder, 'init', '-q', '--object-format=sha256')
    writeFileSync(join(folder, 'index.md'), index)
    writeFileSync(join(folder, 'one.md'), page(FIRST))
    git(folder, 'add', '-A')
    git(folder, 'commit', '-qm', 'one')
    writeFileSync(join(folder, 'one.md'), page(FIRST, SECOND))
    expect(opened(await report(folder, 'HEAD'))).toEqual([SECOND])
  })

  it('without git, or with a damaged checkout, a comparison is refused and the report goes on', async () => {
    const { folder, first } = twoCommits()
    vi.stubEnv('PATH', temporary())
    await expect(report(folder, first)).rejects.toThrow(/git is not installed/)
    expect((await report(folder)).lacks.join()).toMatch(/^Git is not installed: age and author/)
    vi.unstubAllEnvs()
    writeFileSync(join(folder, '.git', 'HEAD'), 'ref: ../../../etc/passwd\n')
    await expect(report(folder, first)).rejects.toThrow(/its `\.git` is damaged/)
    const linked = temporary()
    mkdirSync(join(linked, 'guide'))
    writeFileSync(join(linked, 'guide', 'index.md'), index)
    writeFileSync(join(linked, '.git'), 'gitdir: /nowhere\n')
    await expect(report(join(linked, 'guide'), 'HEAD')).rejects.toMatchObject({ kind: 'environment' })
  })
})

describe('a clone that lacks commits', () => {
  it('says that it is shallow, invents no age, and compares only with what it has', async () => {
    const { folder, first } = twoCommits()
    const clone = join(temporary(), 'clone')
    git(tmpdir(), 'clone', '-q', '--depth', '1', `file://${folder}`, clone)
    const found = await report(clone)
    expect(found.lacks.join()).toMatch(/shallow/)
    expect(dated(found)).toEqual([null, null])
    await expect(report(clone, first)).rejects.toMatchObject({
      kind: 'environment',
      message: expect.stringMatching(/no such revision\. This clone is shallow\./) as unknown,
    })
    expect(opened(await report(clone, 'HEAD'))).toEqual([])
  })
})

describe('what a branch is compared with', () => {
  it('is the commit that both came from: what others added to main since is not ours', async () => {
    const { folder, first } = twoCommits()
    const main = git(folder, 'rev-parse', '--abbrev-ref', 'HEAD').trim()
    git(folder, 'checkout', '-q', '-b', 'work', first)
    writeFileSync(join(folder, 'one.md'), page(FIRST, 'A gap of the branch'))
    git(folder, 'commit', '-qam', 'ours')
    const { changes } = await report(folder, main)
    expect((changes?.opened ?? []).map(({ text }) => text)).toEqual(['A gap of the branch'])
    expect(changes?.closed).toEqual([])
  })

  it('is refused where nothing was shared', async () => {
    const { folder } = twoCommits()
    git(folder, 'checkout', '-q', '--orphan', 'apart')
    git(folder, 'commit', '-qm', 'apart')
    const main = git(folder, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n')[1] ?? ''
    await expect(report(folder, main)).rejects.toThrow(/no commit that both came from/)
  })
})
