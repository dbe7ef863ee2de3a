/**
 * A plan with its reasons and findings in words, for the terminal and for scripts.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { LeftOutTask, Plan, PlannedMilestone, PlannedTask } from '../model/plan.ts'
import type { Words } from '../template/words.ts'
import { sayFinding } from './say-finding.ts'
import { sayReason } from './say-reason.ts'

export interface SaidPlan {
  readonly plan: Plan
  readonly milestones: readonly {
    readonly milestone: PlannedMilestone
    readonly name: string
    readonly reason: string
  }[]
  readonly tasks: readonly { readonly task: PlannedTask; readonly reason: string }[]
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
    tasks: plan.tasks.map((task) => ({
      task,
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
