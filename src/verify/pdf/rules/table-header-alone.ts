import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { wordsIn, type PdfSubject } from '../pdf-subject.ts'
import { elementsOf } from '../structure-tree.ts'
import { placedRows } from '../table-rows.ts'

export const tableHeaderAlone: Rule<PdfSubject> = {
  id: 'table-header-alone',
  why: 'Column names at the foot of a page, with their rows on the next, name nothing.',
  *check(subject) {
    for (const table of elementsOf(subject.tree, 'Table')) {
      const rows = placedRows(subject, table)
      const bodyPages = new Set(rows.filter((row) => !row.isHeader).flatMap((row) => [...row.boxes.keys()]))
      for (const { row, isHeader, boxes } of rows)
        for (const page of boxes.keys())
          if (isHeader && bodyPages.size > 0 && !bodyPages.has(page))
            yield {
              message: `Table header “${excerpt(wordsIn(subject, row))}” stands on a page without a row`,
              where: onPage(page),
            }
    }
  },
}
