import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { overlap } from '../matrix.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { visibleItems } from '../visible-text.ts'

/** Share of the smaller text that may be covered: accents and italics reach a little over their boxes. */
const TOLERANCE = 0.15

export const textOverText: Rule<PdfSubject> = {
  id: 'text-over-text',
  why: 'Words printed over each other cannot be read.',
  *check(subject) {
    const items = visibleItems(subject).filter((item) => !item.turned)
    for (const { number } of subject.pages) {
      const here = items.filter((item) => item.page === number)
      for (const [index, one] of here.entries())
        for (const two of here.slice(index + 1))
          if (Math.max(overlap(one.box, two.box), overlap(two.box, one.box)) > TOLERANCE)
            yield {
              message: `“${excerpt(one.text, 30)}” and “${excerpt(two.text, 30)}” are printed over each other`,
              where: onPage(number),
            }
    }
  },
}
