import { excerpt, type Rule } from '../../rule.ts'
import { ancestor, elementsIn } from '../../xml/find-elements.ts'
import { wordsOf, type HtmlSubject } from '../html-subject.ts'

/** Buttons need a script to do anything, and may wait for it. */
const WORDS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'td',
  'th',
  'table',
  'ul',
  'ol',
  'section',
  'main',
  'article',
  'fieldset',
]

export const hiddenWithoutScript: Rule<HtmlSubject> = {
  id: 'hidden-without-script',
  why: 'Where scripts are blocked, what waits for one to be shown is never seen.',
  *check({ root }) {
    for (const element of elementsIn(root, ...WORDS)) {
      const hidden =
        element.attributes.has('hidden') || /display\s*:\s*none/.test(element.attributes.get('style') ?? '')
      const status = element.attributes.has('aria-live') || element.attributes.get('role') === 'status'
      if (hidden && !status && !ancestor(element, 'template') && wordsOf(element) !== '')
        yield { message: `“${excerpt(wordsOf(element))}” is hidden until a script shows it` }
    }
  },
}
