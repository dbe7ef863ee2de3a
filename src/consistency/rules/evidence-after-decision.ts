import { moment } from '../../base/day-in-words.ts'
import { type ConsistencyRule, tasksById } from '../pack.ts'
import { isAfter, timesOf } from './due-before-needed.ts'

/** What must be true for a decision can be true on its day, and at its hour. */
export const evidenceAfterDecision: ConsistencyRule = {
  id: 'evidence-after-decision',
  severity: 'error',
  title: 'A decision before its evidence',
  why: 'Somebody signs for what nobody can know yet, on the day on which turning back is still safe.',
  fix: 'Decide later, have the task done earlier, or ask for what can be known by then.',
  *find({ plan }) {
    for (const { decision, planned, date, start, criteria } of plan.decisions) {
      if (planned === null) continue
      for (const { line } of criteria)
        for (const id of line.needs) {
          const task = tasksById(plan).get(id)?.task
          const times = timesOf(plan, id)
          const decided = start ?? date
          if (task === undefined || times === null || !isAfter(times.last, decided)) continue
          yield {
            values: {
              decision: decision.title,
              decided: moment(decided),
              criterion: line.is,
              task: task.text,
              done: moment(times.last),
            },
            place: line.place,
          }
        }
    }
  },
}
