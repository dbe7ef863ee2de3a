import { findTerms, type TermFound } from '../../markdown/find-terms.ts'
import { SourceText } from '../../markdown/source-text.ts'
import type { Term } from '../../model/sources.ts'
import type { GuideRule } from '../guide-rule.ts'

/** How many line numbers a message lists. */
const LINES_NAMED = 6

export const outdatedTerm: GuideRule = {
  id: 'outdated-term',
  severity: 'warning',
  title: 'A term from an older edition',
  why: 'Readers look for an organisation or system under a name that it no longer has, and do not find it.',
  fix: 'Use the current words; `practice-packs publish --fix-terms` writes the safe changes as a patch.',
  *check({ pages, terms }) {
    for (const page of pages) {
      const found = findTerms(page.text, terms)
      if (found.length === 0) continue
      const source = new SourceText(page.file, page.text)
      for (const [term, hits] of byTerm(found)) {
        const [first] = hits
        if (first === undefined) continue
        const lines = [...new Set(hits.map(({ from }) => source.lineAt(from)))]
        const more = lines.length > LINES_NAMED ? ` and ${lines.length - LINES_NAMED} more` : ''
        const where = lines.length === 1 ? '' : ` (lines ${lines.slice(0, LINES_NAMED).join(', ')}${more})`
        const written = [...new Set(hits.map((hit) => `\`${hit.written}\``))].join(', ')
        yield {
          message: `Unexpected ${written}${where}, expected \`${term.now}\`. ${term.because}`,
          place: source.place(first.to - first.written.length),
        }
      }
    }
  },
}

function byTerm(found: readonly TermFound[]): Map<Term, TermFound[]> {
  const groups = new Map<Term, TermFound[]>()
  for (const hit of found) groups.set(hit.term, [...(groups.get(hit.term) ?? []), hit])
  return groups
}
