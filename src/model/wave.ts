/**
 * A wave: practices that move in the same months, and where they get in each other's way.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Severity } from './finding.ts'
import type { MilestoneId } from './guide.ts'
import type { TextColumn } from './practice.ts'

/** A rule of `clashes.yaml`. */
export type ClashRule = {
  readonly id: string
  readonly most: number
  readonly severity: Exclude<Severity, 'error'>
  readonly says: string
} & (
  | { readonly kind: 'same'; readonly column: TextColumn; readonly from: MilestoneId; readonly until: MilestoneId }
  | { readonly kind: 'per-week'; readonly of: MilestoneId }
  /** Cutovers in a period of `busy-periods.yaml`, as the plans found them. */
  | { readonly kind: 'busy-period' }
)

export interface Clash {
  readonly rule: ClashRule
  /** What is shared, or the name of the period; null where a week has too many. */
  readonly value: string | null
  /** ODS codes, in the order of their days. */
  readonly practices: readonly string[]
  /** First and last day on which they clash. */
  readonly from: IsoDay
  readonly until: IsoDay
}
