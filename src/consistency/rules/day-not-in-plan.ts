import { longDate } from '../../base/day-in-words.ts'
import type { IsoDay } from '../../base/day.ts'
import { isToPatients } from '../../document/document.ts'
import { milestoneIn, type Plan } from '../../model/plan.ts'
import { type ConsistencyRule, phrasesOf } from '../pack.ts'
import { DAY_IN_WORDS, dayOfWords, patternOf, RANGE_IN_WORDS, statementsOf } from '../printed.ts'

/** Every day that a plan has for something that a message may tell of. */
function daysOf({ milestones, patientDates, partyDates, externalLinks, practice, ...plan }: Plan): ReadonlySet<string> {
  const links = externalLinks.flatMap(({ off, on }) =>
    [off, on].flatMap((one) => (one.kind === 'day' ? [one.date] : [])),
  )
  const days: readonly (IsoDay | null)[] = [
    ...milestones.flatMap(({ date, end }) => [date, end]),
    ...[...patientDates, ...partyDates].map(({ date }) => date),
    ...links,
    ...plan.decisions.map(({ date }) => date),
    ...plan.tasks.flatMap(({ task, from, due }) => (task.messages.length > 0 ? [from, due] : [])),
    practice.repeatOrderBy,
    practice.previousGoLive,
  ]
  return new Set(days.filter((day) => day !== null))
}

/** A message names no day that the plan does not have, and no other day to order by than the practice's own. */
export const dayNotInPlan: ConsistencyRule = {
  id: 'day-not-in-plan',
  severity: 'error',
  title: 'A message that names a day which is not in the plan',
  why: 'A day that was typed stays when the plan moves, and people act on it.',
  fix: 'Write a field of the plan in its place.',
  *find({ plan, words, sent }) {
    const planned = daysOf(plan)
    const like = milestoneIn(plan.milestones, 'final-data-production').date
    const { repeatOrderBy } = plan.practice
    const ours = Object.values(plan.practice.text).join('\n')
    const order = phrasesOf(words)('order-by').map(patternOf).join('|')
    const orderBy = new RegExp(`\\b(?:${order}) $`, 'i')
    const seen = new Set<string>()
    for (const { documents } of sent)
      for (const document of documents)
        for (const text of statementsOf(document)) {
          if (seen.has(text)) continue
          seen.add(text)
          for (const found of text.matchAll(new RegExp(`${RANGE_IN_WORDS}${DAY_IN_WORDS}`, 'g'))) {
            const [written, first, firstMonth, day = '', month = '', year] = found
            const days = [dayOfWords(day, month, year, like)]
            if (first !== undefined) days.push(dayOfWords(first, firstMonth ?? month, year, like))
            // What the row says is the practice's own.
            if (ours.includes(written)) continue
            const isOrder = repeatOrderBy !== null && orderBy.test(text.slice(0, found.index))
            const wrong = days.find((date) => date !== null && (isOrder ? date !== repeatOrderBy : !planned.has(date)))
            if (wrong === undefined) continue
            yield {
              values: {
                document: document.title,
                printed: written,
                text,
                patients: isToPatients(document) ? 'yes' : null,
                orderBy: isOrder ? longDate(repeatOrderBy) : null,
              },
            }
          }
        }
  },
}
