/**
 * Each link, app and service goes off and on by its own rule: what the guide's table of links says of it, and nothing else, is
 * what a practice reads. What nobody knows is said as unknown.
 */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { viewOfPlan } from '../../src/compose/view-of-plan.ts'
import type { Practice } from '../../src/model/practice.ts'
import type { Block, Document, Table } from '../../src/document/document.ts'
import { plainText, spansText } from '../../src/document/plain-text.ts'
import type { Plan, PlannedLineDay } from '../../src/model/plan.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
let understood: Understood
beforeAll(async () => {
  understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
})

const asOf = isoDay('2026-11-20')

function starter(ods: string): Practice {
  const practice = understood.practices.find((one) => one.ods === ods)
  if (!practice) throw new Error(`The starter practices have no ${ods}.`)
  return practice
}

const planOf = (ods: string): Plan => planPractice(understood, starter(ods), asOf)

function documentOf(ods: string, id: string): Document {
  const { documents } = composeDocuments(planOf(ods), understood, {
    documents: ['cutover-plan'],
    allowSuperseded: false,
  })
  const found = documents.find((document) => document.id === id)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

const everyBlock = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => (block.type === 'sheet' ? everyBlock(block.blocks) : [block]))

function tableOf(document: Document, id: string): Table {
  const found = everyBlock(document.blocks).find((block): block is Table => block.type === 'table' && block.id === id)
  if (!found) throw new Error(`${document.id} has no table ${id}.`)
  return found
}

const link = (ods: string, id: string) => {
  const found = planOf(ods).externalLinks.find(({ line }) => line.id === id)
  if (!found) throw new Error(`${ods} has no link ${id}.`)
  return found
}
const dayOf = (day: PlannedLineDay): string => (day.kind === 'day' ? day.date : day.kind)

describe('links and services', () => {
  it('do not all go off on one day: only those of laboratories and hospitals on the day links are switched off', () => {
    const days = new Map(planOf('Z99901').externalLinks.map(({ line, off }) => [line.id, dayOf(off)]))
    const onThatDay = [...days].flatMap(([id, day]) => (day === '2027-04-05' ? [id] : []))
    expect(onThatDay.sort()).toEqual([
      'electronic-test-requests',
      'hospital-letters',
      'registrations-over-gp-links-or-pcrm',
      'screening-results',
      'test-results',
    ])
  })

  it.each([
    'electronic-prescriptions',
    'electronic-referrals',
    'gp-connect-update-record',
    'nhs-app',
    'online-consultation',
    'records-from-practice-to-practice-gp2gp',
    'summary-care-record',
    'text-messages',
  ])('%s: no source says when it stops, so somebody has to be asked', (id) => {
    expect(link('Z99901', id).off.kind).toBe('ask')
  })

  it('take the days of their own rules', () => {
    expect(link('Z99904', 'test-results')).toMatchObject({
      off: { kind: 'day', date: planOf('Z99904').milestones.find(({ id }) => id === 'links-off')?.date },
      on: { kind: 'day', date: planOf('Z99904').milestones.find(({ id }) => id === 'links-on')?.date },
    })
    expect(link('Z99901', 'out-of-hours-reports').off).toEqual({ kind: 'stays-on' })
  })

  it('take the day of apps from the row, because only the supplier knows it', () => {
    const told = { ...starter('Z99901'), appsOff: isoDay('2027-04-06') }
    const off = (id: string) =>
      planPractice(understood, told, asOf).externalLinks.find(({ line }) => line.id === id)?.off
    for (const id of ['nhs-app', 'other-patient-apps', 'online-booking-ordering-and-records'])
      expect(off(id)).toMatchObject({ kind: 'day', date: '2027-04-06', reason: { kind: 'set', status: 'confirmed' } })
    expect(off('online-consultation')?.kind).toBe('ask')
    expect(off('test-results')).toMatchObject({ kind: 'day', date: '2027-04-05' })
  })

  it('are fields of templates: a day, or nothing and whom to ask', () => {
    const view = (appsOff: string | null) => {
      const practice = { ...starter('Z99901'), appsOff: appsOff === null ? null : isoDay(appsOff) }
      return viewOfPlan({ ...understood, plan: planPractice(understood, practice, asOf) })
    }
    expect(view(null).services.online).toMatchObject({ off: null, ask: 'the current supplier', agreed: false })
    expect(view('2027-04-06').services.online).toMatchObject({ off: 'Tuesday 6 April 2027', ask: null, agreed: true })
    const { services, linksWithDay, linksToAsk } = view(null)
    expect(services.testResults).toMatchObject({ off: 'Monday 5 April 2027', onShort: '14 April 2027', agreed: false })
    // Every field has its line in our guide.
    expect(Object.entries(services).flatMap(([name, { off, ask }]) => ((off ?? ask) ? [] : [name]))).toEqual([])
    expect(linksWithDay.map(({ name }) => name)).toContain('Hospital letters')
    expect(linksToAsk.map(({ name }) => name)).toContain('Summary Care Record')
    expect(linksToAsk.map(({ name }) => name)).not.toContain('Out-of-hours reports')
  })

  it('print their own day, or that it is not known and whom to ask, each with a blank for what is agreed', () => {
    const table = tableOf(documentOf('Z99901', 'cutover-plan'), 'links')
    expect(table.header.map(spansText).join(' ')).not.toMatch(/April/)
    const cell = (id: string, column: number) => {
      const { spans = [], field } = table.rows.find((row) => row.id === id)?.cells[column] ?? {}
      return [spansText(spans), field?.kind]
    }
    expect(cell('test-results', 2)).toEqual(['5 April', undefined])
    expect(cell('electronic-prescriptions', 2)).toEqual(['ask both suppliers', undefined])
    expect(cell('electronic-prescriptions', 3)).toEqual(['', 'date'])
    expect(cell('electronic-prescriptions', 4)).toEqual(['', 'date'])
    expect(cell('out-of-hours-reports', 2)).toEqual(['stays on; on: ask the out-of-hours provider', undefined])
    expect(cell('out-of-hours-reports', 3)).toEqual(['', undefined])
    // The day on which most come on again is said once.
    const words = plainText(documentOf('Z99901', 'cutover-plan')).join('\n')
    expect(words).toContain('a link comes on again on Wednesday 14 April 2027')
  })
})

describe('the days between', () => {
  const labels = (document: Document): string[] =>
    everyBlock(document.blocks).flatMap((block) =>
      block.type === 'facts'
        ? block.rows.flatMap(({ value }) => value.field?.label ?? [])
        : block.type === 'list'
          ? fieldsIn(block.items.flat())
          : [],
    )
  const fieldsIn = (blocks: readonly Block[]): string[] =>
    blocks.flatMap((block) => ('spans' in block ? block.spans.flatMap(({ field }) => field?.label ?? []) : []))
  const due = (id: string) => planOf('Z99901').tasks.find(({ task }) => task.id === id)?.due ?? 'none'

  it('have one answer to which system is used: the current one until the word “go”, on the plan and on each card', () => {
    const plan = plainText(documentOf('Z99901', 'cutover-plan')).join('\n')
    expect(plan).toMatch(/the word .go. of the go-live decision.*the current system and the logs/s)
    const cards = documentOf('Z99901', 'desk-cards').blocks.flatMap((block) => (block.type === 'sheet' ? [block] : []))
    expect(cards.length).toBeGreaterThan(4)
    for (const card of cards)
      expect(plainText({ ...documentOf('Z99901', 'desk-cards'), blocks: [card] }).join('\n')).toContain(
        'until the word “go” on Wednesday 14 April 2027: paper until you may log in, then EMIS Web and the logs',
      )
  })

  it('have a decided way to prescribe, before final data production and on the cards', () => {
    expect(due('planning-prescribing-route') < due('planning-tell-pharmacies')).toBe(true)
    expect(due('planning-ask-prescriptions') < due('planning-prescribing-route')).toBe(true)
    expect(labels(documentOf('Z99901', 'cutover-plan'))).toEqual(
      expect.arrayContaining(['Who prints, on which printer', 'Electronic, on paper, or some of each']),
    )
    const onCards = labels(documentOf('Z99901', 'desk-cards')).filter((label) =>
      label.startsWith('Prescriptions: electronic or paper'),
    )
    expect(onCards).toHaveLength(2)
  })

  it('have an hour from which bookings go on a log, which somebody enters after go live', () => {
    expect(due('cutover-bookings-stop')).toBe(due('cutover-appointments'))
    expect(due('go-live-bookings')).toBe('2027-04-14')
    expect(labels(documentOf('Z99901', 'desk-cards'))).toContain('Day and hour from which bookings go on the log')
    expect(plainText(documentOf('Z99901', 'log-sheets')).join('\n')).toMatch(/\b\d+: Bookings\./)
  })
})

describe('the list of what stops', () => {
  /** What has no line there, and why. */
  const NOT_STOPPED = {
    'out-of-hours-reports': 'they still arrive',
    'online-consultation': 'the contract wants it open',
    'check-in-screens-and-call-boards': 'they change over on go-live day',
  }

  it('has a line for each link, whose days it takes', () => {
    const { externalLinks, stops } = planOf('Z99905')
    const named = stops.flatMap(({ line }) => line.links)
    const left = externalLinks.map(({ line }) => line.id).filter((id) => !named.includes(id))
    expect(left.sort()).toEqual(Object.keys(NOT_STOPPED).sort())
    for (const { line, from, until } of stops) {
      const linked = externalLinks.filter((one) => line.links.includes(one.line.id))
      if (linked.length === 0) continue
      expect(new Set(from.map(dayOf)), line.name).toEqual(new Set(linked.map(({ off }) => dayOf(off))))
      expect(new Set(until.map(dayOf)), line.name).toEqual(new Set(linked.map(({ on }) => dayOf(on))))
    }
  })

  it('follows the row: with the supplier’s day it is said, in both lists alike', () => {
    const plan = planPractice(understood, { ...starter('Z99901'), appsOff: isoDay('2027-04-06') }, asOf)
    const stop = plan.stops.find(({ line }) => line.links.includes('nhs-app'))
    expect(stop?.from.map(dayOf)).toEqual(['2027-04-06'])
  })

  it('is on the plan with the practice’s own days, what is not known as such, and only what it has', () => {
    const words = (ods: string, table: string) =>
      Object.fromEntries(
        tableOf(documentOf(ods, 'cutover-plan'), table).rows.map(({ id = '', cells }) => [
          id,
          cells.slice(1, 3).map(({ spans = [] }) => spansText(spans)),
        ]),
      )
    expect(words('Z99901', 'what-stops-staff')).toMatchObject({
      'electronic-test-results': ['5 April', '14 April'],
      'electronic-referrals': ['ask the new supplier', 'not known'],
      'electronic-prescriptions': ['ask both suppliers', '14 April'],
    })
    expect(words('Z99901', 'what-stops-patients')).toMatchObject({
      'registering-as-a-new-patient': ['5 April', '14 April'],
      'the-nhs-app-with-this-practice': ['ask the current supplier', '14 April'],
    })
    expect(words('Z99901', 'what-stops-staff')).not.toHaveProperty('dispensary-and-wholesaler-orders')
    expect(words('Z99902', 'what-stops-staff')).toHaveProperty('dispensary-and-wholesaler-orders')
  })
})

describe('the list of what may be lost', () => {
  /** Each line, and the task by whose day something is done about it. */
  const CONTROLLED_BY = {
    'duplicate-records-and-records-that-belong-to': 'pre-data-quality',
    'medicines-that-are-not-mapped-to-dm-d-and-codes': 'pre-dmd',
    'marks-that-hide-an-entry-from-the-patient-online': 'pre-hidden-entries',
    'online-usernames-and-passwords-and-access-for': 'pre-online-accounts',
    'audit-trails': 'pre-extract-request',
    'fp69-flags': 'planning-clear-registrations',
    'electronic-prescriptions-that-were-post-dated': 'planning-ask-prescriptions',
    'records-of-patients-who-left-before-final-data': 'planning-deducted',
  }

  it('names the day of the task that does something about each line', () => {
    const { losses, tasks } = planOf('Z99905')
    const due = (id: string) => tasks.find(({ task }) => task.id === id)?.due
    expect(Object.fromEntries(losses.map(({ line, by }) => [line.id, dayOf(by)]))).toEqual(
      Object.fromEntries(Object.entries(CONTROLLED_BY).map(([line, task]) => [line, due(task)])),
    )
  })

  it('is on the plan with room for the supplier’s answer, and only with what the practice has', () => {
    const ids = (ods: string) => tableOf(documentOf(ods, 'cutover-plan'), 'may-be-lost').rows.map(({ id }) => id)
    expect(ids('Z99905')).toEqual(Object.keys(CONTROLLED_BY))
    const rows = tableOf(documentOf('Z99901', 'cutover-plan'), 'may-be-lost').rows
    for (const { cells } of rows) expect(cells.flatMap(({ field }) => field?.kind ?? [])).toEqual(['text', 'check'])
  })
})
