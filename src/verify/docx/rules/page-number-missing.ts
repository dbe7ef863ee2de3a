import type { Rule } from '../../rule.ts'
import { elementsIn, textIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'

export const pageNumberMissing: Rule<DocxSubject> = {
  id: 'page-number-missing',
  why: 'Printed sheets get separated; page numbers put them together again.',
  *check({ stories }) {
    const fields = stories
      .filter(({ part }) => part !== 'word/document.xml')
      .flatMap(({ root }) => [...elementsIn(root, 'w:instrText', 'w:fldSimple')])
      .map((field) => field.attributes.get('w:instr') ?? textIn(field))
    if (!fields.some((field) => /^\s*PAGE\b/.test(field)))
      yield { message: 'No header or footer holds the page number' }
  },
}
