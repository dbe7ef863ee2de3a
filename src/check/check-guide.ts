/**
 * Check: a guide in, what its editors should look at out, beyond what parsing could not help noticing.
 *
 * Runs the table of rules. Pure: no disk, no clock; the day comes in.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { CheckInputs } from './rule.ts'
import { RULES } from './rules/index.ts'

/** In the order of the table, and within a rule in the order of the guide. */
export function checkGuide(inputs: CheckInputs): Finding[] {
  return RULES.flatMap((rule) =>
    [...rule.check(inputs)].map(({ message, place, severity = rule.severity }) => ({
      rule: rule.id,
      severity,
      message,
      place,
    })),
  )
}
