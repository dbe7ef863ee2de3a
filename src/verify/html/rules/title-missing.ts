import type { Rule } from '../../rule.ts'
import { elementsIn, textIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const titleMissing: Rule<HtmlSubject> = {
  id: 'title-missing',
  why: 'The title is the first thing read out, and the name of the tab.',
  *check({ root }) {
    const [head] = elementsIn(root, 'head')
    const [title] = head ? elementsIn(head, 'title') : []
    if (textIn(title).trim() === '') yield { message: 'The page has no title' }
  },
}
