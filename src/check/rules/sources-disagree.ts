import type { Rule } from '../rule.ts'

export const sourcesDisagree: Rule = {
  id: 'sources-disagree',
  severity: 'note',
  title: 'Sources that contradict each other',
  why: 'A reader who knows one source takes the other for a mistake; each pack shows both, with what its plan does.',
  mend: 'Ask the owners of the sources which holds. Until they answer, keep both.',
  *check({ disagreements }) {
    for (const { title, says, place } of disagreements) {
      const each = says.map(({ source, words }) => `${source} says “${words}”`).join('; ')
      yield { message: `Sources disagree. ${title}: ${each}.`, place }
    }
  },
}
