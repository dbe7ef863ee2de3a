/**
 * Agreed: a person set the day and confirmed it. A status without a day confirms nothing: the day that the policy works
 * out moves when go-live or the policy does.
 *
 * @module
 */
import type { PlannedMilestone } from '../model/plan.ts'

export const isAgreed = ({ status, fixed }: PlannedMilestone): boolean => status !== 'proposed' && fixed
