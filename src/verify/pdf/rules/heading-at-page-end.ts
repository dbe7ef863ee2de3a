import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { isInHeading, visibleItems } from '../visible-text.ts'

export const headingAtPageEnd: Rule<PdfSubject> = {
  id: 'heading-at-page-end',
  why: 'A heading alone at the foot of a page is read as the end of what stands above it.',
  *check(subject) {
    const body = visibleItems(subject).filter((item) => !item.artifact && !item.turned)
    for (const { number } of subject.pages) {
      const [first, ...rest] = body.filter((item) => item.page === number)
      if (!first) continue
      const lowest = rest.reduce((low, item) => (item.box.bottom < low.box.bottom - 0.1 ? item : low), first)
      if (isInHeading(subject, lowest) && !isFollowedByDrawing(subject, number, lowest.box.bottom))
        yield { message: `Heading “${excerpt(lowest.text)}” is the last thing on the page`, where: onPage(number) }
    }
  },
}

/** A figure or a field below the heading belongs to it. */
function isFollowedByDrawing({ events, pages }: PdfSubject, page: number, below: number): boolean {
  const drawn = events.some(
    (event) =>
      event.kind !== 'text' &&
      event.page === page &&
      event.box.top < below &&
      event.marks.some((mark) => mark.mcid !== null),
  )
  return drawn || (pages[page - 1]?.annotations ?? []).some((annotation) => annotation.subtype === 'Widget')
}
