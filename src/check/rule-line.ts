import type { RuleInfo } from '../model/rule.ts'

/** A rule as one line of a table. */
export const rule = (
  id: string,
  severity: RuleInfo['severity'],
  title: string,
  why: string,
  mend: string,
): RuleInfo => ({
  id,
  severity,
  title,
  why,
  mend,
})
