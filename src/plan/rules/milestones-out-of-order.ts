import { addDays } from '../../base/day.ts'
import { ORDER_OF_MILESTONES } from '../order-of-milestones.ts'
import type { DateRule } from './rule.ts'

/** One finding for each broken pair. What would do is said of the date that somebody set: that one can be set again. */
export const milestonesOutOfOrder: DateRule = function* ({ milestone, calendar, place, cures }) {
  for (const [first, sign, second] of ORDER_OF_MILESTONES) {
    const a = milestone(first)
    const b = milestone(second)
    if (sign === '<' ? a.date < b.date : a.date <= b.date) continue
    const apart = sign === '<' ? 1 : 0
    const by = calendar.shift(addDays(b.date, -apart), undefined, 'back').date
    const from = calendar.shift(addDays(a.date, apart), undefined, 'on').date
    yield {
      rule: 'milestones-out-of-order',
      severity: 'error',
      values: {
        first,
        second,
        firstDate: a.date,
        secondDate: b.date,
        sameDay: a.date === b.date ? 'yes' : '',
        firstBy: a.fixed && first !== 'go-live' && cures('milestones-out-of-order', { [first]: by }) ? by : '',
        secondFrom: b.fixed && cures('milestones-out-of-order', { [second]: from }) ? from : '',
      },
      milestones: [first, second],
      place: place(first),
    }
  }
}
