import { longDate } from '../../base/day-in-words.ts'
import { type ConsistencyRule } from '../pack.ts'
import { dayOfSending } from '../../model/plan.ts'

/** A task that sends a message is due on the message's own day: the one in the communications plan and the calendar. */
export const messageDayDiffers: ConsistencyRule = {
  id: 'message-day-differs',
  severity: 'warning',
  title: 'A message with two days',
  why: 'The checklist says one day and the communications plan another: it goes out too early, too late or twice.',
  fix: 'Give the task the day of the message, or the template the patients’ day that the task has.',
  *find({ plan, sent }) {
    for (const { task, due } of plan.tasks) {
      if (due === null) continue
      for (const { variant, channel } of task.messages) {
        const days = sent
          .filter(({ template, channel: way }) => template.variant === variant && (channel === null || channel === way))
          .flatMap((message) => dayOfSending(plan, message.template.send) ?? [])
        if (days.every((day) => day === due)) continue
        yield {
          values: {
            task: task.text,
            due: longDate(due),
            message: channel === null ? variant : `${variant}, ${channel}`,
            days: [...new Set(days)]
              .sort()
              .map((day) => longDate(day))
              .join(', '),
          },
          place: task.place,
        }
      }
    }
  },
}
