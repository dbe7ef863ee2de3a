/**
 * Where a day stands on a timeline: a number from 0 (start of its first day) to 1 (end of its last).
 *
 * @module
 */
import { dayNumber, type IsoDay } from '../base/day.ts'
import type { Timeline } from './document.ts'

export interface TimelineScale {
  /** Start of the day. */
  start(date: IsoDay): number
  /** End of the day. */
  end(date: IsoDay): number
  /** The middle of the day. */
  middle(date: IsoDay): number
}

/** Days outside the scale stand at its edge. */
export function timelineScale({ periods, to }: Pick<Timeline, 'periods' | 'to'>): TimelineScale {
  const first = dayNumber(periods[0]?.from ?? to)
  const days = Math.max(1, dayNumber(to) + 1 - first)
  const at = (day: number): number => Math.min(1, Math.max(0, (day - first) / days))
  return {
    start: (date) => at(dayNumber(date)),
    end: (date) => at(dayNumber(date) + 1),
    middle: (date) => at(dayNumber(date) + 0.5),
  }
}
