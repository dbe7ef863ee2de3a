import { daysBetween } from '../../base/day.ts'
import type { DateRule } from './rule.ts'

/** A supplier may need this much notice; only a date that a person set can leave less. */
export const extractNoticeTooShort: DateRule = function* ({ milestone, calendar, policy, cures }) {
  const request = milestone('extract-request')
  const production = milestone('initial-data-production')
  const least = policy.limits.extractNoticeMinDays
  const days = daysBetween(request.date, production.date)
  if (!(request.fixed || production.fixed) || days >= least) return
  const requestBy = calendar.shift(production.date, { value: least, unit: 'day', side: 'before' }, 'back').date
  const productionFrom = calendar.shift(request.date, { value: least, unit: 'day', side: 'after' }, 'on').date
  yield {
    rule: 'extract-notice-too-short',
    severity: 'warning',
    values: {
      days,
      least,
      request: request.date,
      production: production.date,
      requestBy: cures('extract-notice-too-short', { 'extract-request': requestBy }) ? requestBy : '',
      productionFrom: cures('extract-notice-too-short', { 'initial-data-production': productionFrom })
        ? productionFrom
        : '',
    },
    milestones: ['extract-request', 'initial-data-production'],
    place: policy.limitPlaces.extractNoticeMinDays,
  }
}
