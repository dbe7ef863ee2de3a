/**
 * Slack: the latest day (the plan's own) less the earliest (TIMING, "Every deadline"). The earliest days are counted
 * forward from today or from the last milestone that is done, with the same lead times as the policy counts backwards.
 *
 * @module
 */
import type { MilestoneId } from '../model/guide.ts'
import type { PlannedMilestone } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Calendar } from './calendar.ts'
import type { DatedMilestone } from './milestones.ts'

/** A lead time of the policy, read forwards: `to` comes at least `value` `unit`s after `from`. */
interface Lead {
  readonly from: MilestoneId
  readonly to: MilestoneId
  readonly value: number
  readonly unit: 'working-day' | 'day' | 'week' | 'month'
}

/** Every "n units before/after X" between two milestones, turned to point forwards in time. */
function leadsOf(policy: TimingPolicy): Lead[] {
  return policy.milestones.flatMap(({ id, day }) => {
    // Go-live is its own anchor: it waits for nothing of its own.
    if (day.kind !== 'rule' || !('milestone' in day.rule.anchor) || day.rule.anchor.milestone === id) return []
    const { value, unit, side } = day.rule.offset ?? { value: 0, unit: 'day' as const, side: 'after' as const }
    const other = day.rule.anchor.milestone
    return side === 'before' ? [{ from: id, to: other, value, unit }] : [{ from: other, to: id, value, unit }]
  })
}

export function withSlack(
  milestones: readonly DatedMilestone[],
  policy: TimingPolicy,
  calendar: Calendar,
  asOf: string,
): PlannedMilestone[] {
  const leads = leadsOf(policy)
  const done = milestones.filter((milestone) => milestone.status === 'done').map((milestone) => milestone.date)
  const start = [asOf, ...done].sort().at(-1) ?? asOf
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]))

  const remembered = new Map<MilestoneId, string>()
  const earliest = (id: MilestoneId): string => {
    const known = remembered.get(id)
    if (known !== undefined) return known
    const milestone = byId.get(id)
    const waits = leads.filter((lead) => lead.to === id)
    const day =
      milestone?.status === 'done'
        ? milestone.date
        : waits
            .map(({ from, value, unit }) => calendar.shift(earliest(from), { value, unit, side: 'after' }, 'on').date)
            .concat(calendar.shift(start, undefined, 'on').date)
            .sort()
            .at(-1)
    const found = day ?? start
    remembered.set(id, found)
    return found
  }

  // The policy lists an anchor before what hangs on it, so one pass finds everything counted back from go-live.
  const moves = new Set<MilestoneId>(['go-live'])
  for (const { id, day } of policy.milestones) {
    const counted = day.kind === 'rule' && day.rule.offset?.side === 'before' ? day.rule.anchor : null
    if (counted && 'milestone' in counted && moves.has(counted.milestone)) moves.add(id)
  }
  return milestones.map((milestone) => ({
    ...milestone,
    slackDays: milestone.status === 'done' ? null : calendar.daysBetween(earliest(milestone.id), milestone.date),
    movesGoLive: moves.has(milestone.id),
  }))
}
