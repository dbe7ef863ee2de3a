import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { toMm } from '../matrix.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { visibleItems } from '../visible-text.ts'

/** In mm. 15 at the sides: mailers print their marks there (GOV.UK and NHS Notify); 5: what office printers cannot reach. */
const SIDES = 15
const ENDS = 5
const TOLERANCE = 0.3

export const textInMargin: Rule<PdfSubject> = {
  id: 'text-in-margin',
  why: 'What stands too near the edge is cut off by the printer, the hole punch or the mailer’s marks.',
  *check(subject) {
    for (const item of visibleItems(subject)) {
      const page = subject.pages[item.page - 1]
      if (!page || item.turned) continue
      const spare = {
        left: toMm(item.box.left) - SIDES,
        right: toMm(page.widthPt - item.box.right) - SIDES,
        top: toMm(page.heightPt - item.box.top) - ENDS,
        bottom: toMm(item.box.bottom) - ENDS,
      }
      for (const [side, mm] of Object.entries(spare))
        if (mm < -TOLERANCE)
          yield {
            message: `“${excerpt(item.text)}” stands ${(-mm).toFixed(1)} mm too near the ${side} edge`,
            where: onPage(item.page),
          }
    }
  },
}
