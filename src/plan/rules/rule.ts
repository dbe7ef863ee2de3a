/**
 * What a rule about dates gets to look at, and what it says.
 *
 * To add a rule: a file beside this one, and a line in `index.ts`; its words in `templates/words.yaml`.
 *
 * @module
 */
import type { MilestoneId, Guide } from '../../model/guide.ts'
import type { PlanFinding, PlannedMilestone, SlaClock } from '../../model/plan.ts'
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
  readonly asOf: string
  readonly milestone: (id: MilestoneId) => PlannedMilestone
}

export type DateRule = (dates: Dates) => Iterable<PlanFinding>
