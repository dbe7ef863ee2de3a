/**
 * What the guide's data say for a time only.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Place } from './finding.ts'

/** The days on which something that the guide's data say holds, both included; at least one is there. */
export interface Validity {
  readonly from: IsoDay | null
  readonly until: IsoDay | null
  readonly place: Place
}

/** An entry of another file, which may have such days too. */
export interface MaybeDated {
  readonly valid?: Validity
}

/** An entry of `guide/dated-facts.yaml`. */
export interface DatedFact {
  readonly id: string
  readonly fact: string
  /** What to do when a plan reaches beyond it. */
  readonly advice: string
  /** Id of the last milestone for which it matters; null: all of them. */
  readonly mattersUntil: string | null
  /** Ids of systems: only practices that leave or join one are told. Empty: all. */
  readonly systems: readonly string[]
  readonly valid: Validity
}
