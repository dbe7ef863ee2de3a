import { clockTime } from '../../base/day-in-words.ts'
import { momentOf, timePartOf } from '../../base/day.ts'
import type { ConsistencyRule } from '../pack.ts'

/** The page of the evening has the evening on it: what is due in the morning of that day belongs to another day. */
export const eveningStartsEarly: ConsistencyRule = {
  id: 'evening-starts-early',
  severity: 'warning',
  title: 'A page for the evening that starts in the morning',
  why: 'Tasks of other days crowd out the few that the evening depends on, or are due before the data are there.',
  fix: 'Give the task a day that a short cutover has too, such as one counted after final data production.',
  *find({ plan, policy }) {
    for (const { kind, date, rows } of plan.hours) {
      if (kind !== 'evening') continue
      const noon = momentOf(date, policy.dayParts.afternoon)
      for (const { planned, start } of rows)
        if (start !== null && start < noon)
          yield {
            values: { task: planned.task.text, start: clockTime(timePartOf(start)) },
            place: planned.task.place,
          }
    }
  },
}
