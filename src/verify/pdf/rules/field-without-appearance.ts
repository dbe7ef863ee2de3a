import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { formFields } from '../form-fields.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { isKind } from '../pdf-value.ts'

export const fieldWithoutAppearance: Rule<PdfSubject> = {
  id: 'field-without-appearance',
  why: 'A field that does not say what it looks like is invisible in some readers and on paper.',
  *check(subject) {
    const { file } = subject
    for (const field of formFields(subject)) {
      const normal = file.entry(file.entry(field.dict, 'AP'), 'N')
      const where = onPage(field.page)
      if (normal === null) yield { message: `Field \`${field.name}\` has no appearance`, where }
      else if (field.type === 'Btn' && !isKind(normal, 'stream') && file.dict(normal).entries.size < 2)
        yield { message: `Tick box \`${field.name}\` does not look different when ticked`, where }
    }
  },
}
