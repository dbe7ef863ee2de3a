import type { MilestoneId } from '../../model/guide.ts'
import type { DateRule } from './rule.ts'

/** TIMING, findings: each pair, and whether the two may fall on the same day. */
const PAIRS: readonly (readonly [MilestoneId, '≤' | '<', MilestoneId])[] = [
  ['order', '≤', 'kick-off'],
  ['kick-off', '≤', 'technical-survey'],
  ['order', '≤', 'extract-request'],
  ['extract-request', '≤', 'initial-data-production'],
  ['initial-data-production', '≤', 'data-sign-off'],
  ['data-sign-off', '≤', 'links-off'],
  ['links-off', '≤', 'final-data-production'],
  ['final-data-production', '<', 'go-live'],
  ['go-live', '≤', 'links-on'],
  ['links-on', '≤', 'process-review'],
  ['cutover-planning-meeting', '≤', 'links-off'],
  ['training', '<', 'go-live'],
  ['go-live', '≤', 'old-system-access-ends'],
]

/** One finding for each broken pair. Dates compare as text: `YYYY-MM-DD`. */
export const milestonesOutOfOrder: DateRule = function* ({ milestone, calendar, policy }) {
  for (const [first, sign, second] of PAIRS) {
    const a = milestone(first)
    const b = milestone(second)
    if (sign === '<' ? a.date < b.date : a.date <= b.date) continue
    const nearest = sign === '<' ? calendar.addDays(b.date, -1) : b.date
    yield {
      rule: 'milestones-out-of-order',
      severity: 'error',
      values: {
        first,
        second,
        firstDate: a.date,
        secondDate: b.date,
        wouldDo: calendar.shift(nearest, undefined, 'back').date,
      },
      milestones: [first, second],
      place: policy.milestones.find(({ id }) => id === first)?.place ?? null,
    }
  }
}
