/**
 * The decisions of a cutover: their day and hour come from the task that is the decision, their lines from the guide.
 *
 * A guide without decisions of its own gets those that ship: what they name and it does not have is left out.
 *
 * @module
 */
import type { Guide } from '../model/guide.ts'
import {
  milestoneIn,
  type PlannedDay,
  type PlannedDecision,
  type PlannedMilestone,
  type PlannedTask,
  type PlanFinding,
} from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import { planLines } from './guide-lines.ts'

/** @param hours the days that are planned by the hour */
export function planDecisions(
  guide: Guide,
  practice: Practice,
  tasks: readonly PlannedTask[],
  hours: readonly PlannedDay[],
  milestones: readonly PlannedMilestone[],
  findings: readonly PlanFinding[],
): PlannedDecision[] {
  const isPlanned = (id: string): boolean => tasks.some(({ task }) => task.id === id)
  const rows = hours.flatMap((day) => (day.kind === 'between' ? [] : day.rows))
  return guide.data.decisions.map((decision): PlannedDecision => {
    const planned = tasks.find(({ task }) => task.id === decision.task) ?? null
    const about = decision.criteria.filter(
      ({ warning }) => warning === null || findings.some(({ rule }) => rule === warning),
    )
    const criteria = about.map((line) => ({ ...line, needs: line.needs.filter(isPlanned) }))
    return {
      decision,
      planned,
      date: planned?.due ?? milestoneIn(milestones, decision.milestone).date,
      start: rows.find((row) => row.planned === planned)?.start ?? null,
      criteria: planLines(criteria, practice),
    }
  })
}
