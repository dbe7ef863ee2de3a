import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { dateOf, emptyGuide, fixedAt, planFor, rules } from './support.ts'

describe('the worked example: go-live Wednesday 14 April 2027', () => {
  const plan = planFor()

  it.each([
    ['order', '2027-01-13'],
    ['kick-off', '2027-01-20'],
    ['technical-survey', '2027-01-25'],
    ['extract-request', '2027-01-27'],
    ['initial-data-production', '2027-03-03'],
    ['data-sign-off', '2027-03-31'],
    ['cutover-planning-meeting', '2027-03-10'],
    ['links-off', '2027-04-05'],
    ['training', '2027-03-24'],
    ['final-data-production', '2027-04-07'],
    ['go-live', '2027-04-14'],
    ['links-on', '2027-04-14'],
    ['process-review', '2027-04-28'],
    ['old-system-access-ends', '2027-07-13'],
  ])('%s is on %s', (id, date) => expect(dateOf(plan, id)).toBe(date))

  it('trains until the last working day before go-live', () =>
    expect(plan.milestones.find(({ id }) => id === 'training')?.end).toBe('2027-04-13'))

  it('assumes 6.30pm and 8am, and says so', () =>
    expect(
      plan.milestones.filter(({ time }) => time).map(({ id, time, timeAssumed }) => [id, time, timeAssumed]),
    ).toEqual([
      ['final-data-production', '18:30', true],
      ['go-live', '08:00', true],
    ]))

  it('is not full of warnings', () => expect(rules(plan, 'warning').concat(rules(plan, 'error'))).toEqual([]))

  it('runs no clock of an SLA that the guide does not show', () => {
    const clocksOf = (slas: typeof emptyGuide.slas) =>
      planFor({}, { ...emptyGuide, slas }).slaClocks.map(({ sla, start, due }) => `${sla} ${start} ${due}`)
    expect(clocksOf([])).toEqual([])
    expect(clocksOf(emptyGuide.slas.map((sla) => ({ ...sla, status: 'commented' })))).toEqual([])
    // It starts when another is due, which the guide does not show.
    expect(clocksOf(emptyGuide.slas.filter(({ id }) => id === 'SLA-09'))).toEqual(['SLA-09 2027-03-05 2027-03-12'])
  })

  it('runs the SLA clocks', () =>
    expect(Object.fromEntries(plan.slaClocks.map(({ sla, start, due }) => [sla, `${start} ${due}`]))).toEqual({
      'SLA-02': '2027-01-13 2027-01-27',
      'SLA-03': '2027-01-27 2027-02-03',
      'SLA-05': '2027-01-25 2027-01-27',
      'SLA-06': '2027-01-27 2027-02-03',
      'SLA-07': '2027-01-27 2027-02-03',
      'SLA-08': '2027-03-03 2027-03-05',
      'SLA-09': '2027-03-05 2027-03-12',
      'SLA-11': '2027-01-27 2027-03-10',
      'SLA-12': '2027-04-07T18:30 2027-04-10T18:30',
      'SLA-12-report': '2027-04-14 2027-04-19',
      'SLA-13': '2027-04-12 2027-04-14',
      'SLA-14': '2027-04-14 2027-04-28',
    }))
})

describe('kinds of cutover', () => {
  it('weekend: the last Friday before go-live that is a working day, 5pm', () => {
    // Friday 26 March 2027 is Good Friday.
    const plan = planFor({ goLive: isoDay('2027-03-30'), cutover: 'weekend' })
    expect(dateOf(plan, 'final-data-production')).toBe('2027-03-19')
    expect(plan.milestones.find(({ id }) => id === 'final-data-production')?.time).toBe('17:00')
    expect(rules(plan)).not.toContain('cutover-too-short')
  })

  it('a row that names the very Friday of a weekend cutover keeps its hour', () => {
    const plan = planFor({ cutover: 'weekend', fixed: { 'final-data-production': fixedAt('2027-04-09') } })
    expect(plan.milestones.find(({ id }) => id === 'final-data-production')?.time).toBe('17:00')
  })

  it('a date in the row replaces the rule, its time of day included', () => {
    const plan = planFor({ cutover: 'weekend', fixed: { 'final-data-production': fixedAt('2027-04-06') } })
    expect(plan.milestones.find(({ id }) => id === 'final-data-production')?.time).toBe('18:30')
  })

  it('72 hours: the earliest working day whose evening is at most 72 hours before', () => {
    // Wednesday 8am less 72 hours is Sunday 8am: Monday evening is the earliest working day's.
    expect(dateOf(planFor({ goLive: isoDay('2027-06-16'), cutover: '72-hours' }), 'final-data-production')).toBe(
      '2027-06-14',
    )
    // After Easter no working day lies within 72 hours: the last working day before.
    expect(dateOf(planFor({ goLive: isoDay('2027-03-30'), cutover: '72-hours' }), 'final-data-production')).toBe(
      '2027-03-25',
    )
  })

  it('counts real hours over a clock change', () => {
    // The clocks go forward on Sunday 28 March 2027: the night is an hour short.
    const plan = planFor({ goLive: isoDay('2027-03-31'), fixed: { 'final-data-production': fixedAt('2027-03-25') } })
    expect(plan.cutoverHours).toBe(5 * 24 + 13.5 - 1)
  })
})

describe('fixed dates', () => {
  it('are never moved, and dates counted from them move with them', () => {
    const plan = planFor({ fixed: { 'final-data-production': fixedAt('2027-04-11') } })
    expect(dateOf(plan, 'final-data-production')).toBe('2027-04-11')
    expect(dateOf(plan, 'links-off')).toBe('2027-04-08')
    // Monday and Tuesday lie between Sunday the 11th and Wednesday the 14th: just enough.
    expect(rules(plan, 'warning')).toEqual(['fixed-date-not-working-day'])
  })

  it('out of order are one error for each broken pair, with a date that would do', () => {
    const plan = planFor({ fixed: { 'data-sign-off': fixedAt('2027-04-06') } })
    const [finding] = plan.findings.filter(({ severity }) => severity === 'error')
    expect(rules(plan, 'error')).toEqual(['milestones-out-of-order'])
    expect(finding?.values).toMatchObject({ first: 'data-sign-off', second: 'links-off', firstBy: '2027-04-05' })
  })
})

describe('slack', () => {
  const slackOf = (plan: ReturnType<typeof planFor>, id: string) =>
    plan.milestones.find((milestone) => milestone.id === id)?.slackDays

  it('counts forward from today with the lead times of the policy', () => {
    // From 1 June 2026 the order could be placed at once: 226 days before 13 January 2027.
    expect(slackOf(planFor(), 'order')).toBe(226)
    expect(slackOf(planFor(), 'final-data-production')).toBe(226)
    // Counted forward, go-live meets the bank holiday of 31 August 2026 and moves on by a day.
    expect(slackOf(planFor(), 'go-live')).toBe(225)
  })

  it('of a cutover that runs as planned is not late', () => {
    const done = { status: 'done', cell: { row: 2 } } as const
    const fixed = { 'final-data-production': { ...done, date: isoDay('2027-04-12') } }
    expect(slackOf(planFor({ fixed }, undefined, isoDay('2027-04-13')), 'go-live')).toBe(0)
  })

  it('is not said of what lies before something that is done', () => {
    const plan = planFor({ statuses: { 'data-sign-off': 'done' } }, undefined, isoDay('2027-04-01'))
    expect(slackOf(plan, 'order')).toBeNull()
  })
})

describe('other findings', () => {
  it('a cutover with one working day between is too short, and both nearest dates are named', () => {
    const plan = planFor({ fixed: { 'final-data-production': fixedAt('2027-04-12') } })
    expect(plan.findings.find(({ rule }) => rule === 'cutover-too-short')?.values).toMatchObject({
      between: 1,
      productionBy: '2027-04-09',
      goLiveFrom: '2027-04-15',
    })
  })

  it('a go-live on a bank holiday names the nearest working days', () => {
    const plan = planFor({ goLive: isoDay('2027-05-31') })
    expect(plan.findings[0]).toMatchObject({
      rule: 'go-live-not-working-day',
      values: { holiday: 'Spring bank holiday', before: '2027-05-28', after: '2027-06-01' },
    })
  })

  it('days outside the holiday data are one error', () =>
    expect(rules(planFor({ goLive: isoDay('2028-12-28') }), 'error')).toEqual(['holidays-unknown']))

  it('what lies in the past and is neither fixed nor done is named', () => {
    const plan = planFor({ statuses: { order: 'done' } }, undefined, isoDay('2027-01-22'))
    expect(
      plan.findings.filter(({ rule }) => rule === 'milestone-in-the-past').map(({ milestones }) => milestones[0]),
    ).toEqual(['kick-off'])
  })
})
