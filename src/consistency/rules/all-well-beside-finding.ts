import { type ConsistencyRule, phrasesOf } from '../pack.ts'
import { patternOf, statementsOf } from '../printed.ts'

/** A page does not say that no date breaks a rule, and name one that does. */
export const allWellBesideFinding: ConsistencyRule = {
  id: 'all-well-beside-finding',
  severity: 'warning',
  title: 'A page that says all is well, beside a finding',
  why: 'Readers believe the first sentence and miss the limit that is passed.',
  fix: 'Print the sentence only where there is no finding at all.',
  *find({ plan, words, documents }) {
    const [finding] = plan.findings.filter(({ rule }) => rule !== 'sources-disagree' && rule !== 'busy-period')
    if (finding === undefined) return
    const well = new RegExp(phrasesOf(words)('all-well').map(patternOf).join('|'), 'i')
    for (const document of documents) {
      const says = statementsOf(document).find((text) => well.test(text))
      if (says !== undefined) yield { values: { document: document.title, says, finding: finding.rule } }
    }
  },
}
