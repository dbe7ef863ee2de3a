import type { Rule } from '../../rule.ts'
import { elementsIn, textIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const printStyleMissing: Rule<HtmlSubject> = {
  id: 'print-style-missing',
  why: 'A page printed without rules for paper splits rows and prints its buttons.',
  *check({ root }) {
    const styles = [...elementsIn(root, 'style')]
    const forPrint = styles.some(
      (style) => style.attributes.get('media') === 'print' || /@media\s+(only\s+)?print/.test(textIn(style)),
    )
    if (!forPrint) yield { message: 'The page has no styles for paper (`@media print`)' }
  },
}
