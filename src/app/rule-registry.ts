/**
 * Every rule, each once: what `explain` says, and what the reports say of the rules whose findings they show.
 *
 * A rule is defined beside its code (about a whole guide: `guide/rules/`, about dates: `plan/date-rules.ts` and
 * `plan/dated-facts.ts`, about a pack and itself: `consistency/rules/`), or in a table of `model/rules/` where its finding is
 * made in the course of something else.
 *
 * @module
 */
import { BUILT_IN_GUIDE } from '../base/files.ts'
import { GUIDE_RULES } from '../guide/check-guide.ts'
import { parseClashes } from '../guide/guide-tables.ts'
import { LETTER_QUESTIONS, QUESTIONS } from '../inspect/questions.ts'
import { readBuiltInData } from '../guide/read-guide.ts'
import { asError, RULES, type Rule } from '../model/rules.ts'
import { CONSISTENCY_RULES } from '../consistency/check-pack.ts'
import { DATE_RULES } from '../plan/date-rules.ts'

/** @param own rules besides the built-in ones */
export const rulesWith = (own: readonly Rule[]): readonly Rule[] =>
  onceEach([...GUIDE_RULES, ...own, ...Object.values(RULES), ...DATE_RULES, ...CONSISTENCY_RULES])

export const ALL_RULES: readonly Rule[] = rulesWith([])

/** What `explain` knows besides: what finished documents and letters are asked, and the clashes of a wave. */
export async function explainedRules(): Promise<readonly Rule[]> {
  const asRule =
    (fix: string) =>
    ([id, why]: readonly [string, string]): Rule =>
      asError({ id, title: inWords(id), why, fix })
  return onceEach([
    ...Object.entries(LETTER_QUESTIONS).map(
      asRule('Change the letter where the message says, and judge it again with practice-packs letters check.'),
    ),
    ...Object.entries(QUESTIONS).map(
      asRule(
        'Change the document where the message says, and judge it again with practice-packs verify. Of a file that practice-packs made and nobody changed, report it.',
      ),
    ),
    ...parseClashes(await readBuiltInData(BUILT_IN_GUIDE)).map(({ id, severity, title, advice, says }) => ({
      id,
      severity,
      title: title ?? inWords(id),
      why: 'Practices that move at the same time need the same people, or leave too few of them.',
      fix: advice ?? says,
    })),
    ...ALL_RULES,
  ])
}

/** `heading-skipped` → `Heading skipped`. */
const inWords = (id: string): string => `${id.slice(0, 1).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`

/** The words alone. A rule that the check of a guide and a plan both report is there twice. */
function onceEach(rules: readonly Rule[]): Rule[] {
  const byId = new Map(rules.map(({ id, severity, title, why, fix }) => [id, { id, severity, title, why, fix }]))
  return [...byId.values()]
}
