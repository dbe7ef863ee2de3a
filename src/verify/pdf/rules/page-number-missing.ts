import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { bodySize } from '../visible-text.ts'

export const pageNumberMissing: Rule<PdfSubject> = {
  id: 'page-number-missing',
  why: 'Printed sheets get separated; a page number as large as the text puts them together again (UKAAF G003).',
  *check(subject) {
    if (subject.pages.length < 2) return
    const body = bodySize(subject)
    for (const { number } of subject.pages) {
      const word = new RegExp(`(^|\\D)${number}(\\D|$)`)
      const sizes = subject.items
        .filter((item) => item.page === number && item.artifact && word.test(item.text))
        .map((item) => item.sizePt)
      const largest = Math.max(0, ...sizes)
      if (largest === 0) yield { message: 'The page does not say its number', where: onPage(number) }
      else if (largest < body - 0.5)
        yield {
          message: `The page number is ${Math.round(largest * 10) / 10} pt, the text ${body} pt`,
          where: onPage(number),
        }
    }
  },
}
