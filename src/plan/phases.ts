/**
 * Phases: the policy's dates, taken over by the phases of the guide in use.
 *
 * @module
 */
import type { Guide } from '../model/guide.ts'
import type { PlannedPhase } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Calendar } from './calendar.ts'
import { dayOf, type Days } from './days.ts'

/** Fills `days.phases` on the way: a phase may start where another ends. */
export function datePhases(guide: Guide, policy: TimingPolicy, calendar: Calendar, days: Days): PlannedPhase[] {
  const reasons = new Map<string, Pick<PlannedPhase, 'startReason' | 'endReason'>>()
  for (const phase of policy.phases) {
    const start = dayOf(phase.start, days, calendar, '')
    const end = dayOf(phase.end, days, calendar, '')
    days.phases.set(phase.id, { start: start.date, end: end.date })
    reasons.set(phase.id, { startReason: start.reason, endReason: end.reason })
  }
  return guide.phases.flatMap(({ id, datesOf }) => {
    const dates = datesOf ? days.phases.get(datesOf) : undefined
    const why = datesOf ? reasons.get(datesOf) : undefined
    return dates && why ? [{ id, ...dates, ...why }] : []
  })
}
