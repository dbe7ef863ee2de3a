import { count, excerpt, type Rule } from '../../rule.ts'
import { childAt, childrenOf } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { dataTables, isOn, wordsOf } from '../word-text.ts'

export const rowSplit: Rule<DocxSubject> = {
  id: 'row-split',
  why: 'Half a task at the foot of one page and half on the next is ticked twice or not at all.',
  *check(subject) {
    for (const table of dataTables(subject)) {
      const loose = childrenOf(table, 'w:tr').filter((row) => !isOn(childAt(row, 'w:trPr', 'w:cantSplit')))
      if (loose.length > 0)
        yield {
          message: `Table “${excerpt(wordsOf(table))}” lets ${count(loose.length, 'row')} split over pages (cantSplit)`,
        }
    }
  },
}
