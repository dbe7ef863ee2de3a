import { languageFault } from '../../language-fault.ts'
import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const languageMissing: Rule<HtmlSubject> = {
  id: 'language-missing',
  why: 'A screen reader picks its voice by the language; without one, English may be read with a foreign voice.',
  *check({ root }) {
    const [html] = elementsIn(root, 'html')
    const fault = languageFault(html?.attributes.get('lang'))
    if (fault) yield { message: fault }
  },
}
