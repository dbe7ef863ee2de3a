/**
 * Clinical systems by name: what is known about moving to or from each, and what has to be asked.
 *
 * @module
 */
import type { MaybeDated } from './dated-fact.ts'

/** Nobody's guess: what no source says has to be asked of the supplier. */
export const KNOWN_OR_ASK = ['yes', 'no', 'to-confirm'] as const
type KnownOrAsk = (typeof KNOWN_OR_ASK)[number]

/** What a source says about moving to or from a system. */
interface SystemNote {
  readonly says: string
  /** As it can be put to the supplier, who alone knows; null where nothing is open. */
  readonly ask: string | null
  /** Id of the condition without which it is not said; null: said to every practice. */
  readonly condition: string | null
  /** Ids in `sources.yaml`. */
  readonly sources: readonly string[]
}

/** A clinical system of `guide/systems.yaml`. */
export interface SystemInfo extends MaybeDated {
  readonly id: string
  readonly name: string
  readonly also: readonly string[]
  readonly supplier: string
  readonly patientApps: readonly string[]
  readonly weekendCutover: KnownOrAsk
  /** Whether a move to or from it changes the practice's MESH address. */
  readonly meshChange: KnownOrAsk
  /** What does not come across from it, as a sentence; null where no source says. */
  readonly notMigrating: string | null
  readonly notes: readonly SystemNote[]
  /** Ids in `sources.yaml` for all but the notes. */
  readonly sources: readonly string[]
}
