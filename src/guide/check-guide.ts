/**
 * Check: runs the rules of `rules/` over a parsed guide. What parsing finds itself is not repeated here.
 *
 * Pure: no disk, no clock; today's date is an input.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingBy } from '../model/rules.ts'
import type { CheckInputs, GuideRule } from './guide-rule.ts'
import { duplicateAddress } from './rules/duplicate-address.ts'
import { emptyTable } from './rules/empty-table.ts'
import { headingLevelSkipped } from './rules/heading-level-skipped.ts'
import { hiddenSla } from './rules/hidden-sla.ts'
import { longSentence } from './rules/long-sentence.ts'
import { markerOverdue } from './rules/marker-overdue.ts'
import { outdatedTerm } from './rules/outdated-term.ts'
import { phaseWithoutTasks } from './rules/phase-without-tasks.ts'
import { reviewOverdue } from './rules/review-overdue.ts'
import { slaLimitDiffers } from './rules/sla-limit-differs.ts'
import { slaWithoutLimit } from './rules/sla-without-limit.ts'
import { sourcesDisagree } from './rules/sources-disagree.ts'
import { supersededSource } from './rules/superseded-source.ts'
import { taskWithoutOwner } from './rules/task-without-owner.ts'
import { unreachablePage } from './rules/unreachable-page.ts'
import { withdrawnTaskUnfit } from './rules/withdrawn-task-unfit.ts'

/** The rules about a guide, worst first. */
export const GUIDE_RULES: readonly GuideRule[] = [
  taskWithoutOwner,
  phaseWithoutTasks,
  withdrawnTaskUnfit,
  slaWithoutLimit,
  slaLimitDiffers,
  emptyTable,
  hiddenSla,
  duplicateAddress,
  unreachablePage,
  outdatedTerm,
  sourcesDisagree,
  supersededSource,
  markerOverdue,
  reviewOverdue,
  headingLevelSkipped,
  longSentence,
]

/** Findings in the order of the rules, and within a rule in the order of the guide. */
export function checkGuide(inputs: CheckInputs, rules: readonly GuideRule[] = GUIDE_RULES): Finding[] {
  return rules.flatMap((rule) =>
    Array.from(rule.check(inputs), ({ message, place }) => findingBy(rule, message, { place })),
  )
}
