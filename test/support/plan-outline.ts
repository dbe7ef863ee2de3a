/** A plan as lines that a reviewer reads at a glance. */
import type { SaidPlan } from '../../src/compose/say.ts'

export const planOutline = ({ plan, milestones, tasks, leftOut, findings }: SaidPlan): string =>
  [
    `${plan.practice.ods} ${plan.practice.name}`,
    '',
    ...milestones.map(({ milestone, reason }) => `${milestone.date}  ${milestone.id} (${milestone.status})  ${reason}`),
    '',
    ...plan.phases.map(({ id, start, end }) => `${start} to ${end}  ${id}`),
    '',
    ...tasks.map(
      ({ task, reason }) =>
        `${task.due ?? 'no date   '}  ${task.task.id}${task.applies === 'unknown' ? ' ?' : ''}  ${reason}`,
    ),
    ...leftOut.map(({ task, because }) => `left out    ${task.task.id}  ${because}`),
    '',
    ...findings.map(({ severity, rule, message }) => `${severity}  ${rule}  ${message}`),
    '',
  ].join('\n')
