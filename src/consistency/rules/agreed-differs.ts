import type { Anchor } from '../../model/guide.ts'
import { isAgreed, isPlanAgreed, milestoneIn, type Plan, type Reason } from '../../model/plan.ts'
import type { TimingPolicy } from '../../model/policy.ts'
import { type ConsistencyRule, tasksById } from '../pack.ts'

/** Whether the day that something hangs on is agreed. */
function isAnchorAgreed(anchor: Anchor, plan: Plan, policy: TimingPolicy): boolean {
  if ('milestone' in anchor) return isAgreed(milestoneIn(plan.milestones, anchor.milestone))
  const phase = 'phase' in anchor ? policy.phases.find(({ id }) => id === anchor.phase) : undefined
  return phase === undefined || !('phase' in anchor) ? true : isAnchorAgreed(phase[anchor.edge].anchor, plan, policy)
}

function isReasonAgreed(reason: Reason | null, plan: Plan, policy: TimingPolicy): boolean {
  if (reason === null || reason.kind === 'set') return true
  if (reason.kind === 'phase-end') return isAnchorAgreed({ phase: reason.phase, edge: 'end' }, plan, policy)
  return 'anchor' in reason ? isAnchorAgreed(reason.anchor, plan, policy) : true
}

/** What nobody has agreed is agreed nowhere: not in the calendar either. */
export const agreedDiffers: ConsistencyRule = {
  id: 'agreed-differs',
  severity: 'warning',
  title: 'A calendar that shows proposed days as agreed',
  why: 'People keep days free, and tell others of them, that nobody has agreed.',
  fix: 'Mark an entry as tentative as long as the day that it is counted from is proposed.',
  *find({ plan, policy, events }) {
    // Every day hangs on these two: once both are agreed, the others are worked out of agreed days.
    if (isPlanAgreed(plan)) return
    const tasks = tasksById(plan)
    const wrong = events.filter(({ uid, agreed }) => {
      if (!agreed) return false
      const [, kind, ...rest] = uid.split('@')[0]?.split('.') ?? []
      const [id = ''] = rest
      if (kind === 'task') return !isReasonAgreed(tasks.get(id)?.reason ?? null, plan, policy)
      const day = plan.patientDates.find((one) => one.id === id)
      return day !== undefined && !isReasonAgreed(day.reason, plan, policy)
    })
    const [first] = wrong
    if (first !== undefined) yield { values: { entries: wrong.length, example: first.summary } }
  },
}
