import { excerpt, type Rule } from '../../rule.ts'
import { elementsIn, childAt } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { headingLevel, value, wordsOf } from '../word-text.ts'

export const headingWithoutLevel: Rule<DocxSubject> = {
  id: 'heading-without-level',
  why: 'A heading that only looks like one is missing from the navigation pane and from exported PDFs.',
  *check(subject) {
    for (const paragraph of elementsIn(subject.body, 'w:p')) {
      const style = value(childAt(paragraph, 'w:pPr', 'w:pStyle')) ?? ''
      if (/^Heading\s?\d/i.test(style) && headingLevel(subject, paragraph) === null)
        yield { message: `Heading “${excerpt(wordsOf(paragraph))}” has no outline level (style \`${style}\`)` }
    }
  },
}
