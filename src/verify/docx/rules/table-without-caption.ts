import { excerpt, type Rule } from '../../rule.ts'
import { childAt } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { dataTables, value, wordsOf } from '../word-text.ts'

export const tableWithoutCaption: Rule<DocxSubject> = {
  id: 'table-without-caption',
  why: 'The caption says what a table holds before anyone decides to listen to all its cells.',
  *check(subject) {
    for (const table of dataTables(subject)) {
      const properties = childAt(table, 'w:tblPr')
      const caption = value(childAt(properties, 'w:tblCaption')) ?? value(childAt(properties, 'w:tblDescription')) ?? ''
      if (caption.trim() === '')
        yield { message: `Table “${excerpt(wordsOf(table))}” has no caption for screen readers` }
    }
  },
}
