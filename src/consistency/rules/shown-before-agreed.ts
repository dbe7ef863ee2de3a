import { longDate, shortDate } from '../../base/day-in-words.ts'
import { compare } from '../../base/text.ts'
import { dayOfSending, milestoneIn } from '../../model/plan.ts'
import { type ConsistencyRule, isForPatients } from '../pack.ts'
import { statementsOf } from '../printed.ts'
import { agreedBy } from './agree-what-is-agreed.ts'

/** Posters, website and letters show a day only once the task that agrees it is due. */
export const shownBeforeAgreed: ConsistencyRule = {
  id: 'shown-before-agreed',
  severity: 'warning',
  title: 'A message that names a day before it is agreed',
  why: 'Patients are told a day that may still move.',
  fix: 'Let the task that agrees the day be due before the message, or the message name no day.',
  *find({ plan, words, sent }) {
    const agreeing = plan.tasks.flatMap(({ task, due }) =>
      due === null ? [] : agreedBy(task, { words }).map((id) => ({ task, due, id })),
    )
    const seen = new Set<string>()
    const soonest = sent
      .flatMap((message) => {
        const day = dayOfSending(plan, message.template.send)
        return day === null || !isForPatients(message) ? [] : [{ message, day }]
      })
      .sort((a, b) => compare(a.day, b.day))
    for (const { message, day } of soonest) {
      for (const { task, due, id } of agreeing) {
        const earlier = agreeing.some((other) => other.id === id && other.due <= day)
        const key = `${message.template.variant} ${id}`
        if (earlier || due <= day || seen.has(key)) continue
        const printed = shortDate(milestoneIn(plan.milestones, id).date)
        const document = message.documents.find((one) => statementsOf(one).some((text) => text.includes(printed)))
        if (document === undefined) continue
        seen.add(key)
        yield {
          values: {
            document: document.title,
            day: longDate(day),
            milestone: words.say(`milestones.${id}`),
            printed,
            task: task.text,
            due: longDate(due),
          },
          place: task.place,
        }
      }
    }
  },
}
