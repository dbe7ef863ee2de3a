/**
 * The rules about a whole guide, worst first.
 *
 * @module
 */
import type { GuideRule } from '../guide-rule.ts'
import { duplicateAddress } from './duplicate-address.ts'
import { hiddenSla } from './hidden-sla.ts'
import { longSentence } from './long-sentence.ts'
import { outdatedTerm } from './outdated-term.ts'
import { phaseWithoutTasks } from './phase-without-tasks.ts'
import { reviewOverdue } from './review-overdue.ts'
import { slaWithoutLimit } from './sla-without-limit.ts'
import { sourcesDisagree } from './sources-disagree.ts'
import { supersededSource } from './superseded-source.ts'
import { taskWithoutOwner } from './task-without-owner.ts'
import { unreachablePage } from './unreachable-page.ts'

export const GUIDE_RULES: readonly GuideRule[] = [
  taskWithoutOwner,
  phaseWithoutTasks,
  slaWithoutLimit,
  hiddenSla,
  duplicateAddress,
  unreachablePage,
  outdatedTerm,
  sourcesDisagree,
  supersededSource,
  reviewOverdue,
  longSentence,
]
