/**
 * A timing policy that cannot be followed: what its author wrote, so it is said with words.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'

/** @param what a clause about the policy, such as `it has no milestone go-live` */
export const policyMistake = (what: string): UserError =>
  new UserError(
    2,
    `The timing policy cannot be used: ${what}.`,
    'Mend `timing.yaml` in the guide, or leave it out: then the policy that ships is used.',
  )
