import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { Box } from '../matrix.ts'
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
          if (overlap(one.box, two.box) > TOLERANCE)
            yield {
              message: `“${excerpt(one.text, 30)}” and “${excerpt(two.text, 30)}” are printed over each other`,
              where: onPage(number),
            }
    }
  },
}

function overlap(one: Box, two: Box): number {
  const width = Math.min(one.right, two.right) - Math.max(one.left, two.left)
  const height = Math.min(one.top, two.top) - Math.max(one.bottom, two.bottom)
  return width <= 0 || height <= 0 ? 0 : (width * height) / Math.max(1, Math.min(area(one), area(two)))
}

const area = (box: Box): number => (box.right - box.left) * (box.top - box.bottom)
