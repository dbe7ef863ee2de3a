/**
 * The days of one plan as they become known: milestones and phases, by name, and how a rule's day is found from them.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Anchor, MilestoneId, PolicyPhaseId, TimingRule } from '../model/guide.ts'
import type { Reason } from '../model/plan.ts'
import type { Calendar } from './calendar.ts'
import { policyMistake } from './policy-mistake.ts'

export interface Days {
  readonly milestones: Map<MilestoneId, { readonly date: IsoDay; readonly end: IsoDay | null }>
  readonly phases: Map<PolicyPhaseId, { readonly start: IsoDay; readonly end: IsoDay }>
}

/** @throws UserError 2 when the policy's order is wrong: an anchor must be known before what hangs on it */
export function anchorDate(anchor: Anchor, days: Days): IsoDay {
  if ('phase' in anchor) {
    const phase = days.phases.get(anchor.phase)
    if (!phase) throw policyMistake(`something hangs on the phase ${anchor.phase}, which comes after it`)
    return phase[anchor.edge]
  }
  const milestone = days.milestones.get(anchor.milestone)
  if (!milestone) throw policyMistake(`something hangs on the milestone ${anchor.milestone}, which comes after it`)
  return 'edge' in anchor ? (milestone.end ?? milestone.date) : milestone.date
}

/** Works out a rule's day, and says how. */
export function dayOf(
  rule: TimingRule,
  days: Days,
  calendar: Calendar,
  source: string,
): { readonly date: IsoDay; readonly reason: Reason } {
  const from = anchorDate(rule.anchor, days)
  const { date, counted, holidays } = calendar.shift(from, rule.offset, rule.landing)
  const moved = { anchor: rule.anchor, anchorDate: from, counted, landing: rule.landing, holidays, source }
  return {
    date,
    reason: rule.offset ? { kind: 'offset', ...rule.offset, ...moved } : { kind: 'same', ...moved },
  }
}
