/**
 * Documents print limits only where the guide in use shows them: never those that only the tool's own `slas.yaml` knows. And
 * no document has a word of a comment, but for what a marker asks.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-limits-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const KINDS = ['checklist', 'cutover-plan', 'letters']

/** Everything of a pack, in no format: what no document has, no format can show. */
async function pack(guide: string): Promise<{ understood: Understood; plan: Plan; said: string }> {
  const understood = await understand({
    guide,
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  const practice = understood.practices.find(({ ods }) => ods === 'Z99901')
  if (practice === undefined) throw new Error('The starter practices have no Z99901.')
  const plan = planPractice(understood, practice, isoDay('2026-11-20'))
  const { documents } = composeDocuments(plan, understood, { documents: KINDS, allowSuperseded: true })
  expect(documents.length).toBeGreaterThan(5)
  const files = composeDataFiles({ ...understood, plan })
  return { understood, plan, said: JSON.stringify([documents, files]) }
}

function publicGuide(name: string, chapter: string): string {
  const guide = join(folder, name)
  const page = (path: string, front: string, body: string) => {
    mkdirSync(join(guide, path, '..'), { recursive: true })
    writeFileSync(join(guide, path), `---\n${front}\n---\n\n${body}\n`)
  }
  page('guide/index.md', 'title: A guide\npermalink: /guide', '# A guide')
  page('guide/01-cutover.md', 'title: Cutover\npermalink: /guide/cutover', chapter)
  page(
    '_steps/practice-manager-staff-reading-by-phase/04-cutover.md',
    'title: Cutover and go live\norder: 4\ngroup: practice-manager-staff-reading-by-phase',
    '* [Have you switched the links off?](/guide/cutover)',
  )
  return guide
}

const LIMIT =
  '**_SLA:_** The cutover, quokka and all, must not exceed 72 hours.\n<br><em>(Numbat Migration Process, p. 15)</em>'
/** What introduces a limit: in a title, a table, a chart, a calendar. Reasons for days may name the source of a rule. */
const SAID_OF_LIMITS =
  /\b2019 limit|[Ll]imits? in (?:the|a) sources?|Limit SLA|SLA-\d\d(?!(?:-report)? of 2019)|more than 72 hours/

describe('a limit is printed', () => {
  it('nowhere, where the guide has none', async () => {
    const { plan, said } = await pack(publicGuide('none', 'Words about the cutover.'))
    expect(plan.slaClocks).toEqual([])
    expect(said.match(SAID_OF_LIMITS)).toBeNull()
  })

  it('nowhere, and no word of it, where it is in a comment', async () => {
    const { plan, said } = await pack(publicGuide('commented', `Words.\n\n<!-- ${LIMIT} -->`))
    expect(plan.slaClocks).toEqual([])
    expect(said.match(SAID_OF_LIMITS)).toBeNull()
    expect(said.match(/quokka|Numbat/)).toBeNull()
  })

  it('where the guide shows it, in its own words and alone', async () => {
    const { plan, said } = await pack(publicGuide('live', `Words.\n\n${LIMIT}`))
    expect([...new Set(plan.slaClocks.map(({ sla }) => sla.slice(0, 6)))]).toEqual(['SLA-12'])
    expect(said).toMatch(/quokka/)
    expect(said).toMatch(/Numbat Migration Process, page 15/)
    expect([...new Set(said.match(/SLA-\d\d(?! of 2019)/g))]).toEqual(['SLA-12'])
  })

  it('all, in our own guide', async () => {
    const { plan } = await pack(join(root, 'guide'))
    expect(plan.slaClocks.map(({ sla }) => sla)).toContain('SLA-14')
    expect(plan.slaClocks.every(({ inGuide }) => inGuide.status === 'live')).toBe(true)
  })
})

describe('what ships with the tool', () => {
  const NOTE = /[Nn]ot (?:in|from) A guide|guide that ships with practice-packs|come with practice-packs/g
  const count = (said: string) => said.match(NOTE)?.length ?? 0
  const TABLES = [
    '| type of data | during cutover | after go live | paper log | applies to |',
    '| --- | --- | --- | --- | --- |',
    '| Wombats | Count them. | Count them again. | none | every practice |',
    '',
    '| link | who to tell | while it is off | test after go live | applies to |',
    '| --- | --- | --- | --- | --- |',
    '| Burrows | neighbours | paper | one digs | every practice |',
  ]

  it('is said to be not from a guide that has none of it, at each place', async () => {
    const { understood, said } = await pack(publicGuide('borrows', 'Words about the cutover.'))
    expect(understood.guide.borrowed).toEqual({
      dates: true,
      slas: true,
      busyPeriods: true,
      dataTypes: true,
      links: true,
      decisions: true,
      stops: true,
      losses: true,
    })
    // Types of data, links, first of each, disagreements, reasons; log sheets; checklist; the form of each decision; what stops,
    // and what may be lost.
    expect(said.match(/[Nn]ot from A guide/g)).toHaveLength(7 + 3 + 2)
    expect(said).toMatch(/Some of it is not in A guide/)
    expect(said).toMatch(/the busy times of the year/)
  })

  it('is not printed where the guide has its own tables', async () => {
    const { understood, said } = await pack(publicGuide('tables', TABLES.join('\n')))
    expect(understood.guide.borrowed).toMatchObject({ dates: true, dataTypes: false, links: false })
    expect(said).toMatch(/Wombats/)
    expect(said).toMatch(/Burrows/)
    expect(said).not.toMatch(/pharmacies can|the decisions for each type of data|the links to switch off and on, and/)
    expect(said.match(/[Nn]ot from A guide/g)).toHaveLength(3 + 3 + 2)
  })

  it('needs no such words in our guide', async () => {
    const { understood, said } = await pack(join(root, 'guide'))
    expect(Object.values(understood.guide.borrowed)).toEqual([false, false, false, false, false, false, false, false])
    expect(count(said)).toBe(0)
  })

  it('gives no number where the guide says another, and names nobody else', async () => {
    const other = LIMIT.replace('72 hours', '96 hours').replace(
      'The cutover',
      'The new supplier must finish: the cutover',
    )
    const { plan, said } = await pack(publicGuide('other-number', `Words.\n\n${other}`))
    const [clock] = plan.slaClocks
    expect(clock).toMatchObject({ sla: 'SLA-12', limit: { value: 96, unit: 'hour' }, start: '2027-04-07T18:30' })
    expect(clock?.due).toBe('2027-04-11T18:30')
    expect(clock?.names).toEqual({ party: 'new-supplier', stated: true })
    expect(said).toMatch(/96 hours/)
    expect(said.match(/.{0,40}\b(?:was|than) 72 hours.{0,20}/g)).toBeNull()
  })

  it('names an SLA only as the source of a rule', async () => {
    const { said } = await pack(publicGuide('sources', 'Words about the cutover.'))
    const named = said.match(/.{0,60}SLA-\d\d/g) ?? []
    expect(named.length).toBeGreaterThan(1)
    expect(named.filter((words) => !/Source of the rule: SLA-\d\d$/.test(words))).toEqual([])
  })
})

describe('a comment of our guide', () => {
  it('is in no document, but for what a marker asks', async () => {
    const guide = join(folder, 'canaries')
    cpSync(join(root, 'guide'), guide, { recursive: true })
    let count = 0
    for (const name of readdirSync(guide).filter((file) => /\.md$/.test(file) && file !== 'ANNOTATIONS.md')) {
      const text = readFileSync(join(guide, name), 'utf8')
      const withCanaries = text.replace(/<!--([^]*?)-->/g, (_, inner: string) => {
        count += 1
        // In a marker the first sentence is its own; a paragraph after it is what it hides.
        if (/\[(?:GAP|UPLIFT)\]/.test(inner)) return `<!--${inner.trimEnd()}\n\nCanary${count} hidden.\n-->`
        // An annotation keeps its pairs, which are data; a note is words only.
        return /^\s*[a-z-]+:/.test(inner) ? `<!--${inner}-->` : `<!--${inner} Canary${count} -->`
      })
      const comment = `\n<!-- Canary${(count += 1)} is an editor's note.\n\n${LIMIT}\n\n- [ ] Canary${count} is a task.\n-->\n`
      writeFileSync(join(guide, name), `${withCanaries}${comment}`)
    }
    expect(count).toBeGreaterThan(100)
    const { said } = await pack(guide)
    expect(said.match(/.{0,60}Canary\d+.{0,40}/g)).toBeNull()
    expect(said.match(/quokka|Numbat/)).toBeNull()
  })
})
