import { longDate, shortDate } from '../../base/day-in-words.ts'
import { type ConsistencyRule, isForPatients } from '../pack.ts'
import { statementsOf } from '../printed.ts'
import { dayOfSending } from '../../model/plan.ts'

/** Working days that patients have from a message until the day by which they order: they need a few to read and to ring. */
const DAYS_TO_ORDER = 5

/** A message that names the day to order by reaches people while they can still do it. */
export const orderByReminderLate: ConsistencyRule = {
  id: 'order-by-reminder-late',
  severity: 'error',
  title: 'A reminder that comes too late',
  why: 'People read of the day by which they should order when it has passed or is about to, and are left without medicine.',
  fix: 'Send it at least 5 working days before that day, or set a later day in the column repeat_order_by.',
  *find({ plan, sent, calendar }) {
    const orderBy = plan.practice.repeatOrderBy
    if (orderBy === null) return
    const offset = { value: DAYS_TO_ORDER, unit: 'working-day', side: 'before' } as const
    const latest = calendar.shift(orderBy, offset, 'back').date
    // 9 April is no part of 19 April.
    const printed = new RegExp(`(?<!\\d)${shortDate(orderBy)}`)
    for (const message of sent) {
      const day = dayOfSending(plan, message.template.send)
      if (day === null || day <= latest || !isForPatients(message)) continue
      const [document] = message.documents.filter((one) =>
        statementsOf(one).some((text) => printed.test(text) && /\border\b/i.test(text)),
      )
      if (document === undefined) continue
      yield {
        values: {
          document: document.title,
          channel: message.channel,
          day: longDate(day),
          orderBy: longDate(orderBy),
          latest: longDate(latest),
          days: DAYS_TO_ORDER,
        },
      }
    }
  },
}
