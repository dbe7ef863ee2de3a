import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { formFields } from '../form-fields.ts'
import type { PdfFile } from '../pdf-file.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { isKind, type PdfValue } from '../pdf-value.ts'

export const fieldOutsideForm: Rule<PdfSubject> = {
  id: 'field-outside-form',
  why: 'What is typed into a field that the form does not know is lost when the file is saved.',
  *check(subject) {
    const known = fieldObjects(subject.file)
    for (const field of formFields(subject))
      if (!known.has(field.object))
        yield { message: `Field \`${field.name}\` is not part of the form`, where: onPage(field.page) }
  },
}

function fieldObjects(file: PdfFile): Set<number> {
  const found = new Set<number>()
  const visit = (field: PdfValue): void => {
    if (!isKind(field, 'ref') || found.has(field.num)) return
    found.add(field.num)
    for (const kid of file.list(file.entry(field, 'Kids'))) visit(kid)
  }
  for (const field of file.list(file.entry(file.entry(file.catalogue, 'AcroForm'), 'Fields'))) visit(field)
  return found
}
