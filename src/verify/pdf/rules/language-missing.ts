import { languageFault } from '../../language-fault.ts'
import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { textOf } from '../pdf-value.ts'

export const languageMissing: Rule<PdfSubject> = {
  id: 'language-missing',
  why: 'A screen reader picks its voice by the language; without one, English may be read with a foreign voice.',
  *check({ file }) {
    const fault = languageFault(textOf(file.entry(file.catalogue, 'Lang')))
    if (fault) yield { message: fault }
  },
}
