import { dayPartOf } from '../../base/day.ts'
import type { DateRule } from './rule.ts'

/** One finding for a plan: a day outside the holiday data may be a bank holiday that nobody has announced. */
export const holidaysUnknown: DateRule = function* ({ milestones, slaClocks, calendar, policy }) {
  const days = [
    ...milestones.filter(({ id }) => id !== 'old-system-access-ends').map(({ date }) => date),
    ...slaClocks.map(({ due }) => dayPartOf(due)),
  ]
  const outside = days.filter((day) => !calendar.covers(day)).sort()
  const [first] = outside
  if (first === undefined) return
  yield {
    rule: 'holidays-unknown',
    severity: 'error',
    values: { day: first, from: policy.holidays.from, to: policy.holidays.to },
    milestones: [],
    place: null,
  }
}
