/**
 * The type of a rule about a guide: its texts, and a function that finds where the guide breaks it.
 *
 * To add one: a file in `rules/` named after its id, a line in `check-guide.ts`, and a folder in `test/bad/`.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Place } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { Disagreement } from '../model/policy.ts'
import type { Rule } from '../model/rules.ts'
import type { SourceFile, Terms } from '../model/sources.ts'

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

export interface GuideRule extends Rule {
  /** Each place that breaks the rule: what is wrong there and what to do, in whole sentences. */
  check(inputs: CheckInputs): Iterable<{ readonly message: string; readonly place: Place }>
}
