/**
 * Whether patients could still order by the day the row gives: a letter that names a day after final data production
 * would send them to a system that no longer takes orders.
 *
 * @module
 */
import type { Plan } from '../model/plan.ts'

export function orderInTime({ practice, milestones }: Plan): boolean {
  const production = milestones.find(({ id }) => id === 'final-data-production')?.date ?? practice.goLive
  return practice.repeatOrderBy === null || practice.repeatOrderBy < production
}
