/**
 * What a rule is called, why it matters, and what to do: read by the reports and by `explain`.
 *
 * @module
 */
import type { Severity } from './finding.ts'

export interface RuleInfo {
  /** A noun for the wrong thing, such as `task-without-owner`. */
  readonly id: string
  /** Its usual severity. */
  readonly severity: Severity
  /** What is wrong, as a heading: `A task without an owner`. */
  readonly title: string
  /** Why it matters to a reader, in one or two sentences. */
  readonly why: string
  /** What an editor does about it. */
  readonly mend: string
}
