/**
 * The table of rules, worst first. Those that parsing itself finds are explained in `../found-in-parsing.ts`.
 *
 * @module
 */
import type { Rule } from '../rule.ts'
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

export const RULES: readonly Rule[] = [
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
