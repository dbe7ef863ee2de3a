/**
 * What a rule is: data that says why it matters, and one function that finds what is wrong.
 *
 * To add one: a file in `rules/` named after its id, a line in `rules/index.ts`, and a folder in `test/bad/`.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Place, Severity } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { Disagreement } from '../model/policy.ts'
import type { RuleInfo } from '../model/rule.ts'
import type { SourceFile } from '../model/sources.ts'
import type { Terms } from '../model/terms.ts'

export interface CheckInputs {
  readonly guide: Guide
  /** The pages as on disk. */
  readonly pages: readonly SourceFile[]
  readonly terms: Terms
  /** Places where the guide's sources contradict each other. */
  readonly disagreements: readonly Pick<Disagreement, 'title' | 'says' | 'place'>[]
  /** Today. */
  readonly asOf: IsoDay
}

export interface Found {
  readonly message: string
  readonly place: Place
  /** Where one case is worse or milder than the rule's usual one. */
  readonly severity?: Severity
}

export interface Rule extends RuleInfo {
  check(inputs: CheckInputs): Iterable<Found>
}
