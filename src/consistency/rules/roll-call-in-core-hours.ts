import { clockTime } from '../../base/day-in-words.ts'
import { momentOf, timePartOf } from '../../base/day.ts'
import { milestoneIn } from '../../model/plan.ts'
import { type ConsistencyRule, phrasesOf } from '../pack.ts'
import { patternOf } from '../printed.ts'

/** Nobody is asked to log off while the practice is open: the roll is called after the hour at which the copy may begin. */
export const rollCallInCoreHours: ConsistencyRule = {
  id: 'roll-call-in-core-hours',
  severity: 'error',
  title: 'A roll-call while the practice is open',
  why: 'Patients are in the building and on the telephone, and nobody can see their records.',
  fix: 'Let everyone log off at the hour of final data production, and call the roll after it.',
  *find({ plan, words }) {
    const call = new RegExp(phrasesOf(words)('roll-call').map(patternOf).join('|'), 'i')
    const production = milestoneIn(plan.milestones, 'final-data-production')
    if (production.time === null) return
    const logOff = momentOf(production.date, production.time)
    for (const { kind, rows } of plan.hours)
      for (const { planned, start } of rows) {
        if (kind !== 'evening' || start === null || start >= logOff || !call.test(planned.task.text)) continue
        yield {
          values: {
            task: planned.task.text,
            start: clockTime(timePartOf(start)),
            logOff: clockTime(production.time),
          },
          place: planned.task.place,
        }
      }
  },
}
