/**
 * Plan: which of the guide's tasks one practice gets, on which days, and why.
 *
 * In:  a checked Guide, the timing policy, one Practice, the as-of date.
 * Out: a Plan, with every task either planned or left out, and why.
 *
 * Pure: no disk, no clock, no words for readers.
 *
 * @module
 */
import { MILESTONES, type Guide, type MilestoneId } from '../model/guide.ts'
import { type Plan, type PlannedMilestone } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Practice } from '../model/practice.ts'
import type { Calendar } from './calendar.ts'
import type { Days } from './days.ts'
import { dateMilestones } from './milestones.ts'
import { planLines } from './lines.ts'
import { datePatients } from './patients.ts'
import { datePhases } from './phases.ts'
import { DATE_RULES } from './rules/index.ts'
import { scheduleHours } from './schedule-hours.ts'
import { cutoverHours, runClocks } from './sla-clocks.ts'
import { withSlack } from './slack.ts'
import { planTasks } from './tasks.ts'

/** @param asOf `YYYY-MM-DD`; counts only for what lies in the past and for slack */
export function planForPractice(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: string,
): Plan {
  const days: Days = { milestones: new Map(), phases: new Map() }
  const dated = dateMilestones(practice, policy, calendar, days)
  const milestones = withSlack(dated, policy, calendar, asOf)
  const phases = datePhases(guide, policy, calendar, days)
  const slaClocks = runClocks(guide, policy, dated, days, calendar)
  const dates = { guide, practice, policy, calendar, milestones, slaClocks, asOf, milestone: byId(milestones) }
  const sorted = planTasks(guide, practice, phases, days, calendar)
  return {
    practice,
    milestones,
    phases,
    ...sorted,
    dataTypes: planLines(guide.dataTypes, practice),
    externalLinks: planLines(guide.externalLinks, practice),
    countDays: countDays(dates.milestone('final-data-production').date, calendar),
    hours: scheduleHours(sorted.tasks, milestones, policy, calendar),
    slaClocks,
    findings: DATE_RULES.flatMap((rule) => [...rule(dates)]),
    cutoverHours: cutoverHours(dated),
    patientDates: datePatients(policy, days, calendar),
  }
}

/** Days on which inboxes are counted (facts of the guide: from 5 working days before). */
function countDays(production: string, calendar: Calendar): string[] {
  const before = [5, 4, 3, 2, 1].map((value) =>
    calendar.shift(production, { value, unit: 'working-day', side: 'before' }, 'back'),
  )
  return [...before.map(({ date }) => date), production]
}

function byId(milestones: readonly PlannedMilestone[]): (id: MilestoneId) => PlannedMilestone {
  const known = new Map(milestones.map((milestone) => [milestone.id, milestone]))
  return (id) => {
    const milestone = known.get(id)
    if (!milestone)
      throw new Error(`The timing policy has no milestone ${id}; it needs all of ${MILESTONES.join(', ')}.`)
    return milestone
  }
}
