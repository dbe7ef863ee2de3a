/**
 * Which tasks of a plan a table of a checklist holds: those of a phase, of a role, or of a week.
 *
 * @module
 */
import { mondayOf } from '../base/day.ts'
import type { Plan, PlannedTask } from '../model/plan.ts'
import { compare } from '../base/text.ts'

/** The week of tasks that have no date. */
export const NO_WEEK = 'none'

const inWeek = ({ due }: PlannedTask, week: string): boolean =>
  due === null ? week === NO_WEEK : mondayOf(due) === week

export const ofPhase = ({ tasks }: Plan, phase: string): PlannedTask[] =>
  tasks.filter(({ task }) => task.phase === phase).sort(soonest)

/** Stands for the owner of tasks that nobody owns yet. */
export const NO_OWNER = 'none'

/** The first role of a task owns it. */
export const ofOwner = ({ tasks }: Plan, role: string): PlannedTask[] =>
  tasks.filter(({ task }) => (task.roles[0] ?? NO_OWNER) === role).sort(soonest)

export const ofHelper = ({ tasks }: Plan, role: string): PlannedTask[] =>
  tasks.filter(({ task }) => task.roles.slice(1).includes(role)).sort(soonest)

/** A task stands in the week in which it must be done. */
export const ofWeek = ({ tasks }: Plan, week: string): PlannedTask[] =>
  tasks.filter((planned) => inWeek(planned, week)).sort(soonest)

/** Begun in this week or before, and due in a later one. */
export const goingOnIn = ({ tasks }: Plan, week: string): PlannedTask[] =>
  tasks
    .filter(({ from, due }) => from !== null && due !== null && mondayOf(from) <= week && mondayOf(due) > week)
    .sort(soonest)

/** What has no day comes last: no year begins with a 9. */
export const soonest = (a: PlannedTask, b: PlannedTask): number => compare(a.due ?? '9', b.due ?? '9')
