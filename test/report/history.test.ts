import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'
import { reportGaps } from '../../src/app/gaps.ts'
import type { GapReport } from '../../src/report/gap-report.ts'
import { importCommits, makeRepository } from '../support/git-repository.ts'

const asOf = isoDay('2026-11-21')
const repository = makeRepository()
const many = makeRepository()
const bare = mkdtempSync(join(tmpdir(), 'practice-packs-bare-'))
afterAll(() => {
  repository.remove()
  many.remove()
  rmSync(bare, { recursive: true, force: true })
})

const index = '---\ntitle: A guide\nedition: Test guide\n---\n\nSee [one](one.md) and [two](two.md).\n'
const page = (phase: string, body: string): string => `---\ntitle: About ${phase}\nphase: ${phase}\n---\n\n${body}`
const task = (id: string, words: string, more = ''): string =>
  `- [ ] ${words} <!-- id: ${id}; who: trainers${more}; source: ours -->\n`
const one = `${task('first', 'Write the first list.')}
<!-- [GAP] Nobody knows who pays for the scanners at the branch sites -->
<!-- [GAP] Is the form still in use, and who keeps it? -->
<!-- [UPLIFT] moved up -->

**_SLA:_** The 2019 document gave suppliers 5 working days to answer questions about a move. <!-- sla: SLA-01 -->
<br><em>(Some Process, p. 6)</em>
`
const first = repository.commit('2026-01-05', 'Ann', {
  'docs/guide/index.md': index,
  'docs/guide/one.md': page('kick-off', one),
  'docs/guide/two.md': page('training', task('second', 'Train the trainers well.', '; due: by training')),
})
// The scanners' gap moves to the other page, and is indented; the form's gap is reworded; another one opens.
const moved = one
  .replace('<!-- [GAP] Nobody knows who pays for the scanners at the branch sites -->\n', '')
  .replace('Is the form still in use, and who keeps it?', 'Is the form still in use, and where is it kept?')
  .replace('<!-- [UPLIFT] moved up -->', '<!-- [GAP] Something new entirely -->')
  .replace('5 working days', '10 working days')
repository.commit('2026-03-09', 'Ben', {
  'docs/guide/one.md': page('kick-off', moved),
  'docs/guide/two.md': page(
    'training',
    `${task('second', 'Train the trainers well.', '; due: by kick-off')}  <!-- [GAP] Nobody knows who pays for the scanners at the branch sites -->\n${task('third', 'Book a room.')}`,
  ),
})
const guide = join(repository.folder, 'docs/guide')

async function report(directory: string, since?: string, history = false): Promise<GapReport> {
  const checked = await readCheckedGuide(directory, asOf)
  return reportGaps(directory, checked, { asOf, history, ...(since === undefined ? {} : { since }) })
}
const texts = (entries: readonly { readonly text: string }[]): string[] => entries.map(({ text }) => text)

describe('a guide in a checkout', () => {
  it('says of each marker since when it stands and who wrote it, through moves and other words', async () => {
    const { entries, prefix } = await report(guide)
    expect(prefix).toBe('docs/guide/')
    const since = entries
      .filter(({ kind }) => kind === 'gap')
      .map(({ text, since }) => `${since?.date} ${since?.author} ${text}`)
    expect(since).toEqual([
      '2026-01-05 Ann Is the form still in use, and where is it kept?',
      '2026-03-09 Ben Something new entirely',
      '2026-01-05 Ann Nobody knows who pays for the scanners at the branch sites',
    ])
  })

  it('lists what was opened, closed, moved and reworded since a revision', async () => {
    const { changes } = await report(guide, first)
    expect(texts(changes?.opened ?? [])).toEqual(['Something new entirely'])
    expect(texts(changes?.closed ?? [])).toEqual(['moved up'])
    expect(changes?.moved.map(({ before, after }) => [before.place?.file, after.place?.file])).toEqual([
      ['one.md', 'two.md'],
    ])
    expect(changes?.reworded.map(({ before, after }) => [before.text, after.text])).toEqual([
      ['Is the form still in use, and who keeps it?', 'Is the form still in use, and where is it kept?'],
    ])
    expect(changes?.tasks.added.map(({ id }) => id)).toEqual(['third'])
    expect(changes?.tasks.changed.map(({ after, what }) => [after.id, what])).toEqual([['second', ['due']]])
    expect(changes?.slas.changed.map(({ before, after }) => [before.terms['limit'], after.terms['limit']])).toEqual([
      ['5 working days', '10 working days'],
    ])
  })

  it('knows a reworded marker again on a page that was renamed', async () => {
    const other = makeRepository()
    const body = (words: string): string => page('kick-off', `## The room\n\n<!-- [GAP] ${words} -->\n`)
    const before = other.commit('2026-01-01', 'Ann', {
      'index.md': index,
      'one.md': body('ask about device setup'),
      'two.md': body('Who brings the keys?'),
    })
    other.commit('2026-01-02', 'Ben', {
      'one.md': null,
      'first.md': body('ask all about the setup of devices'),
      'two.md': body('Who brings the scanners?'),
    })
    const { changes } = await report(other.folder, before)
    expect(changes?.reworded.map((pair) => [pair.before.place?.file, pair.after.place?.file])).toEqual([
      ['one.md', 'first.md'],
      ['two.md', 'two.md'],
    ])
    expect(changes).toMatchObject({ opened: [], closed: [], moved: [] })
    other.remove()
  })

  it('compares with a revision from before the guide', async () => {
    const other = makeRepository()
    const before = other.commit('2026-01-01', 'Ann', { 'README.md': '# Nothing yet\n' })
    other.commit('2026-01-02', 'Ann', { 'index.md': index, 'one.md': page('kick-off', one) })
    const { changes } = await report(other.folder, before)
    expect(changes?.opened).toHaveLength(3)
    expect(changes?.tasks.added).toHaveLength(1)
    other.remove()
  })

  it('says so when there is no such revision, and runs nothing that looks like a flag', async () => {
    await expect(report(guide, 'nowhere')).rejects.toThrow(
      /cannot be compared with `nowhere`: its checkout has no such revision/,
    )
    await expect(report(guide, '--output=/tmp/x')).rejects.toThrow(/has no such revision/)
  })

  it('leaves a line that is not committed without an age', async () => {
    const other = makeRepository()
    other.commit('2026-01-02', 'Ann', { 'index.md': index, 'one.md': page('kick-off', one) })
    cpSync(join(other.folder, 'one.md'), join(other.folder, 'new.md'))
    const { entries } = await report(other.folder)
    expect(entries.filter(({ place }) => place?.file === 'new.md').every(({ since }) => since === null)).toBe(true)
    expect(entries.find(({ place }) => place?.file === 'one.md')?.since?.author).toBe('Ann')
    other.remove()
  })
})

describe('a guide in no checkout', () => {
  it('reports all the same, and says what it lacks', async () => {
    cpSync(guide, bare, { recursive: true })
    const { entries, lacks, changes, history } = await report(bare, undefined, true)
    expect(entries.filter(({ kind }) => kind === 'gap')).toHaveLength(3)
    expect(lacks.join()).toMatch(/no git checkout: age and author of each marker and the counts over time/)
    expect(changes).toBeNull()
    expect(history).toBeNull()
  })

  it('does not say that nothing changed where it cannot know', async () => {
    await expect(report(bare, 'main')).rejects.toThrow(
      /cannot be compared with `main`: this guide is in no git checkout/,
    )
  })
})

describe('the history of a guide', () => {
  it('counts the markers at each of 725 commits, none where there is no guide', async () => {
    const day = (at: number): string =>
      new Date(Date.UTC(2019, 3, 15) + Math.floor(at / 3) * 86_400_000).toISOString().slice(0, 10)
    const commits = Array.from({ length: 725 }, (_, at) => {
      if (at < 5) return { day: day(at), files: { 'README.md': `Draft ${at} <!-- [GAP] not a page -->\n` } }
      if (at === 5) return { day: day(at), files: { 'docs/guide/index.md': index } }
      // A page more every sixth commit, up to forty; in between its text changes.
      const pages = Math.min(40, Math.floor(at / 6))
      const number = (at % Math.max(1, pages)) + 1
      const gaps = '<!-- [GAP] open -->\n<!-- [UPLIFT] and changed -->\n'.repeat((at % 3) + 1)
      return {
        day: day(at),
        files: { [`docs/guide/page-${number}.md`]: page('kick-off', `Version ${at}.\n\n${gaps}`) },
      }
    })
    importCommits(many.folder, commits)
    many.git('reset', '--hard', '--quiet', 'main')
    const { history } = await report(join(many.folder, 'docs/guide'), undefined, true)
    expect(history).toHaveLength(725)
    expect(history?.slice(0, 7).map(({ gaps }) => gaps)).toEqual([0, 0, 0, 0, 0, 0, 1])
    const { entries } = await report(join(many.folder, 'docs/guide'))
    const now = (kind: string): number => entries.filter((entry) => entry.kind === kind).length
    expect(history?.at(-1)).toMatchObject({ date: day(724), gaps: now('gap'), uplifts: now('uplift') })
    expect(now('gap')).toBeGreaterThan(40)
  })
})
