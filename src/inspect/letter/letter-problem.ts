/**
 * What is wrong with a letter for its printer.
 *
 * @module
 */
import type { Severity } from '../../model/finding.ts'

export interface LetterProblem {
  readonly rule: string
  readonly severity: Severity
  /** From 1; null: the file as a whole. */
  readonly page: number | null
  /** Name of the zone, as a person finds it on paper. */
  readonly zone: string | null
  /** What stands there: words, or `a line`, `a picture`. */
  readonly what: string | null
  readonly message: string
}
