/**
 * The same practice with another date: for "what if" and for dates that would do. Proposed, since nobody has agreed it.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { MilestoneId } from '../model/guide.ts'
import type { Practice } from '../model/practice.ts'

export function withDate(practice: Practice, id: MilestoneId, date: IsoDay): Practice {
  const cell = practice.fixed[id]?.cell ?? { row: practice.row }
  const fixed = { ...practice.fixed, [id]: { date, status: 'proposed' as const, cell } }
  return id === 'go-live' ? { ...practice, goLive: date, fixed } : { ...practice, fixed }
}
