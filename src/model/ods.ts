/**
 * What the national file of practices (epraccur) says, one entry for each organisation.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'

export interface OdsPractice {
  readonly ods: string
  /** As in the file: usually all capitals. */
  readonly name: string
  /** Lines that say something, in order. */
  readonly address: readonly string[]
  readonly postcode: string
  readonly phone: string
  readonly status: 'active' | 'closed' | 'dormant' | 'proposed'
  /** Null while it is open. */
  readonly closed: IsoDay | null
  /** False: a walk-in centre, a clinic, a prison service or another prescriber. */
  readonly isGpPractice: boolean
  /** Code of the commissioner: a sub-ICB or former CCG, not always a current integrated care board. */
  readonly commissioner: string
}

export interface OdsRegister {
  readonly file: string
  /** Newest date in the file: it is at least as old as this says. Null where no entry has a date. */
  readonly newest: IsoDay | null
  readonly practices: ReadonlyMap<string, OdsPractice>
}
