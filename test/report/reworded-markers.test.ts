/** A marker is the same one in other words, on another page and on a page with another name: for the ratchet, and for its age. */
import { afterAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'
import { failing, reportGaps } from '../../src/app/gaps.ts'
import { applyBaseline, parseBaseline, writeBaseline } from '../../src/report/baseline.ts'
import type { GapReport } from '../../src/report/gap-report.ts'
import { makeRepository } from '../support/git-repository.ts'

const asOf = isoDay('2026-11-21')
const repositories: { remove(): void }[] = []
afterAll(() => repositories.forEach((repository) => repository.remove()))

const index = '---\ntitle: A guide\nedition: Test guide\n---\n\nSee [one](one.md).\n'
const page = (heading: string, ...gaps: readonly string[]): string =>
  `---\ntitle: Kick-off\nphase: kick-off\n---\n\nWords.\n\n## ${heading}\n\n${gaps.map((gap) => `<!-- [GAP] ${gap} -->\n`).join('\n')}`
const FORM = 'Is the form still in use at the branch sites, and who keeps it?'
const REWORDED = 'Is the form still in use at the branch sites, and where is it kept?'
const KEYS = 'Who brings the keys?'

const report = async (folder: string): Promise<GapReport> =>
  reportGaps(folder, await readCheckedGuide(folder, asOf), { asOf, history: false })
const sinceOf = ({ entries }: GapReport): string[] =>
  entries
    .filter(({ kind }) => kind === 'gap')
    .map(({ text, since }) => `${since?.date ?? '–'} ${since?.author ?? '–'} ${text}`)

function guideWith(text: string) {
  const repository = makeRepository()
  repositories.push(repository)
  repository.commit('2026-01-05', 'Ann', { 'index.md': index, 'one.md': text })
  return repository
}

describe.each([
  ['in its place', { 'one.md': page('The form', REWORDED, KEYS) }],
  ['under another heading', { 'one.md': page('All about forms', REWORDED, KEYS) }],
  ['on another page', { 'one.md': page('The form', KEYS), 'two.md': page('Elsewhere', REWORDED) }],
  ['on a page with another name', { 'one.md': null, 'first.md': page('The form', REWORDED, KEYS) }],
])('a marker that has other words %s', (_, files) => {
  it('is known to the baseline, which a new gap is not', async () => {
    const repository = guideWith(page('The form', FORM, KEYS))
    const written = writeBaseline(await report(repository.folder), 'Asked the ICB')
    repository.commit('2026-03-09', 'Ben', files)
    const baseline = parseBaseline({ file: 'gaps.yaml', text: written })
    const judged = applyBaseline(await report(repository.folder), baseline)
    expect(judged.baseline).toEqual({ known: 2, reworded: 1, fresh: 0, stale: [] })
    expect(failing(judged, [], 'new')).toEqual([])
    expect(writeBaseline(judged, '')).toContain(`text: ${REWORDED}\n    reason: Asked the ICB`)
    repository.commit('2026-03-10', 'Cat', { 'three.md': page('The form', 'Nobody knows who pays') })
    const again = applyBaseline(await report(repository.folder), baseline)
    expect(again.baseline).toMatchObject({ known: 2, fresh: 1 })
    expect(failing(again, [], 'new')).not.toEqual([])
  })

  it('is as old as it was, committed or not', async () => {
    const repository = guideWith(page('The form', FORM, KEYS))
    repository.commit('2026-03-09', 'Ben', files)
    const aged = [`2026-01-05 Ann ${REWORDED}`, `2026-01-05 Ann ${KEYS}`]
    expect(sinceOf(await report(repository.folder)).sort()).toEqual(aged)
    repository.git('reset', '--quiet', 'HEAD~1')
    expect(sinceOf(await report(repository.folder)).sort()).toEqual(aged)
  })
})

describe('the age of a marker', () => {
  it('goes back through many wordings, but not to a gap that only stood in its place', async () => {
    const repository = guideWith(page('The form', FORM))
    repository.commit('2026-02-01', 'Ben', { 'one.md': page('The form', REWORDED) })
    repository.commit('2026-03-01', 'Cat', {
      'one.md': page('The form', 'Is this form still in use, and where is it kept?'),
    })
    expect(sinceOf(await report(repository.folder))[0]).toMatch(/^2026-01-05 Ann/)
    repository.commit('2026-04-01', 'Dan', { 'one.md': page('The form', 'Nobody knows the day of the survey') })
    expect(sinceOf(await report(repository.folder))[0]).toMatch(/^2026-04-01 Dan/)
  })

  it('is not known where a shallow clone ends, whatever was reworded after that', async () => {
    const repository = guideWith(page('The form', FORM))
    repository.commit('2026-02-01', 'Ben', { 'other.txt': 'x\n' })
    repository.commit('2026-03-01', 'Cat', { 'one.md': page('The form', REWORDED) })
    const clone = makeRepository()
    repositories.push(clone)
    clone.git('fetch', '--quiet', '--depth', '2', `file://${repository.folder}`, 'main')
    clone.git('reset', '--quiet', '--hard', 'FETCH_HEAD')
    expect(sinceOf(await report(clone.folder))).toEqual([`– – ${REWORDED}`])
  })

  it('is not known in a repository without a commit', async () => {
    const repository = makeRepository()
    repositories.push(repository)
    const other = guideWith(page('The form', FORM))
    repository.git('fetch', '--quiet', `file://${other.folder}`, 'main')
    repository.git('checkout', '--quiet', 'FETCH_HEAD', '--', '.')
    expect(sinceOf(await report(repository.folder))).toEqual([`– – ${FORM}`])
  })
})
