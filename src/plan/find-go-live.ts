/**
 * The first go-live days that no rule about dates objects to: for the question "when could we?".
 *
 * @module
 */
import { addDays, type IsoDay, latestOf } from '../base/day.ts'
import type { Guide } from '../model/guide.ts'
import type { Plan } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Practice } from '../model/practice.ts'
import type { Calendar } from './calendar.ts'
import { planForPractice } from './plan-for-practice.ts'
import { withDate } from './with-date.ts'

/**
 * @param after the first day tried is the one after it
 * @param count how many to find; fewer come back where the holiday data ends
 * @returns plans without an error or a warning, soonest first
 */
export function findGoLive(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
  after: IsoDay,
  count: number,
): Plan[] {
  // Tasks have no say in dates: without them a plan costs a tenth.
  const datesOnly: Guide = { ...guide, tasks: [] }
  const found: Plan[] = []
  // Before the first day of the holiday data nothing is certain.
  const start = latestOf([after, addDays(policy.holidays.from, -1)]) ?? after
  for (let day = addDays(start, 1); found.length < count && calendar.covers(day); day = addDays(day, 1)) {
    if (!calendar.isWorkingDay(day)) continue
    const plan = planForPractice(datesOnly, policy, calendar, withDate(practice, 'go-live', day), asOf)
    if (plan.findings.every(({ severity }) => severity === 'note')) found.push(plan)
  }
  return found
}
