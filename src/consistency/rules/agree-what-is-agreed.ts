import { longDate } from '../../base/day-in-words.ts'
import type { MilestoneId, Task } from '../../model/guide.ts'
import { isAgreed, milestoneIn } from '../../model/plan.ts'
import { type ConsistencyRule, type PackToCheck, phrasesOf } from '../pack.ts'
import { patternOf } from '../printed.ts'

/** Which milestones a task agrees by its words: “Agree a provisional go-live date”, “Agree day and hour of …”. */
export function agreedBy({ text }: Pick<Task, 'text'>, { words }: Pick<PackToCheck, 'words'>): readonly MilestoneId[] {
  const phrases = phrasesOf(words)
  const [first = ''] = text.split(/[.?!](?=\s|$)/)
  const verb = new RegExp(`^(?:${phrases('agree').map(patternOf).join('|')})\\b`, 'i')
  const day = new RegExp(`\\b(?:${phrases('agreed-day').map(patternOf).join('|')})\\b`, 'i')
  if (!verb.test(first) || !day.test(first)) return []
  const before = first.split(/\b(?:before|after|by)\b/i)[0] ?? ''
  return (['final-data-production', 'go-live'] as const).filter((id) =>
    new RegExp(`\\b${patternOf(words.say(`milestones.${id}`))}\\b`, 'i').test(before),
  )
}

/** What is called confirmed is not still to be agreed. */
export const agreeWhatIsAgreed: ConsistencyRule = {
  id: 'agree-what-is-agreed',
  severity: 'warning',
  title: 'A task to agree a day that is called confirmed',
  why: 'One page says that the day is fixed and another that it is still open: somebody tells patients too early, or asks again.',
  fix: 'Name the milestones in the task’s `settles`, so that it is left out once they are agreed, or ask only for what is open.',
  *find({ plan, guide, words }) {
    // A public guide is written for everybody, and has no place to say when a task is over.
    if (guide.kind !== 'own') return
    for (const { task } of plan.tasks) {
      const named = agreedBy(task, { words }).map((id) => milestoneIn(plan.milestones, id))
      const [first] = named
      // Where one of two days is open, they are still to be agreed together.
      if (first === undefined || !named.every(isAgreed)) continue
      yield {
        values: { task: task.text, milestone: words.say(`milestones.${first.id}`), date: longDate(first.date) },
        place: task.place,
      }
    }
  },
}
