import { moment } from '../../base/day-in-words.ts'
import type { IsoDay, IsoMoment } from '../../base/day.ts'
import type { Plan } from '../../model/plan.ts'
import { type ConsistencyRule, hoursById, tasksById } from '../pack.ts'

interface Times {
  readonly first: IsoDay | IsoMoment
  readonly last: IsoDay | IsoMoment
}

/** When a task starts and ends, with hours where its day is planned by the hour; null: it has no day. */
export function timesOf(plan: Plan, id: string): Times | null {
  const planned = tasksById(plan).get(id)
  if (planned === undefined || planned.due === null) return null
  const hours = hoursById(plan).get(id)
  const { due, from } = planned
  if (hours?.start && hours.end && hours.day === due && (from === null || from === due))
    return { first: hours.start, last: hours.end }
  return { first: from ?? due, last: due }
}

/** Days with days, and hours with hours: a day is not before an hour of the same day. */
export function isAfter(a: IsoDay | IsoMoment, b: IsoDay | IsoMoment): boolean {
  const length = Math.min(a.length, b.length)
  return a.slice(0, length) > b.slice(0, length)
}

/** Nothing is due before what it needs. */
export const dueBeforeNeeded: ConsistencyRule = {
  id: 'due-before-needed',
  severity: 'warning',
  title: 'A task that is due before what it needs',
  why: 'It cannot be done on its day: somebody ticks what is not true, or the plan slips.',
  fix: 'Give the task a later day, or what it needs an earlier one.',
  *find({ plan }) {
    for (const { task } of plan.tasks)
      for (const id of task.after) {
        const needed = tasksById(plan).get(id)
        const now = timesOf(plan, task.id)
        const before = timesOf(plan, id)
        if (needed === undefined || now === null || before === null) continue
        // A task that lasts may begin while what it needs is being finished.
        const start = now.first === now.last || now.first.includes('T') ? now.first : now.last
        const end = before.last
        if (!isAfter(end, start)) continue
        yield {
          values: { task: task.text, when: moment(start), needed: needed.task.text, until: moment(end) },
          place: task.place,
        }
      }
  },
}
