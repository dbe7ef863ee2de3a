import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoDay } from '../../src/base/day.ts'
import type { MilestoneId } from '../../src/model/guide.ts'
import type { Reason } from '../../src/model/plan.ts'
import { calendar, dateOf, fixedAt, planFor } from './support.ts'

const goLives = fc.integer({ min: 0, max: 700 }).map((days) => addDays(isoDay('2027-01-01'), days))
const kinds = fc.constantFrom('week' as const, 'weekend' as const, '72-hours' as const)

/** What comes before what when nobody fixes a date. */
const ORDER: readonly (readonly MilestoneId[])[] = [
  ['order', 'kick-off', 'technical-survey'],
  [
    'order',
    'extract-request',
    'initial-data-production',
    'data-sign-off',
    'links-off',
    'final-data-production',
    'go-live',
  ],
  ['go-live', 'links-on', 'process-review'],
  ['cutover-planning-meeting', 'links-off'],
  ['training', 'go-live', 'old-system-access-ends'],
]
const MAY_FALL_ANYWHERE = ['go-live', 'links-on', 'process-review', 'old-system-access-ends']

const stepsOver = (reason: Reason) => ('holidays' in reason ? reason.holidays : [])

describe('any go-live day of 2027 and 2028', () => {
  it('keeps the order of milestones', () => {
    fc.assert(
      fc.property(goLives, kinds, (goLive, cutover) => {
        const plan = planFor({ goLive, cutover })
        for (const chain of ORDER)
          for (const [index, id] of chain.entries()) {
            const before = chain[index - 1]
            if (before) expect(dateOf(plan, before) <= dateOf(plan, id)).toBe(true)
          }
        expect(dateOf(plan, 'final-data-production') < goLive).toBe(true)
      }),
    )
  })

  it('puts no milestone on a day that is no working day, but for the four that may', () => {
    fc.assert(
      fc.property(goLives, kinds, (goLive, cutover) => {
        const off = planFor({ goLive, cutover }).milestones.filter(({ date }) => !calendar.isWorkingDay(date))
        expect(off.map(({ id }) => id).filter((id) => !MAY_FALL_ANYWHERE.includes(id))).toEqual([])
      }),
    )
  })

  it('moves everything by a week with a go-live a week later, when no holiday lies near either plan', () => {
    fc.assert(
      fc.property(goLives, kinds, (goLive, cutover) => {
        const first = planFor({ goLive, cutover })
        const second = planFor({ goLive: addDays(goLive, 7), cutover })
        // Every five months hold a bank holiday; near means that one was stepped over.
        fc.pre([first, second].every((plan) => plan.milestones.every(({ reason }) => stepsOver(reason).length === 0)))
        for (const { id, date } of first.milestones) expect(dateOf(second, id)).toBe(addDays(date, 7))
      }),
      { numRuns: 30 },
    )
  })

  it('never moves a date that a person set', () => {
    fc.assert(
      fc.property(goLives, goLives, kinds, (goLive, fixed, cutover) => {
        const plan = planFor({ goLive, cutover, fixed: { 'final-data-production': fixedAt(fixed) } })
        expect(dateOf(plan, 'final-data-production')).toBe(fixed)
        expect(dateOf(plan, 'go-live')).toBe(goLive)
      }),
    )
  })

  it('says of a date that it would do only when it does', () => {
    const milestone = fc.constantFrom<MilestoneId>('final-data-production', 'data-sign-off', 'cutover-planning-meeting')
    fc.assert(
      fc.property(goLives, kinds, milestone, goLives, (goLive, cutover, id, date) => {
        const fixed = { [id]: fixedAt(date) }
        for (const { rule, values } of planFor({ goLive, cutover, fixed }).findings) {
          const { firstBy, first } = values
          if (rule !== 'milestones-out-of-order' || !firstBy || first !== id) continue
          const corrected = planFor({ goLive, cutover, fixed: { [id]: fixedAt(String(firstBy)) } })
          const still = corrected.findings.filter((one) => one.rule === rule && one.values['first'] === first)
          expect(still.filter((one) => one.values['second'] === values['second'])).toEqual([])
        }
      }),
    )
  })

  it('a default plan on an ordinary working day has no error and no warning', () => {
    fc.assert(
      fc.property(goLives, (goLive) => {
        fc.pre(calendar.isWorkingDay(goLive) && goLive < '2028-09-01')
        const found = planFor({ goLive }).findings.filter(({ severity }) => severity !== 'note')
        expect(found.map(({ rule }) => rule)).toEqual([])
      }),
    )
  })
})
