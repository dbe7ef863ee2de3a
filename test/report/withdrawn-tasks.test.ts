/** A task's id is on paper that is out there: one that is gone is an error, unless the guide says where it went. */
import { afterAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'
import { failing, reportGaps } from '../../src/app/gaps.ts'
import type { GapReport } from '../../src/report/gap-report.ts'
import { makeRepository } from '../support/git-repository.ts'

const asOf = isoDay('2026-11-21')
const repositories: { remove(): void }[] = []
afterAll(() => repositories.forEach((repository) => repository.remove()))

const index = '---\ntitle: A guide\nedition: Test guide\n---\n\nSee [one](one.md).\n'
const page = (...tasks: readonly string[]): string =>
  `---\ntitle: Kick-off\nphase: kick-off\n---\n\n${tasks.map((task) => `- [ ] ${task}\n`).join('')}`
const task = (words: string, id: string, more = ''): string =>
  `${words} <!-- id: ${id}; who: practice-manager${more}; source: ours -->`
const phones = task('Count the phones.', 'kick-off-phones')
const room = task('Book a room for the first meeting.', 'kick-off-room', '; due: by kick-off')

/** The report of a guide since the commit before, and whether each gate fails. */
async function changed(
  before: string,
  after: Readonly<Record<string, string | null>>,
): Promise<GapReport & { readonly fails: readonly string[] }> {
  const repository = makeRepository()
  repositories.push(repository)
  const first = repository.commit('2026-01-05', 'Ann', { 'index.md': index, 'one.md': before })
  repository.commit('2026-03-09', 'Ben', after)
  const checked = await readCheckedGuide(repository.folder, asOf)
  const report = await reportGaps(repository.folder, checked, { asOf, history: false, since: first })
  const gates = ['new', 'error', 'finding', 'gap'] as const
  return { ...report, fails: gates.filter((gate) => failing(report, checked.findings, gate).length > 0) }
}
const vanished = ({ entries }: GapReport): string[] =>
  entries.filter(({ rule }) => rule === 'vanished-task').map(({ text }) => text)
const list = (entry: string): string => `withdrawn:\n  - { ${entry} }\n`

describe('a task whose id is gone', () => {
  it('fails what looks for errors and what looks for news', async () => {
    const report = await changed(page(phones, room), { 'one.md': page(room) })
    expect(vanished(report)).toHaveLength(1)
    expect(vanished(report)[0]).toMatch(/^The task `kick-off-phones` \(“Count the phones\.”\), at one\.md:6 in /)
    expect(report.fails).toEqual(['new', 'error', 'finding'])
    expect(report.changes?.tasks.removed.map(({ id }) => id)).toEqual(['kick-off-phones'])
  })

  it('with its whole page too', async () => {
    const report = await changed(page(phones), { 'one.md': null, 'two.md': page(room) })
    expect(vanished(report)).toHaveLength(1)
    expect(report.entries.find(({ rule }) => rule === 'vanished-task')?.place).toBeNull()
  })

  it('is no error where it is listed as withdrawn', async () => {
    const report = await changed(page(phones, room), {
      'one.md': page(room),
      'withdrawn-tasks.yaml': list('id: kick-off-phones, since: 2026-03-09, reason: The supplier counts them.'),
    })
    expect(vanished(report)).toEqual([])
    expect(report.fails).toEqual([])
  })

  it('that has another id now is one task, renamed, where the list says so', async () => {
    const now = task('Count every phone.', 'kick-off-count')
    const silent = await changed(page(phones, room), { 'one.md': page(room, now) })
    expect(vanished(silent)).toHaveLength(1)
    const report = await changed(page(phones, room), {
      'one.md': page(room, now),
      'withdrawn-tasks.yaml': list(
        'id: kick-off-phones, since: 2026-03-09, reason: A shorter id., renamed_to: kick-off-count',
      ),
    })
    expect(vanished(report)).toEqual([])
    expect(report.changes?.tasks).toMatchObject({ added: [], removed: [] })
    expect(report.changes?.tasks.changed.map(({ before, after, what }) => [before.id, after.id, what])).toEqual([
      ['kick-off-phones', 'kick-off-count', ['id']],
    ])
  })

  it('is known again where it was renamed twice', async () => {
    const report = await changed(page(phones, room), {
      'one.md': page(room, task('Ask how many handsets there are.', 'kick-off-handsets')),
      'withdrawn-tasks.yaml':
        'withdrawn:\n  - { id: kick-off-phones, since: 2026-02-01, reason: Shorter., renamed_to: kick-off-count }\n' +
        '  - { id: kick-off-count, since: 2026-03-09, reason: Clearer., renamed_to: kick-off-handsets }\n',
    })
    expect(report.changes?.tasks).toMatchObject({ added: [], removed: [] })
    expect(report.changes?.tasks.changed.map(({ before, after }) => [before.id, after.id])).toEqual([
      ['kick-off-phones', 'kick-off-handsets'],
    ])
  })

  it('names the task that has nearly its words', async () => {
    const report = await changed(page(room), {
      'one.md': page(room.replace('id: kick-off-room', 'id: kick-off-place')),
    })
    expect(vanished(report)[0]).toContain('`kick-off-place` has nearly its words.')
  })

  it('that the guide never gave an id cannot vanish', async () => {
    const report = await changed(page('Count. <!-- who: practice-manager -->'), { 'one.md': page(room) })
    expect(vanished(report)).toEqual([])
  })
})

describe('what changed in tasks', () => {
  it('is day, owner, condition, length, order and hour, besides words', async () => {
    const after = page(
      phones.replace('who: practice-manager', 'who: it-lead; if: dispensing'),
      room.replace('by kick-off', 'on kick-off; at: morning; takes: 1 hour; after: kick-off-phones'),
    )
    const { changes } = await changed(page(phones, room), { 'one.md': after })
    expect(changes?.tasks.changed.map(({ after: { id }, what }) => [id, what])).toEqual([
      ['kick-off-phones', ['who', 'if']],
      ['kick-off-room', ['due', 'takes', 'after', 'at']],
    ])
  })
})

describe('near misses and questions', () => {
  const gap = (words: string): string => `<!-- ${words} -->\n`
  it('are opened and closed like gaps', async () => {
    const asks = 'ask: current-supplier; question: When is that?'
    const before = `${page(room)}\n${gap('[Gap] a slip')}\n${gap(`[GAP] Nobody knows the day; ${asks}`)}\n${gap('[GAP] Who pays for it')}`
    const after = `${page(room)}\n${gap('[Update] another slip of the pen')}\n${gap('[GAP] Nobody knows the day')}\n${gap('[GAP] Who pays for it; ask: icb-commissioner; question: Do you?')}`
    const { changes } = await changed(before, { 'one.md': after })
    expect(changes?.nearMisses.opened.map(({ text }) => text)).toEqual(['[Update] another slip of the pen'])
    expect(changes?.nearMisses.closed.map(({ text }) => text)).toEqual(['[Gap] a slip'])
    expect(changes?.questions.opened.map(({ question }) => question)).toEqual(['Do you?'])
    expect(changes?.questions.closed.map(({ question }) => question)).toEqual(['When is that?'])
    expect(changes).toMatchObject({ opened: [], closed: [] })
  })
})
