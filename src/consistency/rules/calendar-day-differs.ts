import { dayPartOf } from '../../base/day.ts'
import { longDate } from '../../base/day-in-words.ts'
import type { ConsistencyRule, PackToCheck } from '../pack.ts'

/** The calendar shows a task on its first and on its last day. */
export const calendarDayDiffers: ConsistencyRule = {
  id: 'calendar-day-differs',
  severity: 'warning',
  title: 'A calendar that shows a task on other days than the lists',
  why: 'A task of several days that is shown on its last one is begun when it should be done.',
  fix: 'Give the task an entry from its first day to its last, or one for each of the two.',
  *find({ plan, events }) {
    const ofTask = new Map<string, PackToCheck['events'][number][]>()
    for (const event of events) {
      const [, kind, id] = event.uid.split('@')[0]?.split('.') ?? []
      if (kind === 'task' && id !== undefined) ofTask.set(id, [...(ofTask.get(id) ?? []), event])
    }
    for (const { task, due, from } of plan.tasks) {
      const ours = ofTask.get(task.id.toLowerCase())
      if (ours === undefined || due === null) continue
      const first = from !== null && from < due ? from : due
      const days = ours.flatMap(({ start, end }) => [dayPartOf(start), dayPartOf(end)])
      const missing = [first, due].find((day) => !days.includes(day))
      if (missing === undefined) continue
      yield {
        values: {
          task: task.text,
          missing: longDate(missing),
          shown: [...new Set(days)]
            .sort()
            .map((day) => longDate(day))
            .join(', '),
        },
        place: task.place,
      }
    }
  },
}
