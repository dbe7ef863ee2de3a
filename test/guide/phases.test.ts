/** The phases are those of timing.yaml: one is added by an entry there and a page, and is then everywhere. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { allEvents } from '../../src/model/data-files.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { planPractice, understand, type Understood, understandForPractices } from '../../src/pipeline.ts'
import { outline } from '../support/outline.ts'

const root = join(import.meta.dirname, '../..')
const asOf = isoDay('2026-11-20')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phases-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A copy of our guide with other text in some of its files. */
async function guideWith(name: string, edits: Readonly<Record<string, (text: string) => string>>): Promise<string> {
  const guide = join(folder, name)
  await cp(join(root, 'guide'), guide, { recursive: true })
  for (const [file, edit] of Object.entries(edits)) {
    const before = await readFile(join(guide, file), 'utf8').catch(() => '')
    const after = edit(before)
    if (after === before) throw new Error(`The edit of ${file} changes nothing.`)
    await writeFile(join(guide, file), after)
  }
  return guide
}

const inputs = (guide: string) => ({
  guide,
  templates: join(root, 'templates'),
  practices: join(root, 'practices/practices.csv'),
})

const REHEARSAL = `---
title: Rehearsal
phase: rehearsal
subtitle: 'Estimated timeline: 1 to 2 weeks'
who: [practice-manager]
permalink: /guide/rehearsal
reviewed: 2026-11-20
review_by: 2027-05-20
---

The team walks through the evening before it happens.

<!-- [GAP] Who leads it is not known; ask: delivery-partner; question: Who leads the rehearsal? -->

- [ ] Walk through the evening. <!-- id: rehearsal-walk; who: practice-manager; due: by the start of rehearsal; source: ours -->
- [ ] Write down what went wrong. <!-- id: rehearsal-notes; who: clinical-lead; source: ours -->
- [ ] Tell the supplier. <!-- id: rehearsal-supplier; who: practice-manager; due: 2 working days after the end of rehearsal; source: ours -->
`

const ADDED = {
  'timing.yaml': (text: string) =>
    text.replace(
      '  cutover: { start: on final',
      '  rehearsal: { start: 21 days before final data production, end: 14 days before final data production }\n$&',
    ),
  'rehearsal.md': () => REHEARSAL,
  '08-planning-for-cutover.md': (text: string) => `${text}\nThen comes the [rehearsal](rehearsal.md).\n`,
}

describe('a phase that was added by timing.yaml and a page', () => {
  let understood: Understood
  beforeAll(async () => {
    understood = await understandForPractices(inputs(await guideWith('added', ADDED)), asOf)
  })
  const planned = () => {
    const practice = understood.practices.find(({ ods }) => ods === 'Z99901')
    if (practice === undefined) throw new Error('There is no practice Z99901.')
    return planPractice(understood, practice, asOf)
  }
  const documents = () => {
    const choice = { documents: ['checklist', 'cutover-plan'], allowSuperseded: false }
    return composeDocuments(planned(), understood, choice).documents
  }
  const textOf = (id: string): string => {
    const document = documents().find((one) => one.id === id)
    return document === undefined ? '' : outline(document)
  }

  it('gives no finding', () => {
    const about = understood.guideFindings.filter(
      ({ severity, place }) => severity !== 'note' && /rehearsal|timing/.test(place?.file ?? ''),
    )
    expect(about).toEqual([])
  })

  it('is in the model in its place, and the phases after it are numbered on', () => {
    expect(understood.guide.phases.slice(7, 10).map(({ order, id }) => `${order} ${id}`)).toEqual([
      '8 planning-for-cutover',
      '9 rehearsal',
      '10 cutover',
    ])
    expect(understood.guide.phases).toHaveLength(13)
  })

  it('has its dates in the plan, and its tasks are due in it', () => {
    const plan = planned()
    expect(plan.phases.find(({ id }) => id === 'rehearsal')).toMatchObject({ start: '2027-03-17', end: '2027-03-24' })
    const due = plan.tasks.filter(({ task }) => task.phase === 'rehearsal').map(({ task, due: day }) => [task.id, day])
    expect(Object.fromEntries(due)).toEqual({
      'rehearsal-walk': '2027-03-17',
      'rehearsal-notes': '2027-03-24',
      // Good Friday and Easter Monday are no working days.
      'rehearsal-supplier': '2027-03-30',
    })
  })

  it('is explained between its neighbours, and its tasks are in the checklist', () => {
    const headings = textOf('about-each-phase')
      .split('\n')
      .filter((line) => /^##+ .*(?:Planning for cutover|Rehearsal|Final data production and cutover)/.test(line))
    expect(headings.map((line) => /Planning|Rehearsal|Final/.exec(line)?.[0])).toEqual([
      'Planning',
      'Rehearsal',
      'Final',
    ])
    expect(textOf('checklist')).toMatch(/\[ \] .*: Walk through the evening\./)
  })

  it('has its bar in the picture of what happens when, and its gap among the questions', () => {
    expect(textOf('behind-the-plan')).toMatch(/Rehearsal.*17 to 24 March/)
    expect(textOf('questions')).toContain('Who leads the rehearsal?')
  })

  it('is in the calendar', () => {
    const events = allEvents(composeDataFiles({ ...understood, plan: planned() }))
    const days = events.filter(({ uid }) => uid.includes('rehearsal')).map(({ uid, start }) => [uid, start])
    expect(Object.fromEntries(days)).toEqual({
      'z99901.task.rehearsal-walk.practice-manager@practice-packs': '2027-03-17',
      'z99901.task.rehearsal-notes.clinical-lead@practice-packs': '2027-03-24',
      'z99901.task.rehearsal-supplier.practice-manager@practice-packs': '2027-03-30',
    })
  })
})

describe('a phase of timing.yaml', () => {
  const errorsOf = async (name: string, edit: (text: string) => string): Promise<string[]> => {
    const { findings } = await understand(inputs(await guideWith(name, { 'timing.yaml': edit })), true)
    return findings
      .filter(({ severity, rule }) => severity === 'error' || rule === 'unknown-section')
      .map(({ rule, message, place }) => `${place?.file}:${place?.line} ${rule}: ${message}`)
  }

  it('that was renamed is missed wherever it is named: on its page, and in a template', async () => {
    const found = await errorsOf('renamed', (text) => text.replace('  cutover: { start', '  cut-over: { start'))
    expect(found).toContain(
      '09-cutover.md:3 unknown-phase: Unexpected phase `cutover`, expected a phase of the timing policy. Did you mean `cut-over`? It gets no dates; write its days under `phases:` of timing.yaml, or correct the name.',
    )
    const template = await readFile(join(import.meta.dirname, '../../templates/cutover-plan.md.hbs'), 'utf8')
    const line =
      template.split('\n').findIndex((each) => each.includes('slot: section; phase: cutover; id: if-it-slips')) + 1
    expect(found).toContain(
      `cutover-plan.md.hbs:${line} unknown-section: Unexpected \`slot: section; phase: cutover; id: if-it-slips; heading: If it slips in the cutover\`: the timing policy has no phase \`cutover\`. Did you mean \`cut-over\`? Nothing stands here in any pack.`,
    )
  })

  it('whose page lost a heading is missed where a template takes the words under it', async () => {
    const without = (text: string): string => text.replace('{#if-it-slips}', '{#if-it-slip}')
    const { findings } = await understand(inputs(await guideWith('heading', { '09-cutover.md': without })), true)
    const found = findings.filter(({ rule }) => rule === 'unknown-section').map(({ message }) => message)
    expect(found).toEqual([
      'Unexpected `slot: section; phase: cutover; id: if-it-slips; heading: If it slips in the cutover`: the page of the phase `cutover` has no heading `{#if-it-slips}`. Did you mean `if-it-slip`? Nothing stands here in any pack.',
    ])
  })

  it('that was removed is missed where its days are counted from', async () => {
    const found = await errorsOf('removed', (text) => text.replace(/^ {2}initial-data-production: \{.*\n/m, ''))
    expect(found.some((line) => line.includes('06-initial-data-production.md:3 unknown-phase'))).toBe(true)
    expect(found.find((line) => line.startsWith('timing.yaml'))).toMatch(
      /^timing\.yaml:\d+ data-unreadable: .*expected a phase instead of `initial data production`/,
    )
  })

  it('is counted from what stands above it', async () => {
    const found = await errorsOf('order', (text) =>
      text.replace('start: on kick-off, end: on kick-off', 'start: by the end of cutover, end: on go live'),
    )
    expect(found).toEqual([
      expect.stringMatching(
        /^timing\.yaml:\d+ data-unreadable: Unexpected day counted from the phase `cutover`, which is worked out after it\. Write `kick-off` below `cutover`\.$/,
      ),
    ])
  })

  it('has a name that can be an id', async () => {
    const found = await errorsOf('name', (text) => text.replace('  kick-off: { start', '  Kick off: { start'))
    expect(found).toContainEqual(
      expect.stringMatching(
        /^timing\.yaml:\d+ data-unreadable: Unexpected phase `Kick off`, expected lower-case letters, digits and hyphens\.$/,
      ),
    )
  })

  it.each([
    ['no phase', (text: string) => text.replace(/^phases:[^]*?(?=^clocks:)/m, 'phases: {}\n\n')],
    ['no list of phases', (text: string) => text.replace(/^phases:[^]*?(?=^clocks:)/m, '')],
    ['no YAML', (text: string) => `${text}\n - [\n`],
  ])('is needed: %s is one error, and not one more for each page', async (name, edit) => {
    expect(await errorsOf(name, edit)).toEqual([expect.stringMatching(/^timing\.yaml:\d+ data-unreadable: /)])
  })
})
