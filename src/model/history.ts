/**
 * What version control knows of a guide.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'

/** Who last touched a line, and when. */
export interface Origin {
  /** Full name of the commit. */
  readonly revision: string
  readonly author: string
  /** The author's own day. */
  readonly date: IsoDay
}

/** How many markers the guide had at one commit. */
export interface HistoryPoint {
  readonly revision: string
  readonly date: IsoDay
  readonly gaps: number
  readonly uplifts: number
}
