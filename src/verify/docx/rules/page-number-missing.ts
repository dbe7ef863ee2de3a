import type { Rule } from '../../rule.ts'
import { elementsIn, textIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { wordsOf } from '../word-text.ts'

/** Characters at 12 pt. Where pages end is known only to Word; a poster or a short letter needs no number. */
const ABOUT_A_PAGE = 2500

export const pageNumberMissing: Rule<DocxSubject> = {
  id: 'page-number-missing',
  why: 'Printed sheets get separated; page numbers put them together again.',
  *check(subject) {
    const { stories } = subject
    if (wordsOf(subject.body).length < ABOUT_A_PAGE) return
    const fields = stories
      .filter(({ part }) => part !== 'word/document.xml')
      .flatMap(({ root }) => [...elementsIn(root, 'w:instrText', 'w:fldSimple')])
      .map((field) => field.attributes.get('w:instr') ?? textIn(field))
    if (!fields.some((field) => /^\s*PAGE\b/.test(field)))
      yield { message: 'No header or footer holds the page number' }
  },
}
