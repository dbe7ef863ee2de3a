/**
 * A plan with its reasons and findings in words, for the terminal and for scripts.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { LeftOutTask, PatientDate, Plan, PlannedMilestone, PlannedPhase, PlannedTask } from '../model/plan.ts'
import type { Words } from '../template/words.ts'
import { sayFinding } from './say-finding.ts'
import { sayReason } from './say-reason.ts'
import { roleName } from './say-role.ts'

export interface SaidPlan {
  readonly plan: Plan
  readonly milestones: readonly {
    readonly milestone: PlannedMilestone
    readonly name: string
    readonly reason: string
  }[]
  readonly phases: readonly { readonly phase: PlannedPhase; readonly title: string; readonly reason: string }[]
  readonly tasks: readonly { readonly task: PlannedTask; readonly owner: string; readonly reason: string }[]
  readonly patientDates: readonly { readonly day: PatientDate; readonly reason: string }[]
  readonly leftOut: readonly { readonly task: LeftOutTask; readonly because: string }[]
  readonly findings: readonly Finding[]
}

export function sayPlan(plan: Plan, guide: Guide, words: Words): SaidPlan {
  return {
    plan,
    milestones: plan.milestones.map((milestone) => ({
      milestone,
      name: words.say(`milestones.${milestone.id}`),
      reason: sayReason(milestone.reason, milestone.date, guide, words),
    })),
    phases: plan.phases.map((phase) => ({
      phase,
      title: guide.phases.find(({ id }) => id === phase.id)?.title ?? phase.id,
      reason: words.say('reasons.phase', {
        start: sayReason(phase.startReason, phase.start, guide, words),
        end: sayReason(phase.endReason, phase.end, guide, words),
      }),
    })),
    patientDates: plan.patientDates.map((day) => ({ day, reason: sayReason(day.reason, day.date, guide, words) })),
    tasks: plan.tasks.map((task) => ({
      task,
      owner: task.task.roles[0] === undefined ? words.say('tables.no-owner') : roleName(task.task.roles[0], guide),
      reason: task.reason && task.due ? sayReason(task.reason, task.due, guide, words) : '',
    })),
    leftOut: plan.leftOut.map((task) => ({ task, because: sayBecause(task, guide, words) })),
    findings: plan.findings.map((finding) => sayFinding(finding, plan.practice.ods, words)),
  }
}

/** The answers that made a task's condition certainly false. */
export const sayBecause = ({ because }: LeftOutTask, guide: Guide, words: Words): string =>
  because
    .map(({ condition, answer }) =>
      words.say('unknown.left-out', {
        condition: guide.data.conditions.find(({ id }) => id === condition)?.name ?? condition,
        answer: words.say(answer ? 'unknown.yes' : 'unknown.no'),
      }),
    )
    .join('; ')
