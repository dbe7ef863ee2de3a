/**
 * What version control knows of a guide.
 *
 * @module
 */

/** Who last touched a line, and when. */
export interface Origin {
  /** Full name of the commit. */
  readonly revision: string
  readonly author: string
  /** The author's own day, `YYYY-MM-DD`. */
  readonly date: string
}

/** How many markers the guide had at one commit. */
export interface HistoryPoint {
  readonly revision: string
  readonly date: string
  readonly gaps: number
  readonly uplifts: number
}
