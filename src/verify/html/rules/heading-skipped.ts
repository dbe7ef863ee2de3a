import { headingFaults } from '../../heading-faults.ts'
import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import { wordsOf, type HtmlSubject } from '../html-subject.ts'

export const headingSkipped: Rule<HtmlSubject> = {
  id: 'heading-skipped',
  why: 'Many people who cannot see move by heading levels; a level left out looks like a part left out.',
  *check({ root }) {
    const headings = [...elementsIn(root, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')]
    yield* headingFaults(headings.map((heading) => ({ level: Number(heading.name.slice(1)), words: wordsOf(heading) })))
  },
}
