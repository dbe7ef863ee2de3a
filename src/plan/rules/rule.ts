/**
 * What a rule about dates gets to look at, and what it says.
 *
 * To add a rule: a file beside this one, and a line in `index.ts`; its words in `templates/words.yaml`.
 *
 * @module
 */
import type { IsoDay } from '../../base/day.ts'
import type { MilestoneId, Guide } from '../../model/guide.ts'
import type { PlanFinding, PlannedMilestone, SlaClock } from '../../model/plan.ts'
import type { Place } from '../../model/finding.ts'
import type { TimingPolicy } from '../../model/policy.ts'
import type { Practice } from '../../model/practice.ts'
import type { Calendar } from '../calendar.ts'

export interface Dates {
  readonly guide: Guide
  readonly practice: Practice
  readonly policy: TimingPolicy
  readonly calendar: Calendar
  readonly milestones: readonly PlannedMilestone[]
  readonly slaClocks: readonly SlaClock[]
  readonly asOf: IsoDay
  readonly milestone: (id: MilestoneId) => PlannedMilestone
  /** Where the policy says a milestone's rule. */
  readonly place: (id: MilestoneId) => Place | null
  /**
   * Whether the plan with these dates set has no finding of the rule any more, and no error or warning that it does not
   * have now: only then may a date be said to do.
   */
  readonly cures: (rule: string, changes: Readonly<Partial<Record<MilestoneId, IsoDay>>>) => boolean
}

export type DateRule = (dates: Dates) => Iterable<PlanFinding>
