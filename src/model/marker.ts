/**
 * The marks that editors leave in the comments of a guide, and what only looks like one.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Place } from './finding.ts'

export type MarkerKind = 'GAP' | 'UPLIFT'

export interface Marker {
  readonly kind: MarkerKind
  readonly text: string
  readonly place: Place
  /** Headings above it, outermost first. */
  readonly headings: readonly string[]
  /** What its comment hides besides the marker's own text; null if nothing. */
  readonly hides: {
    readonly lines: number
    readonly headings: readonly string[]
    readonly items: number
    readonly slas: number
  } | null
  readonly phase: string | null
  /** Whom to ask (`ask:`) and what (`question:`), in our own guide. */
  readonly ask: string | null
  readonly question: string | null
  /** Who sees to it: the id of a role, or a name as written. */
  readonly owner: string | null
  /** By when. */
  readonly due: IsoDay | null
  /** Where it is being discussed: an address, or `#12`. */
  readonly issue: string | null
}

export interface NearMiss {
  /** As written, brackets included. */
  readonly written: string
  readonly place: Place
}
