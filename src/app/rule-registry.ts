/**
 * Every rule, each once: what `explain` says, and what the reports say of the rules whose findings they show.
 *
 * A rule is defined beside its code (about a whole guide: `guide/rules/`, about dates: `plan/date-rules.ts` and
 * `plan/dated-facts.ts`, about a pack and itself: `consistency/rules/`), or in a table of `model/rules/` where its finding is
 * made in the course of something else.
 *
 * @module
 */
import { GUIDE_RULES } from '../guide/check-guide.ts'
import { RULES, type Rule } from '../model/rules.ts'
import { CONSISTENCY_RULES } from '../consistency/check-pack.ts'
import { DATE_RULES } from '../plan/date-rules.ts'

/** @param own rules besides the built-in ones */
export const rulesWith = (own: readonly Rule[]): readonly Rule[] =>
  onceEach([...GUIDE_RULES, ...own, ...Object.values(RULES), ...DATE_RULES, ...CONSISTENCY_RULES])

export const ALL_RULES: readonly Rule[] = rulesWith([])

/** The words alone. A rule that the check of a guide and a plan both report is there twice. */
function onceEach(rules: readonly Rule[]): Rule[] {
  const byId = new Map(rules.map(({ id, severity, title, why, fix }) => [id, { id, severity, title, why, fix }]))
  return [...byId.values()]
}
