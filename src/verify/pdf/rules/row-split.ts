import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { wordsIn, type PdfSubject } from '../pdf-subject.ts'
import { elementsOf } from '../structure-tree.ts'
import { placedRows } from '../table-rows.ts'

/** A row higher than this share of the page has no page it could be whole on. */
const TALLEST = 0.75

export const rowSplit: Rule<PdfSubject> = {
  id: 'row-split',
  why: 'Half a task at the foot of one page and half on the next is ticked twice or not at all.',
  *check(subject) {
    for (const table of elementsOf(subject.tree, 'Table'))
      for (const { row, boxes } of placedRows(subject, table)) {
        const [first] = boxes.keys()
        if (first === undefined || boxes.size < 2) continue
        const height = [...boxes.values()].reduce((sum, box) => sum + box.top - box.bottom, 0)
        if (height < TALLEST * (subject.pages[first - 1]?.heightPt ?? 0))
          yield {
            message: `Row “${excerpt(wordsIn(subject, row))}” is split over pages ${[...boxes.keys()].join(' and ')}`,
            where: onPage(first),
          }
      }
  },
}
