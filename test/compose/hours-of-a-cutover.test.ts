/**
 * The hours of a cutover as its papers say them, made of the real guide: for an ordinary cutover, a weekend, 72 hours, and hours
 * that a supplier gave.
 */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { allEvents } from '../../src/model/data-files.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Document } from '../../src/document/document.ts'
import { countdown } from '../../src/compose/slots/countdown.ts'
import { plainText, spansText } from '../../src/document/plain-text.ts'
import { milestoneIn, type Plan } from '../../src/model/plan.ts'
import type { Practice } from '../../src/model/practice.ts'
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

function starter(ods: string): Practice {
  const found = understood.practices.find((one) => one.ods === ods)
  if (!found) throw new Error(`The starter practices have no ${ods}.`)
  return found
}

/** Go live Wednesday 14 April 2027, or the Monday before it for a cutover of one weekend. */
function planOf(cutover: Practice['cutover'], times: Practice['times'] = {}): Plan {
  const practice = starter('Z99901')
  const goLive = isoDay(cutover === 'weekend' ? '2027-04-12' : '2027-04-14')
  const fixed = { 'go-live': { date: goLive, status: 'confirmed' as const, cell: { row: 2 } } }
  // With a dispensary, so that its first label is among what is planned.
  const conditions = { ...practice.conditions, dispensing: true }
  const row = { ...practice, conditions, cutover, goLive, fixed, statuses: {}, times }
  return planPractice(understood, row, isoDay('2026-11-20'))
}

function paper(plan: Plan): Document {
  const { documents } = composeDocuments(plan, understood, { documents: ['cutover-plan'], allowSuperseded: false })
  const found = documents.find(({ id }) => id === 'cutover-plan')
  if (!found) throw new Error('There is no cutover plan.')
  return found
}

const hoursOf = (plan: Plan, kind: string): string[] =>
  plan.hours
    .filter((day) => day.kind === kind)
    .flatMap(({ rows }) =>
      rows.flatMap(({ planned: { task }, start, end }) =>
        start && end ? [`${task.id} ${start.slice(11)} ${end.slice(11)}`] : [],
      ),
    )

describe.each([
  ['week', {}, ['17:30', '18:30', '18:30', '18:45', '19:00', '07:00']],
  ['weekend', {}, ['16:00', '17:00', '17:00', '17:15', '17:30', '05:30']],
  ['72-hours', {}, ['17:30', '18:30', '18:30', '18:45', '19:00', '07:00']],
  // Who prints the lists has gone home at 6.30pm.
  [
    'week',
    { 'final-data-production': '20:00', 'go-live': '09:00' },
    ['17:30', '18:30', '20:00', '20:15', '20:30', '08:30'],
  ],
  [
    'week',
    { 'final-data-production': '22:00', 'go-live': '13:00' },
    ['17:30', '18:30', '22:00', '22:15', '22:30', '10:30'],
  ],
  ['week', { 'final-data-production': '14:00' }, ['13:00', '14:00', '14:00', '14:15', '14:30', '02:30']],
] as const)('a cutover of a %s with the hours %j', (cutover, times, [print, printed, logOff, decide, copy, done]) => {
  it('has the lists printed before the log-off, then the roll-call, the decision and the copy', () => {
    const rows = hoursOf(planOf(cutover, times), 'evening')
    const others = /^cutover-(messages-during|logs|bookings-stop)/
    expect(rows.filter((row) => !others.test(row))).toEqual([
      `planning-zero-tasks ${print} ${printed}`,
      `cutover-print-lists ${print} ${printed}`,
      `cutover-log-off ${logOff} ${decide}`,
      `cutover-decide-start ${decide} ${copy}`,
      `cutover-final-extract ${copy} ${done}`,
    ])
  })

  it('writes on the logs from the log-off on, or from the next morning if the practice is closed by then', () => {
    const plan = planOf(cutover, times)
    const logs = (kind: string): string[] => hoursOf(plan, kind).filter((row) => row.startsWith('cutover-logs'))
    expect(logs('evening')).toEqual(logOff < '18:30' ? [`cutover-logs ${logOff} ${decide}`] : [])
    for (const row of logs('between')) expect(row).toBe('cutover-logs 08:00 08:15')
    expect(logs('between')).toHaveLength(plan.hours.filter(({ kind }) => kind === 'between').length)
  })

  it('asks nobody to come back in the evening: who changes the messages is there for the decision', () => {
    const evening = planOf(cutover, times).hours.find(({ kind }) => kind === 'evening')?.rows ?? []
    const late = evening.filter(({ start }) => start !== null && start.slice(11) >= '18:30')
    expect(late.map(({ planned }) => planned.task.roles[0])).not.toContain('reception')
    expect(hoursOf(planOf(cutover, times), 'evening').at(-1)).toMatch(`cutover-messages-during ${copy}`)
  })

  it('takes the copy before anything is loaded, entered or approved', () => {
    const plan = planOf(cutover, times)
    const copied = milestoneIn(plan.milestones, 'final-data-production').date
    const due = (id: string): string => plan.tasks.find(({ task }) => task.id === id)?.due ?? ''
    for (const id of ['cutover-loaded', 'cutover-approve-go-live', 'cutover-appointments', 'cutover-smartcards'])
      expect([id, due(id) > copied && due(id) < plan.practice.goLive]).toEqual([id, true])
    expect(due('cutover-loaded') <= due('cutover-approve-go-live')).toBe(true)
  })

  it('meets before the doors open, signs after the checks, and uses the new system after the word go', () => {
    const rows = hoursOf(planOf(cutover, times), 'go-live').map((row) => row.split(' '))
    const at = (id: string): readonly string[] => rows.find(([task]) => task === id)?.slice(1) ?? []
    const opens = times['go-live' as never] ?? '08:00'
    expect(at('go-live-meeting')[1]).toBe(opens)
    expect(at('go-live-recheck')[0]).toBe(opens)
    expect(at('go-live-sign-off')[0]).toBe(at('go-live-recheck')[1])
    expect(at('go-live-decide')[0]).toBe(at('go-live-sign-off')[1])
    const go = at('go-live-decide')[1] ?? ''
    const used = rows.flatMap(([id = '']) => (/^go-live-(old|links|first|nhs|gp|bookings)/.test(id) ? [id] : []))
    expect(used.length).toBeGreaterThan(5)
    for (const id of used) expect([id, (at(id)[0] ?? '') >= go]).toEqual([id, true])
  })

  it('asks nobody of the practice to do two things at once', () => {
    const plan = planOf(cutover, times)
    const people = understood.guide.data.roles.filter(({ belongs, group }) => belongs === 'practice' && !group)
    for (const day of plan.hours)
      for (const { id } of people) {
        const own = day.rows.filter(({ planned, start }) => planned.task.roles[0] === id && start !== null)
        own.slice(1).forEach(({ planned, start }, index) => {
          expect([planned.task.id, (own[index]?.end ?? '') <= (start ?? '')]).toEqual([planned.task.id, true])
        })
      }
  })
})

it('says on the page of go-live day which system is used until the word go', () => {
  expect(plainText(paper(planOf('week'))).join('\n')).toMatch(
    /Until the word “go”\s+everyone works on in the current system/,
  )
})

describe('a log-off in core hours', () => {
  const said = (plan: Plan): string => plainText(paper(plan)).join('\n')
  const COVER = /Everyone logs off at 5pm on Friday 9 April 2027, and core hours end at 6\.30pm\./

  it('is covered by agreement with the commissioner, which an ordinary one does not need', () => {
    expect(said(planOf('weekend'))).toMatch(COVER)
    expect(said(planOf('week'))).not.toMatch(/core hours end at/)
  })
})

describe('the days from links off to the log-off', () => {
  it('have a page: what goes off, what is the same each day, and what is for one of them alone', () => {
    const said = plainText(paper(planOf('week'))).join('\n')
    const from = said.indexOf('From links off to the log-off')
    const page = said.slice(from, said.indexOf('The evening of final data production', from))
    expect(page).toMatch(/Off from Monday 5 April 2027.*\n?.*Test results/)
    expect(page).toMatch(/Day not known yet.*\n?.*NHS App/)
    expect(page).toContain('Mon 5 Apr')
    expect(page).toContain('Wed 7 Apr')
    for (const words of [
      'read the paper results each day',
      'enter or scan results and letters',
      'Keep the forms of new patients',
    ])
      expect(page).toContain(words)
    // What begins with the copy, and what the evening has by the hour, is not for these days.
    for (const words of ['Write consultations in the current system', 'Print the lists for the hours'])
      expect(page).not.toContain(words)
  })
})

describe('days on which the practice is closed', () => {
  /** The headings of the days between, in their order. */
  const days = (plan: Plan): string[] => {
    const headings = paper(plan).blocks.flatMap((block) => (block.type === 'heading' ? [block] : []))
    const own = headings.slice(headings.findIndex(({ id }) => id === 'days-between'))
    const after = own.findIndex(({ level, id }) => level === 2 && id !== 'days-between')
    return own.slice(0, after).map(({ spans }) => spansText(spans))
  }

  it('have who is on call after the day before', () => {
    expect(days(planOf('week'))).toEqual([
      'The 4 days between',
      'Day 1 of 4: Thursday 8 April 2027',
      'Day 2 of 4: Friday 9 April 2027',
      'The practice is closed: Saturday 10 April 2027 to Sunday 11 April 2027',
      'Day 3 of 4: Monday 12 April 2027',
      'Day 4 of 4: Tuesday 13 April 2027',
    ])
    expect(plainText(paper(planOf('week'))).join('\n')).toContain('On call for the practice, name and phone')
  })

  it('have what is due on them all the same, in a cutover that has no other days', () => {
    const [title, closed, ...due] = days(planOf('weekend'))
    expect([title, closed]).toEqual([
      'The days between',
      'The practice is closed: Saturday 10 April 2027 to Sunday 11 April 2027',
    ])
    expect(due).toContain('Due on Saturday 10 April 2027 all the same')
  })

  it('are days on which nobody comes in, unless the cutover has no other', () => {
    const practice = starter('Z99901')
    const fixed = (id: 'go-live' | 'final-data-production', date: string) => ({
      [id]: { date: isoDay(date), status: 'confirmed' as const, cell: { row: 2 } },
    })
    // Final data production on a Friday, of an ordinary cutover, and before Easter.
    for (const [friday, goLive, again] of [
      ['2027-04-09', '2027-04-14', '2027-04-12'],
      ['2027-03-25', '2027-04-01', '2027-03-30'],
    ] as const) {
      const days = { ...fixed('go-live', goLive), ...fixed('final-data-production', friday) }
      const row = { ...practice, goLive: isoDay(goLive), fixed: days, statuses: {}, times: {} }
      const plan = planPractice(understood, row, isoDay('2026-11-20'))
      expect(plan.hours.filter(({ kind }) => kind === 'closed').flatMap(({ rows }) => rows)).toEqual([])
      expect(plan.tasks.find(({ task }) => task.id === 'cutover-log-in-again')?.due).toBe(again)
    }
  })
})

describe('what is agreed beforehand', () => {
  it.each(['week', 'weekend', '72-hours'] as const)('has a task with a day, before decision 1: %s', (cutover) => {
    const { tasks } = planOf(cutover)
    const due = (id: string): string => tasks.find(({ task }) => task.id === id)?.due ?? ''
    for (const id of ['planning-cover', 'planning-closed-days', 'planning-bookings-stop'])
      expect([id, due(id) !== '' && due(id) < due('cutover-decide-commit')]).toEqual([id, true])
  })

  it('starts the limit for going live on the day of the approval, after the copy', () => {
    for (const cutover of ['week', 'weekend', '72-hours'] as const) {
      const plan = planOf(cutover)
      const start = plan.slaClocks.find(({ sla }) => sla === 'SLA-13')?.start
      expect(start).toBe(plan.tasks.find(({ task }) => task.id === 'cutover-approve-go-live')?.due)
    }
  })
})

describe('a task of several days', () => {
  it('is in the countdown on the day it begins, with its last day', () => {
    const [table] = countdown({ ...understood, plan: planOf('week') }, { days: '28' })
    if (table?.type !== 'table') throw new Error('There is no countdown.')
    const rows = table.rows.map(({ cells }) =>
      cells.flatMap(({ spans = [], more = [] }) => [spans, ...more].map(spansText)),
    )
    const days = rows.map(([toGo]) => Number(toGo))
    expect([days[0], days.at(-1)]).toEqual([28, 0])
    expect(days).toEqual([...days].sort((one, other) => other - one))
    const day = (date: string): readonly string[] => rows.find(([, name]) => name === date)?.slice(2) ?? []
    expect(day('Wed 31 Mar')).toContainEqual(expect.stringMatching(/^Bring every inbox.*until Wednesday 7 April\)$/))
    expect(day('Wed 10 Mar')).toContainEqual(expect.stringMatching(/^Do not book.*until Wednesday 14 April\)$/))
    expect(day('Wed 24 Mar')).toContain('Training starts, until Tuesday 13 April')
  })

  it.each(['Z99901', 'Z99905'])('is in the calendar and the list from its first day to its last: %s', (ods) => {
    const plan = planPractice(understood, starter(ods), isoDay('2026-11-20'))
    const data = composeDataFiles({ ...understood, plan })
    const { tasks } = data
    const events = allEvents(data)
    const long = plan.tasks.filter(({ from, due }) => from !== null && due !== null && from < due)
    expect(long.length).toBeGreaterThan(15)
    for (const { task, from, due } of long) {
      // Each role's calendar has an entry of its own.
      const event = events.find(({ uid }) => uid.includes(`.task.${task.id}.`))
      expect([task.id, event?.start, event?.end]).toEqual([task.id, from, due])
      expect(tasks.rows.find((row) => row.includes(task.id))).toEqual(expect.arrayContaining([from, due]))
    }
  })

  it('decides about prescriptions before pharmacies are told and the copy is taken', () => {
    const plan = planOf('week')
    const due = (id: string): string => plan.tasks.find(({ task }) => task.id === id)?.due ?? ''
    expect(due('planning-prescribing-decision') < due('planning-tell-pharmacies')).toBe(true)
  })
})

describe('what is only proposed', () => {
  it.each([
    ['Z99905', [false]],
    ['Z99901', [true]],
  ])('is tentative in the calendar: %s', (ods, agreed) => {
    const plan = planPractice(understood, starter(ods), isoDay('2026-11-20'))
    const events = allEvents(composeDataFiles({ ...understood, plan }))
    const hanging = events.filter(({ uid }) => !uid.includes('.milestone.'))
    expect(hanging.length).toBeGreaterThan(100)
    expect([...new Set(hanging.map((event) => event.agreed))]).toEqual(agreed)
    for (const { id, status, fixed } of plan.milestones) {
      const event = events.find(({ uid }) => uid.includes(`.milestone.${id}@`))
      expect([id, event?.agreed]).toEqual([id, status !== 'proposed' && fixed])
    }
  })
})

it('has no signature for data that is not a clinician’s', () => {
  for (const id of ['checking-sign-off', 'go-live-sign-off', 'cutover-approve-go-live'])
    expect([id, understood.guide.tasks.find((task) => task.id === id)?.roles[0]]).toEqual([id, 'clinical-lead'])
})

it('says that no date breaks a rule only where there is not even a note', () => {
  const plan = planOf('week')
  expect(plan.findings.some(({ rule }) => rule === 'cutover-over-72-hours')).toBe(true)
  expect(plainText(paper(plan)).join('\n')).not.toContain('No date in this plan breaks a rule')
})

describe('a short cutover', () => {
  const due = (plan: Plan, id: string): string => plan.tasks.find(({ task }) => task.id === id)?.due ?? ''

  it('has everyone trained before the copy, and one of a week the day before go live', () => {
    expect(due(planOf('week'), 'training-everyone')).toBe('2027-04-13')
    for (const cutover of ['weekend', '72-hours'] as const) {
      const plan = planOf(cutover)
      const copied = milestoneIn(plan.milestones, 'final-data-production').date
      expect([cutover, due(plan, 'training-everyone') < copied]).toEqual([cutover, true])
    }
  })

  it('of a weekend books nothing more from the log-off on, and not from a Sunday on', () => {
    expect(hoursOf(planOf('weekend'), 'evening')).toContain('cutover-bookings-stop 17:00 17:15')
    expect(due(planOf('72-hours'), 'cutover-bookings-stop')).toBe('2027-04-13')
  })

  it('says what gets fewer hours than the day that it needs', () => {
    const said = (plan: Plan): boolean => plainText(paper(plan)).join('\n').includes('fewer hours are left')
    expect([said(planOf('72-hours')), said(planOf('week'))]).toEqual([true, false])
  })

  it('does not speak of days before, where none lies between', () => {
    expect(plainText(paper(planOf('weekend'))).join('\n')).not.toContain('As on the days before')
    expect(plainText(paper(planOf('week'))).join('\n')).toContain('As on the days before')
  })
})
