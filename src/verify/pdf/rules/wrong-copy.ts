import { count, type Rule } from '../../rule.ts'
import { formFields } from '../form-fields.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const wrongCopy: Rule<PdfSubject> = {
  id: 'wrong-copy',
  why: 'A print copy with fields prints their frames, and a fill-in copy without fields cannot be filled in.',
  *check(subject) {
    const fields = formFields(subject).length
    if (subject.copy === 'print' && fields > 0)
      yield { message: `The print copy holds ${count(fields, 'field')} to fill in on a screen` }
    if (subject.copy === 'fill-in' && fields === 0) yield { message: 'The fill-in copy holds no field' }
  },
}
