/**
 * Check: a guide in, what its editors should look at out, beyond what parsing could not help noticing.
 *
 * Runs the rules of `rules/`. Pure: no disk, no clock; the day comes in.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingBy } from '../model/rules.ts'
import type { CheckInputs, GuideRule } from './guide-rule.ts'
import { GUIDE_RULES } from './rules/index.ts'

/** In the order of the rules, and within a rule in the order of the guide. */
export function checkGuide(inputs: CheckInputs, rules: readonly GuideRule[] = GUIDE_RULES): Finding[] {
  return rules.flatMap((rule) =>
    Array.from(rule.check(inputs), ({ message, place }) => findingBy(rule, message, { place })),
  )
}
