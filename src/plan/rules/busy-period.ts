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
  const yesterday = calendar.holidayOn(calendar.addDays(to, -1))
  if (yesterday)
    yield {
      rule: 'busy-period',
      severity: 'note',
      values: { period: yesterday.name, from: to, to, after: 'yes' },
      milestones: ['go-live'],
      place: null,
    }
}

/** A yearly period may run over new year: 12-20 to 01-03. */
function yearsOf(period: BusyPeriod, from: string, to: string): (readonly [string, string])[] {
  if (period.from.length > 'MM-DD'.length) return [[period.from, period.to]]
  const first = Number(from.slice(0, 4)) - 1
  const last = Number(to.slice(0, 4))
  const wraps = period.from > period.to ? 1 : 0
  return Array.from({ length: last - first + 1 }, (_, n) => [
    `${first + n}-${period.from}`,
    `${first + n + wraps}-${period.to}`,
  ])
}
