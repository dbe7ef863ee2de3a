import type { DateRule } from './rule.ts'

/** Where sources contradict each other the plan shows both, once each. */
export const sourcesDisagree: DateRule = function* ({ policy }) {
  for (const { id, title, place } of policy.disagreements)
    yield { rule: 'sources-disagree', severity: 'note', values: { id, title }, milestones: [], place }
}
