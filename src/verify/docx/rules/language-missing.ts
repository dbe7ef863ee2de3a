import { languageFault } from '../../language-fault.ts'
import type { Rule } from '../../rule.ts'
import { childAt } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { value } from '../word-text.ts'

export const languageMissing: Rule<DocxSubject> = {
  id: 'language-missing',
  why: 'Word’s spelling check and every screen reader’s voice follow the language.',
  *check({ defaults }) {
    const fault = languageFault(value(childAt(defaults, 'w:rPrDefault', 'w:rPr', 'w:lang')))
    if (fault) yield { message: fault, where: 'word/styles.xml' }
  },
}
