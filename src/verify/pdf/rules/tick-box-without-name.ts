import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { textOf } from '../pdf-value.ts'
import { alternative, attribute, elementsOf } from '../structure-tree.ts'

export const tickBoxWithoutName: Rule<PdfSubject> = {
  id: 'tick-box-without-name',
  why: 'A printed box that is not said to be one is a small square that nobody hears of.',
  *check({ file, tree }) {
    for (const form of elementsOf(tree, 'Form')) {
      if (form.kids.some((kid) => kid.kind === 'object')) continue
      // ISO 32000-1, 14.8.5.6: printed fields carry the attributes Role and Desc.
      const role = attribute(file, form, 'Role')
      const name = textOf(attribute(file, form, 'Desc')) ?? alternative(file, form)
      if (role === null) yield { message: 'A printed field does not say what it is (attribute PrintField, Role)' }
      else if (name.trim() === '') yield { message: 'A printed field has no name (attribute Desc, or Alt)' }
    }
  },
}
