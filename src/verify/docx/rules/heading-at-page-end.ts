import { excerpt, type Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { headingLevel, isOn, paragraphProperty, wordsOf } from '../word-text.ts'

export const headingAtPageEnd: Rule<DocxSubject> = {
  id: 'heading-at-page-end',
  why: 'A heading alone at the foot of a page is read as the end of what stands above it.',
  *check(subject) {
    for (const paragraph of elementsIn(subject.body, 'w:p'))
      if (headingLevel(subject, paragraph) !== null && !isOn(paragraphProperty(subject, paragraph, 'w:keepNext')))
        yield { message: `Heading “${excerpt(wordsOf(paragraph))}” is not kept with what follows (keepNext)` }
  },
}
