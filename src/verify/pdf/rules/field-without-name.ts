import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { formFields } from '../form-fields.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const fieldWithoutName: Rule<PdfSubject> = {
  id: 'field-without-name',
  why: 'Someone who tabs through the form hears only this name, and must know what to fill in.',
  *check(subject) {
    for (const field of formFields(subject)) {
      if (field.label === '')
        yield { message: `Field \`${field.name}\` has no accessible name (TU)`, where: onPage(field.page) }
      if (field.name === '')
        yield { message: 'A field has no name (T), so its value cannot be kept', where: onPage(field.page) }
    }
  },
}
