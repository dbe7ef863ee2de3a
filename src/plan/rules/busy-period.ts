import { addDays, type IsoDay, yearOf } from '../../base/day.ts'
import type { Holiday } from '../../model/plan.ts'
import type { Calendar } from '../calendar.ts'
import type { BusyPeriod } from '../../model/policy.ts'
import type { DateRule } from './rule.ts'

/** Go-live or cutover touches a period in which few people can help, or many patients come. */
export const busyPeriod: DateRule = function* ({ milestone, policy, calendar }) {
  const from = milestone('final-data-production').date
  const to = milestone('go-live').date
  for (const period of policy.busyPeriods)
    for (const [start, end] of yearsOf(period, from, to))
      if (start <= to && end >= from)
        yield {
          rule: 'busy-period',
          severity: 'note',
          values: { period: period.name, from: start, to: end },
          milestones: ['final-data-production', 'go-live'],
          place: period.place,
        }
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const holiday = calendar.isWorkingDay(day) ? holidayBefore(day, calendar) : undefined
    if (holiday)
      yield {
        rule: 'busy-period',
        severity: 'note',
        values: { period: holiday.name, from: day, to: day, after: 'yes' },
        milestones: ['final-data-production', 'go-live'],
        place: null,
      }
  }
}

/** The bank holiday between this working day and the one before it. */
function holidayBefore(day: IsoDay, calendar: Calendar): Holiday | undefined {
  for (let before = addDays(day, -1); !calendar.isWorkingDay(before); before = addDays(before, -1)) {
    const holiday = calendar.holidayOn(before)
    if (holiday) return holiday
  }
  return undefined
}

/** A yearly period may run over new year: 12-20 to 01-03. */
function yearsOf(period: BusyPeriod, from: IsoDay, to: IsoDay): (readonly [string, string])[] {
  if (period.from.length > 'MM-DD'.length) return [[period.from, period.to]]
  const first = Number(yearOf(from)) - 1
  const last = Number(yearOf(to))
  const wraps = period.from > period.to ? 1 : 0
  return Array.from({ length: last - first + 1 }, (_, n) => [
    `${first + n}-${period.from}`,
    `${first + n + wraps}-${period.to}`,
  ])
}
