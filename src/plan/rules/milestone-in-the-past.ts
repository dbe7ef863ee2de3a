import type { DateRule } from './rule.ts'

/** A day that the policy worked out and that has gone by; one finding for each milestone. */
export const milestoneInThePast: DateRule = function* ({ milestones, asOf, place }) {
  for (const { id, date, fixed, status } of milestones)
    if (date < asOf && !fixed && status !== 'done')
      yield {
        rule: 'milestone-in-the-past',
        severity: 'warning',
        values: { milestone: id, date },
        milestones: [id],
        place: place(id),
      }
}
