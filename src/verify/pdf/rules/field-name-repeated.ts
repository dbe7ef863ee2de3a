import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { formFields } from '../form-fields.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const fieldNameRepeated: Rule<PdfSubject> = {
  id: 'field-name-repeated',
  why: 'Fields of the same name fill each other in, and sound the same to someone who cannot see them.',
  *check(subject) {
    const names = new Set<string>()
    const labels = new Set<string>()
    for (const { name, label, page, shared } of formFields(subject)) {
      if (shared) continue
      if (name !== '' && names.has(name)) yield { message: `Two fields have the name \`${name}\``, where: onPage(page) }
      else if (label !== '' && labels.has(label))
        yield { message: `Two fields are read out as “${label}”`, where: onPage(page) }
      names.add(name)
      labels.add(label)
    }
  },
}
