/**
 * What comes before what, whatever the dates: each pair, and whether both may fall on one day.
 *
 * @module
 */
import type { MilestoneId } from '../model/guide.ts'

export const ORDER_OF_MILESTONES: readonly (readonly [MilestoneId, '≤' | '<', MilestoneId])[] = [
  ['order', '≤', 'kick-off'],
  ['kick-off', '≤', 'technical-survey'],
  ['order', '≤', 'extract-request'],
  ['extract-request', '≤', 'initial-data-production'],
  ['initial-data-production', '≤', 'data-sign-off'],
  ['data-sign-off', '≤', 'links-off'],
  ['links-off', '≤', 'final-data-production'],
  ['final-data-production', '<', 'go-live'],
  ['go-live', '≤', 'links-on'],
  ['links-on', '≤', 'process-review'],
  ['cutover-planning-meeting', '≤', 'links-off'],
  ['training', '<', 'go-live'],
  ['go-live', '≤', 'old-system-access-ends'],
]
