import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import { accessibleName, type HtmlSubject } from '../html-subject.ts'

export const fieldWithoutName: Rule<HtmlSubject> = {
  id: 'field-without-name',
  why: 'Someone who tabs through the page hears only this name, and must know what to fill in.',
  *check(subject) {
    for (const field of elementsIn(subject.root, 'input', 'select', 'textarea', 'button'))
      if (field.attributes.get('type') !== 'hidden' && accessibleName(subject, field) === '')
        yield { message: `A ${field.name} (\`${field.attributes.get('id') ?? ''}\`) has no label` }
  },
}
