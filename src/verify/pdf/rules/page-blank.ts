import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const pageBlank: Rule<PdfSubject> = {
  id: 'page-blank',
  why: 'An empty sheet looks like a page that went missing.',
  *check({ pages, events }) {
    for (const { number, annotations } of pages) {
      const hasBody = events.some(
        (event) => event.page === number && !event.marks.some((mark) => mark.artifact !== null),
      )
      if (!hasBody && annotations.length === 0)
        yield { message: 'The page holds nothing but its header and footer', where: onPage(number) }
    }
  },
}
