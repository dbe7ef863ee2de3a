import { daysBetween } from '../../base/day.ts'
import type { DateRule } from './rule.ts'

/** The whole migration, from order to go-live: 12 to 16 weeks in the sources (T01). */
export const span: DateRule = function* ({ milestone, calendar, policy, cures }) {
  const order = milestone('order')
  const goLive = milestone('go-live')
  const days = daysBetween(order.date, goLive.date)
  const { spanMinDays: least, spanMaxDays: most } = policy.limits
  const dates = { days, order: order.date, goLive: goLive.date }
  const goLiveFrom = calendar.shift(order.date, { value: least, unit: 'day', side: 'after' }, 'on').date
  const orderBy = calendar.shift(goLive.date, { value: least, unit: 'day', side: 'before' }, 'back').date
  if (days < least)
    yield {
      rule: 'span-under-12-weeks',
      severity: 'warning',
      values: {
        ...dates,
        least,
        goLiveFrom: cures('span-under-12-weeks', { 'go-live': goLiveFrom }) ? goLiveFrom : '',
        orderBy: cures('span-under-12-weeks', { order: orderBy }) ? orderBy : '',
      },
      milestones: ['order', 'go-live'],
      place: policy.limitPlaces.spanMinDays,
    }
  if (days > most)
    yield {
      rule: 'span-over-16-weeks',
      severity: 'note',
      values: { ...dates, most },
      milestones: ['order', 'go-live'],
      place: policy.limitPlaces.spanMaxDays,
    }
}
