/**
 * Agreed: a person set the day and confirmed it. A status without a day confirms nothing: the day that the policy works
 * out moves when go-live or the policy does.
 *
 * @module
 */
import type { Plan, PlannedMilestone } from '../model/plan.ts'

export const isAgreed = ({ status, fixed }: PlannedMilestone): boolean => status !== 'proposed' && fixed

/** Every day of a plan hangs on these two: while one is open, none may look agreed. */
const DECIDING: readonly PlannedMilestone['id'][] = ['final-data-production', 'go-live']

export const isPlanAgreed = ({ milestones }: Pick<Plan, 'milestones'>): boolean =>
  milestones.filter(({ id }) => DECIDING.includes(id)).every(isAgreed)
