import { excerpt, type Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import { accessibleName, wordsOf, type HtmlSubject } from '../html-subject.ts'

export const tableWithoutCaption: Rule<HtmlSubject> = {
  id: 'table-without-caption',
  why: 'The caption says what a table holds before anyone decides to listen to all its cells.',
  *check(subject) {
    for (const table of elementsIn(subject.root, 'table')) {
      const [caption] = elementsIn(table, 'caption')
      const named = table.attributes.has('aria-label') || table.attributes.has('aria-labelledby')
      const name = caption ? wordsOf(caption) : named ? accessibleName(subject, table) : ''
      if (name === '') yield { message: `Table “${excerpt(wordsOf(table))}” has no caption` }
    }
  },
}
