/** A timing policy whose order cannot be followed is reported as the user's mistake, in plain words. */
import { expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Anchor } from '../../src/model/guide.ts'
import { dayOf } from '../../src/plan/milestones.ts'
import { calendar } from './support.ts'

const cases: readonly (readonly [string, Anchor])[] = [
  ['milestone kick-off', { milestone: 'kick-off' }],
  ['phase cutover', { phase: 'cutover', edge: 'start' }],
]

it.each(cases)('says that a date is counted from the %s, which comes after it', (name, anchor) => {
  const days = {
    milestones: new Map([['go-live' as const, { date: isoDay('2027-04-14'), end: null }]]),
    phases: new Map(),
    messages: new Map(),
  }
  expect(() => dayOf({ anchor, landing: 'back', sense: 'deadline' }, days, calendar, 'ours')).toThrow(
    `The timing policy cannot be used: a date is counted from the ${name}, which comes after it.`,
  )
})
