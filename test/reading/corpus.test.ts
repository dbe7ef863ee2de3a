import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blockLines } from '../../src/document/plain-text.ts'
import type { Guide } from '../../src/model/guide.ts'
import type { GuideSources } from '../../src/model/sources.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'

const shipped = join(import.meta.dirname, '../../guide')

const count = <T>(all: readonly T[], name: (each: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const each of all) counts[name(each)] = (counts[name(each)] ?? 0) + 1
  return counts
}
const figures = (guide: Guide) => ({
  phases: guide.phases.length,
  markers: count(guide.markers, ({ kind }) => kind),
  nearMisses: guide.nearMisses.length,
  slas: count(guide.slas, ({ status }) => status),
  tasks: count(guide.tasks, ({ roles }) => roles.join()),
  boxes: guide.callouts.length,
})

/** Two revisions of the public guide, beside the repository. Where they are absent, `cases/` still holds their oddities. */
describe('the public guide', () => {
  needs(HAS_CORPUS, NO_CORPUS)
  const read = async (revision: string) => {
    const sources = await readGuide(join(CORPUS, revision), shipped)
    return { sources, ...parseGuide(sources) }
  }

  it('of 4 December 2019 gives the figures counted by hand', async () => {
    const { value } = await read('guide-2019-12-04')
    expect(figures(value)).toEqual({
      phases: 15,
      markers: { GAP: 16, UPLIFT: 32 },
      nearMisses: 1,
      slas: { live: 13 },
      tasks: { commissioner: 13, 'practice-manager': 58, 'project-manager': 58 },
      boxes: 14,
    })
    const known = value.slas.map(({ id }) => id).sort()
    expect(known).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14].map((n) => `SLA-${String(n).padStart(2, '0')}`))
  })

  it('of 25 March 2020 gives the figures counted by hand', async () => {
    const { value } = await read('guide-2020-03-25')
    expect(figures(value)).toEqual({
      phases: 15,
      markers: { GAP: 13, UPLIFT: 20 },
      nearMisses: 10,
      slas: { commented: 4 },
      tasks: { commissioner: 12, 'practice-manager': 54, 'project-manager': 54 },
      boxes: 17,
    })
    expect(value.slas.map(({ id }) => id)).toEqual(['SLA-07', 'SLA-04', 'SLA-09', 'SLA-12'])
    const gap = value.markers.find(({ place }) => place.file.includes('09-end') && place.line === 33)
    expect(gap?.hides).toEqual({ lines: 7, headings: ['Update the Catalogue'], items: 0, slas: 0 })
  })

  it.each([
    ['guide-2019-12-04', 17, 9],
    ['guide-2020-03-25', 3, 3],
  ])('%s has %i broken links to %i targets', async (revision, links, targets) => {
    const { findings } = await read(revision)
    const broken = findings.filter(({ rule }) => rule === 'broken-link')
    const named = broken.map(({ message }) => /`([^`]+)`/.exec(message)?.[1]?.replace('/prm-practice-migration', ''))
    expect(broken).toHaveLength(links)
    expect(new Set(named).size).toBe(targets)
  })

  it.each(['guide-2019-12-04', 'guide-2020-03-25'])(
    '%s puts everything where it stands in the file',
    async (revision) => {
      const { value, sources, findings } = await read(revision)
      const lineOf = lines(sources)
      for (const { kind, place } of value.markers) expect(lineOf(place)).toMatch(new RegExp(`^\\[${kind}\\]`))
      for (const { written, place } of value.nearMisses) expect(lineOf(place).startsWith(written)).toBe(true)
      for (const { place } of value.slas) expect(lineOf(place)).toMatch(/^\*\*_SLA:_\*\*/)
      for (const { code, place } of value.dmis) expect(lineOf(place).startsWith(code)).toBe(true)
      for (const { place } of value.tasks) expect(lineOf(place)).toMatch(/^[*-] /)
      for (const { title, place } of value.phases) expect(lineOf(place).startsWith(title)).toBe(true)
      for (const { text, place } of value.callouts) expect(bare(lineOf(place))).toContain(bare(text).slice(0, 15))
      for (const page of value.pages) for (const { place } of page.headings) expect(lineOf(place)).toMatch(/^#/)
      for (const { place } of findings.filter(({ rule }) => rule === 'broken-link')) {
        expect(lineOf(place ?? { file: '', line: 1, column: 1 })).toMatch(/^(?:\[|\/)/)
      }
    },
  )

  it.each(['guide-2019-12-04', 'guide-2020-03-25'])(
    '%s shows readers no Liquid, ids, tags or comments',
    async (revision) => {
      const { value } = await read(revision)
      const said = [
        ...value.pages.flatMap(({ blocks }) => blocks.flatMap(blockLines)),
        ...value.tasks.map(({ text }) => text),
        ...value.callouts.map(({ text }) => text),
        ...value.phases.flatMap(({ intro }) => intro.flatMap(blockLines)),
      ]
      expect(said.filter((line) => /\{[%{#:]|[%}]\}|<!--|-->|<\/?[a-z]+|^-- |\*\*|\]\(/.test(line))).toEqual([])
    },
  )

  it('maps the key phases to the phases of the timing policy in their order', async () => {
    const { value } = await read('guide-2020-03-25')
    expect(value.phases.map(({ id, datesOf }) => `${id}: ${datesOf}`)).toMatchInlineSnapshot(`
      [
        "decision-to-migrate-and-funding: buying-and-preparing",
        "procurement: buying-and-preparing",
        "kick-off-meeting: kick-off",
        "technical-survey: technical-survey",
        "pre-migration-tasks: pre-migration",
        "initial-data-production-idp: initial-data-production",
        "data-checking: data-checking",
        "data-re-check-and-sign-off: data-checking",
        "cut-over-planning-and-preparation: planning-for-cutover",
        "training: training",
        "final-data-production: cutover",
        "cut-over-period: cutover",
        "go-live: go-live",
        "post-go-live: post-go-live",
        "end-of-migration: end-of-migration",
      ]
    `)
  })
})

const bare = (text: string): string =>
  text.replace(/[*_[\]]|^Lesson learnt - |^Recommendation - /g, '').replace(/\s+/g, ' ')

/** The rest of a line from a place on. */
function lines(sources: GuideSources) {
  const files = new Map(sources.pages.map(({ file, text }) => [file, text.split('\n')]))
  return ({ file, line, column }: { file: string; line: number; column: number }): string =>
    files.get(file)?.[line - 1]?.slice(column - 1) ?? ''
}
