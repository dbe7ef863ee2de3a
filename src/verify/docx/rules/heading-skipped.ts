import { headingFaults } from '../../heading-faults.ts'
import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { headingLevel, wordsOf } from '../word-text.ts'

export const headingSkipped: Rule<DocxSubject> = {
  id: 'heading-skipped',
  why: 'Many people who cannot see move by heading levels; a level left out looks like a part left out.',
  *check(subject) {
    const paragraphs = [...elementsIn(subject.body, 'w:p')]
    yield* headingFaults(
      paragraphs.flatMap((paragraph) => {
        const level = headingLevel(subject, paragraph)
        return level === null ? [] : [{ level, words: wordsOf(paragraph) }]
      }),
    )
  },
}
