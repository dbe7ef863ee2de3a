import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Task } from '../../src/model/guide.ts'
import type { Plan, PlannedTask } from '../../src/model/plan.ts'
import { type PersonOf, scheduleHours } from '../../src/plan/schedule-hours.ts'
import { calendar, planFor, policy } from './support.ts'

interface Wanted extends Partial<Pick<Task, 'after' | 'at' | 'takes'>> {
  readonly due: string
  readonly from?: string
}

const minutes = (value: number): Task['takes'] => ({ value, unit: 'minute' })
const hours = (value: number): Task['takes'] => ({ value, unit: 'hour' })

/** Go-live Wednesday 14 April 2027, so final data production is Wednesday 7 April, 6.30pm. */
function schedule(
  tasks: Readonly<Record<string, Wanted>>,
  row: Parameters<typeof planFor>[0] = {},
  personOf?: PersonOf,
): Plan['hours'] {
  const planned = Object.entries(tasks).map(
    ([id, { due, from, after = [], at = null, takes = null }]) =>
      ({ task: { id, after, at, takes }, due, from: from ?? null }) as unknown as PlannedTask,
  )
  return scheduleHours(planned, planFor(row).milestones, policy, calendar, personOf)
}

const said = (days: Plan['hours'], date: string): string[] =>
  days
    .find((day) => day.date === date)
    ?.rows.map(({ planned, start, end }) => `${planned.task.id} ${start?.slice(11) ?? '-'} ${end?.slice(11) ?? '-'}`) ??
  []

describe('the hours of a cutover', () => {
  it('has an evening, each day between, the closed ones too, and go-live day', () => {
    expect(schedule({}).map(({ kind, date }) => `${kind} ${date}`)).toEqual([
      'evening 2027-04-07',
      'between 2027-04-08',
      'between 2027-04-09',
      'closed 2027-04-10',
      'closed 2027-04-11',
      'between 2027-04-12',
      'between 2027-04-13',
      'go-live 2027-04-14',
    ])
  })

  it('plans backwards from the hour of final data production, forwards after it', () => {
    const due = '2027-04-07'
    const days = schedule({
      decide: { due, takes: minutes(15), after: ['zero'] },
      copy: { due, takes: hours(12), at: 'hour', after: ['roll'] },
      zero: { due, from: '2027-03-31' },
      print: { due, takes: hours(1), after: ['decide'] },
      roll: { due, takes: minutes(15), after: ['print'] },
      tell: { due, takes: minutes(5), after: ['copy'] },
    })
    expect(said(days, due)).toEqual([
      'zero - -',
      'decide 17:00 17:15',
      'print 17:15 18:15',
      'roll 18:15 18:30',
      'copy 18:30 06:30',
      'tell 06:30 06:35',
    ])
  })

  it('gives what goes on all day no hour, the head of its day, and nobody’s time', () => {
    const [due, from] = ['2027-04-14', '2027-04-08']
    const days = schedule(
      {
        read: { due, from, takes: minutes(30), at: 'morning' },
        refer: { due, from, takes: minutes(15), at: 'all-day' },
        sign: { due, from, takes: minutes(15), at: 'morning' },
      },
      {},
      () => 'Dr A',
    )
    expect(said(days, '2027-04-08')).toEqual(['refer - -', 'read 08:00 08:30', 'sign 08:30 08:45'])
    expect(days.find(({ kind }) => kind === 'between')?.rows.map(({ part }) => part)).toEqual([
      'all-day',
      'morning',
      'morning',
    ])
  })

  it('has what lasts until go-live on its page, even where it begins only then', () => {
    const span = (due: string, from: string): PlannedTask =>
      ({
        task: { id: 'logs', after: [], at: null, takes: null },
        due,
        from,
      }) as unknown as PlannedTask
    const rows = (tasks: PlannedTask[]): string[] =>
      scheduleHours(tasks, planFor({ cutover: 'weekend' }).milestones, policy, calendar)
        .filter(({ kind }) => kind === 'go-live')
        .flatMap((day) => day.rows.map(({ planned }) => planned.task.id))
    expect(rows([span('2027-04-14', '2027-04-14')])).toEqual(['logs'])
    expect(rows([span('2027-04-20', '2027-04-14')])).toEqual(['logs'])
  })

  it('takes the supplier’s hour where the row gives one', () => {
    const due = '2027-04-07'
    const days = schedule(
      { copy: { due, takes: hours(2), at: 'hour', after: ['roll'] }, roll: { due, takes: minutes(30) } },
      { times: { 'final-data-production': '17:00' } },
    )
    expect(said(days, due)).toEqual(['roll 16:30 17:00', 'copy 17:00 19:00'])
  })

  it('starts each task of go-live day when all that it waits for is done', () => {
    const due = '2027-04-14'
    const days = schedule({
      recheck: { due, takes: hours(2) },
      safety: { due, takes: hours(1) },
      sign: { due, takes: minutes(15), after: ['recheck', 'safety'] },
      links: { due, takes: hours(1), after: ['sign'] },
      noLength: { due, after: ['sign'] },
      afterNoLength: { due, takes: minutes(10), after: ['noLength'] },
    })
    expect(said(days, due)).toEqual([
      'recheck 08:00 10:00',
      'safety 08:00 09:00',
      'sign 10:00 10:15',
      'links 10:15 11:15',
      'noLength - -',
      'afterNoLength 10:15 10:25',
    ])
  })

  it('repeats what lasts through the cutover on the days between and on go-live day', () => {
    const span = { from: '2027-04-07', due: '2027-04-14' }
    const days = schedule({
      logs: { ...span, takes: minutes(30), at: 'morning' },
      results: { from: '2027-04-05', due: '2027-04-14', takes: hours(1), at: 'afternoon' },
      close: { ...span, takes: minutes(15), at: 'close' },
      day: { due: '2027-04-13', takes: { value: 1, unit: 'day' }, at: 'morning' },
      late: { from: '2027-04-14', due: '2027-04-28', takes: hours(1) },
    })
    expect(said(days, '2027-04-07')).toEqual([])
    expect(said(days, '2027-04-12')).toEqual(['logs 08:00 08:30', 'results 13:00 14:00', 'close 18:15 18:30'])
    expect(said(days, '2027-04-13')[1]).toBe('day 08:00 18:30')
    expect(said(days, '2027-04-14')).toEqual([
      'logs 08:00 08:30',
      'late 08:00 09:00',
      'results 13:00 14:00',
      'close 18:15 18:30',
    ])
    const parts = days.find(({ date }) => date === '2027-04-12')?.rows.map(({ part }) => part)
    expect(parts).toEqual(['morning', 'afternoon', 'close'])
  })

  it('waits in the morning for a copy that was taken overnight', () => {
    const days = schedule({
      copy: { due: '2027-04-07', takes: hours(15), at: 'hour' },
      login: { due: '2027-04-08', takes: minutes(15), at: 'morning', after: ['copy'] },
    })
    expect(said(days, '2027-04-08')).toEqual(['login 09:30 09:45'])
  })

  it('counts elapsed hours in a night in which the clocks change', () => {
    // Final data production Saturday 27 March 2027; the clocks go forward on Sunday at 1am.
    const days = schedule(
      { copy: { due: '2027-03-27', takes: hours(12), at: 'hour' } },
      {
        goLive: isoDay('2027-03-30'),
        fixed: {
          'final-data-production': { date: isoDay('2027-03-27'), status: 'confirmed', cell: { row: 2 } },
          'go-live': { date: isoDay('2027-03-30'), status: 'confirmed', cell: { row: 2 } },
        },
      },
    )
    expect(days[0]?.rows[0]?.end).toBe('2027-03-28T07:30')
  })

  it('puts nothing of each day on a closed day, and what is due on one there', () => {
    const days = schedule({
      logs: { from: '2027-04-07', due: '2027-04-14', takes: minutes(30), at: 'morning' },
      load: { due: '2027-04-10', takes: hours(4), at: 'morning' },
    })
    expect(said(days, '2027-04-10')).toEqual(['load 08:00 12:00'])
    expect(said(days, '2027-04-11')).toEqual([])
  })

  it('leaves what is for the morning or the afternoon out of the evening', () => {
    const due = '2027-04-07'
    const days = schedule({
      training: { due, at: 'morning' },
      meeting: { due, at: 'afternoon' },
      copy: { due, takes: hours(12), at: 'hour' },
    })
    expect(said(days, due)).toEqual(['copy 18:30 06:30'])
  })

  it('gives one person one thing at a time, in the order in which they could start', () => {
    const due = '2027-04-14'
    const days = schedule(
      {
        close: { due, takes: minutes(15), at: 'close' },
        sign: { due, takes: minutes(15) },
        links: { due, takes: hours(1), after: ['sign'] },
        app: { due, takes: minutes(15), after: ['sign'] },
        others: { due, takes: hours(1), after: ['sign'] },
      },
      {},
      ({ task: { id } }) => (id === 'others' ? null : 'one person'),
    )
    expect(said(days, due)).toEqual([
      'sign 08:00 08:15',
      'links 08:15 09:15',
      'others 08:15 09:15',
      'app 09:15 09:30',
      'close 18:15 18:30',
    ])
  })

  it('does not hang on tasks that wait for each other', () => {
    const due = '2027-04-14'
    const days = schedule({
      a: { due, takes: hours(1), after: ['b'] },
      b: { due, takes: hours(1), after: ['a'] },
    })
    expect(said(days, due)).toHaveLength(2)
  })
})
