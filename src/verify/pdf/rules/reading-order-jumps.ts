import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { TextItem } from '../page-text.ts'
import { contentKey, type PdfSubject } from '../pdf-subject.ts'
import { closest, walk, type StructureElement } from '../structure-tree.ts'

export const readingOrderJumps: Rule<PdfSubject> = {
  id: 'reading-order-jumps',
  why: 'A screen reader follows the tags: words in another order than on the page make another text.',
  *check(subject) {
    const firstItems = firstItemPerContent(subject.items)
    let previous: TextItem | undefined
    let previousRow: StructureElement | null = null
    for (const kid of walk(subject.tree)) {
      const item = kid.kind === 'content' ? firstItems.get(contentKey(kid.page, kid.mcid)) : undefined
      if (!item || kid.kind !== 'content') continue
      const row = closest(kid.element, 'TR')
      // Each cell of a row that is split over pages is read to its end before the next one begins.
      const inSplitRow = row !== null && row === previousRow && item.page !== previous?.page
      if (previous && !inSplitRow && isBefore(item, previous))
        yield {
          message: `“${excerpt(item.text)}” is read after “${excerpt(previous.text)}” but stands above it`,
          where: onPage(item.page),
        }
      previous = item
      previousRow = row
    }
  },
}

/** Words of one column that stand higher than what was read before them. Cells of a row may stand side by side. */
function isBefore(item: TextItem, previous: TextItem): boolean {
  if (item.page !== previous.page) return item.page < previous.page
  const sameColumn = item.box.left < previous.box.right && previous.box.left < item.box.right
  return sameColumn && item.box.bottom > previous.box.top
}

function firstItemPerContent(items: readonly TextItem[]): Map<string, TextItem> {
  const first = new Map<string, TextItem>()
  for (const item of items) {
    if (item.mcid === null || item.text.trim() === '') continue
    const key = contentKey(item.page, item.mcid)
    if (!first.has(key)) first.set(key, item)
  }
  return first
}
