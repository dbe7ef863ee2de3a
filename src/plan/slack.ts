/**
 * Slack: the latest day (the plan's own) minus the earliest. The earliest days are counted forward from today or from the
 * last milestone that is done, with the same lead times as the policy counts backwards.
 *
 * @module
 */
import { daysBetween, earliestOf, type IsoDay, latestOf } from '../base/day.ts'
import type { MilestoneId } from '../model/guide.ts'
import { milestoneIn, type PlannedMilestone } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Calendar } from './calendar.ts'
import { type DatedMilestone, ORDER_OF_MILESTONES } from './milestones.ts'

/** A lead time of the policy, read forwards: `to` comes at least `value` `unit`s after `from`. */
interface Lead {
  readonly from: MilestoneId
  readonly to: MilestoneId
  readonly value: number
  readonly unit: 'working-day' | 'day' | 'week' | 'month'
}

/** Every "n units before/after X" between two milestones, as forward lead times. */
function leadsOf(policy: TimingPolicy, milestones: readonly DatedMilestone[]): Lead[] {
  const counted = policy.milestones.flatMap(({ id, day, end }): Lead[] => {
    // A period such as training can be shortened, so it delays nothing. The cutover is as long as in this plan.
    if (end !== null || id === 'final-data-production') return []
    // Go-live is its own anchor, so it waits for nothing.
    if (day.kind !== 'rule' || !('milestone' in day.rule.anchor) || day.rule.anchor.milestone === id) return []
    const { value, unit, side } = day.rule.offset ?? { value: 0, unit: 'day' as const, side: 'after' as const }
    const other = day.rule.anchor.milestone
    return side === 'before' ? [{ from: id, to: other, value, unit }] : [{ from: other, to: id, value, unit }]
  })
  const ordered = ORDER_OF_MILESTONES.map(([from, sign, to]): Lead => ({
    from,
    to,
    value: sign === '<' ? 1 : 0,
    unit: 'day',
  }))
  const date = (id: MilestoneId): IsoDay => milestoneIn(milestones, id).date
  const production = date('final-data-production')
  const goLive = date('go-live')
  const cutover: Lead[] =
    production < goLive
      ? [{ from: 'final-data-production', to: 'go-live', value: daysBetween(production, goLive), unit: 'day' }]
      : []
  return [...counted, ...ordered, ...cutover]
}

export function withSlack(
  milestones: readonly DatedMilestone[],
  policy: TimingPolicy,
  calendar: Calendar,
  asOf: IsoDay,
): PlannedMilestone[] {
  const leads = leadsOf(policy, milestones)
  const done = milestones.filter((milestone) => milestone.status === 'done').map((milestone) => milestone.date)
  // A milestone marked as done but with a future date has been done already, so it delays nothing.
  const lastDone = latestOf(done.filter((date) => date <= asOf))
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]))

  const remembered = new Map<MilestoneId, IsoDay>()
  const earliest = (id: MilestoneId): IsoDay => {
    const known = remembered.get(id)
    if (known !== undefined) return known
    const milestone = byId.get(id)
    const waits = leads.filter((lead) => lead.to === id)
    const day =
      milestone?.status === 'done'
        ? earliestOf([milestone.date, asOf])
        : latestOf([
            ...waits.map(
              ({ from, value, unit }) => calendar.shift(earliest(from), { value, unit, side: 'after' }, 'on').date,
            ),
            calendar.shift(asOf, undefined, 'on').date,
          ])
    const found = day ?? asOf
    remembered.set(id, found)
    return found
  }

  // The policy lists an anchor before what depends on it, so one pass finds everything counted back from go-live.
  const moves = new Set<MilestoneId>(['go-live'])
  for (const { id, day, end } of policy.milestones) {
    const counted = end === null && day.kind === 'rule' && day.rule.offset?.side === 'before' ? day.rule.anchor : null
    if (counted && 'milestone' in counted && moves.has(counted.milestone)) moves.add(id)
  }
  return milestones.map((milestone) => ({
    ...milestone,
    slackDays:
      milestone.status === 'done' || (lastDone !== undefined && milestone.date <= lastDone)
        ? null
        : daysBetween(earliest(milestone.id), milestone.date),
    movesGoLive: moves.has(milestone.id),
  }))
}
