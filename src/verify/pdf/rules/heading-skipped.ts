import { headingFaults } from '../../heading-faults.ts'
import type { Rule } from '../../rule.ts'
import { wordsIn, type PdfSubject } from '../pdf-subject.ts'
import { elementsOf } from '../structure-tree.ts'

export const headingSkipped: Rule<PdfSubject> = {
  id: 'heading-skipped',
  why: 'Many people who cannot see move by heading levels; a level left out looks like a part left out.',
  *check(subject) {
    const headings = elementsOf(subject.tree, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6')
    yield* headingFaults(
      [...headings].map((heading) => ({ level: Number(heading.type.slice(1)), words: wordsIn(subject, heading) })),
    )
  },
}
