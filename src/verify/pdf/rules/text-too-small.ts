import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { toMm } from '../matrix.ts'
import type { TextItem } from '../page-text.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { isLargePrint } from '../../print-sizes.ts'
import { visibleItems } from '../visible-text.ts'

/** Source lines and page headers, in points; the body is measured by `body-too-small`. */
const SMALLEST = { standard: 10, largePrint: 13.5 }
/** NHS Notify sets addresses in 8 pt so that seven lines fit the window. */
const SMALLEST_ADDRESS = 8

export const textTooSmall: Rule<PdfSubject> = {
  id: 'text-too-small',
  why: 'Below 10 pt, many people cannot read a printed page at all.',
  *check(subject) {
    const smallest = isLargePrint(subject.path) ? SMALLEST.largePrint : SMALLEST.standard
    for (const item of visibleItems(subject)) {
      const least = isInAddressWindow(subject, item) ? SMALLEST_ADDRESS : smallest
      if (item.sizePt < least - 0.05)
        yield {
          message: `“${excerpt(item.text)}” is ${round(item.sizePt)} pt, expected ${least} pt or more`,
          where: onPage(item.page),
        }
    }
  },
}

const round = (size: number): number => Math.round(size * 10) / 10

/** Where the window of a C5 envelope shows the recipient: both Notify services' address zones (mm from the top left). */
function isInAddressWindow({ pages }: PdfSubject, { page, box }: TextItem): boolean {
  const top = toMm((pages[0]?.heightPt ?? 0) - box.top)
  return page === 1 && toMm(box.left) > 20 && toMm(box.right) < 120 && top > 39 && top < 78
}
