/**
 * Entries of the YAML files beside a guide that pages and plans name by their ids.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Place } from './finding.ts'

/** A yes/no question of `guide/conditions.yaml`. The id is also the name of its column. */
export interface ConditionInfo {
  readonly id: string
  readonly name: string
  /** Asked of the practice, in the spreadsheet and the wizard. */
  readonly question: string
  /** What the answer yes brings into the pack. */
  readonly switchesOn: string
}

/** An entry of `guide/dmi.yaml`. */
export interface DmiInfo {
  readonly code: string
  readonly title: string
  readonly requires: string
  readonly level: 'MUST' | 'MAY' | 'unknown'
  readonly appliesTo: string
  readonly source: string
}

/** An entry of `guide/withdrawn-tasks.yaml`: an id that paper out there may still name. */
export interface WithdrawnTask {
  readonly id: string
  readonly since: IsoDay
  readonly reason: string
  /** The id that the same task has now; null where it is gone. */
  readonly renamedTo: string | null
  readonly place: Place
}
