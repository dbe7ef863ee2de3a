import { addDays, daysBetween } from '../../base/day.ts'
import type { DateRule } from './rule.ts'

/** Longer than any source allows: every day more is data to enter again. */
export const cutoverOverTwoWeeks: DateRule = function* ({ milestone, calendar, policy, cures }) {
  const production = milestone('final-data-production')
  const goLive = milestone('go-live')
  const days = daysBetween(production.date, goLive.date)
  const most = policy.limits.cutoverMaxDays
  if (days <= most) return
  const productionFrom = calendar.shift(addDays(goLive.date, -most), undefined, 'on').date
  const goLiveBy = calendar.shift(addDays(production.date, most), undefined, 'back').date
  yield {
    rule: 'cutover-over-two-weeks',
    severity: 'warning',
    values: {
      days,
      most,
      production: production.date,
      goLive: goLive.date,
      productionFrom: cures('cutover-over-two-weeks', { 'final-data-production': productionFrom })
        ? productionFrom
        : '',
      goLiveBy: cures('cutover-over-two-weeks', { 'go-live': goLiveBy }) ? goLiveBy : '',
    },
    milestones: ['final-data-production', 'go-live'],
    place: policy.limitPlaces.cutoverMaxDays,
  }
}
