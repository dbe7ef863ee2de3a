/**
 * A plan as CLI.md's scripts read it.
 *
 * @module
 */
import type { SaidPlan } from '../../compose/say-plan.ts'

export const planJson = ({ plan, milestones, phases, patientDates, tasks, leftOut, findings }: SaidPlan) => ({
  ods: plan.practice.ods,
  name: plan.practice.name,
  milestones: milestones.map(({ milestone, reason }) => ({
    id: milestone.id,
    date: milestone.date,
    end: milestone.end,
    time: milestone.time,
    timeAssumed: milestone.timeAssumed,
    status: milestone.status,
    reason,
    slackDays: milestone.slackDays,
    movesGoLive: milestone.movesGoLive,
  })),
  phases: phases.map(({ phase: { id, start, end }, reason }) => ({ id, start, end, reason })),
  tasks: tasks.map(({ task, reason }) => ({
    id: task.task.id,
    phase: task.task.phase,
    roles: task.task.roles,
    due: task.due,
    from: task.from,
    applies: task.applies,
    reason,
  })),
  leftOut: leftOut.map(({ task, because }) => ({ id: task.task.id, because })),
  slaClocks: plan.slaClocks.map(({ sla, start, due, names }) => ({ sla, start, due, names: names?.party ?? null })),
  patientDates: patientDates.map(({ day: { id, date, postBy }, reason }) => ({ id, date, postBy, reason })),
  findings,
})
