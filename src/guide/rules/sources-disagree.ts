import { RULES } from '../../model/rules.ts'
import type { GuideRule } from '../guide-rule.ts'

export const sourcesDisagree: GuideRule = {
  // Each plan reports it too.
  ...RULES['sources-disagree'],
  *check({ disagreements }) {
    for (const { title, says, place } of disagreements) {
      const each = says.map(({ source, words }) => `${source} says “${words}”`).join('; ')
      yield { message: `Sources disagree. ${title}: ${each}.`, place }
    }
  },
}
