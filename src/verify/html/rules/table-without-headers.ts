import { excerpt, type Rule } from '../../rule.ts'
import { ancestor, elementsIn } from '../../xml/find-elements.ts'
import { wordsOf, type HtmlSubject } from '../html-subject.ts'

/** What someone writes into a header cell becomes its words. */
const FIELDS = ['input', 'textarea', 'select']

export const tableWithoutHeaders: Rule<HtmlSubject> = {
  id: 'table-without-headers',
  why: 'Someone who hears a cell needs the names of its column and row with it.',
  *check({ root }) {
    for (const table of elementsIn(root, 'table')) {
      const headers = [...elementsIn(table, 'th')].filter((header) => ancestor(header, 'table') === table)
      if (headers.length === 0) yield { message: `Table “${excerpt(wordsOf(table))}” has no header cells` }
      for (const header of headers) {
        if (wordsOf(header) === '' && elementsIn(header, ...FIELDS).next().done)
          yield { message: `A header cell of table “${excerpt(wordsOf(table))}” says nothing` }
        if (!header.attributes.has('scope'))
          yield { message: `Header cell “${excerpt(wordsOf(header))}” does not say whether it names a row or a column` }
      }
    }
  },
}
