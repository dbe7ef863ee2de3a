/**
 * Whether patients could still order by the day the row gives: a letter that names a day after final data production
 * would send them to a system that no longer takes orders.
 *
 * @module
 */
import { dayOfMilestone, type Plan } from '../model/plan.ts'

export const orderInTime = (plan: Plan): boolean =>
  plan.practice.repeatOrderBy === null || plan.practice.repeatOrderBy < dayOfMilestone(plan, 'final-data-production')
