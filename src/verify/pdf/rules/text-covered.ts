import { excerpt, type Rule } from '../../rule.ts'
import type { ContentEvent } from '../content-events.ts'
import { onPage } from '../drawn.ts'
import { overlap, type Box } from '../matrix.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { visibleItems } from '../visible-text.ts'

/** Share of the words that may be covered: thin lines and the edges of frames cross a little. */
const TOLERANCE = 0.1
/** Points between where the page's program and pdf.js say that words begin. */
const SAME_PLACE = 0.5

export const textCovered: Rule<PdfSubject> = {
  id: 'text-covered',
  why: 'Words under a bar or a picture cannot be read on paper.',
  *check(subject) {
    const items = visibleItems(subject).filter((item) => !item.turned)
    for (const { number } of subject.pages) {
      const events = subject.events.filter((event) => event.page === number)
      if (!events.some(isCover)) continue
      for (const { box, text } of items.filter((item) => item.page === number)) {
        // Only what is painted after the words can cover them.
        const shown = events.findLastIndex((event) => event.kind === 'text' && isAt(event.at, box))
        const covered =
          shown !== -1 && events.slice(shown).some((event) => isCover(event) && overlap(box, event.box) > TOLERANCE)
        if (covered) yield { message: `“${excerpt(text)}” is covered by a drawing`, where: onPage(number) }
      }
    }
  },
}

const isAt = ([x, y]: readonly [number, number], box: Box): boolean =>
  Math.abs(x - box.left) < SAME_PLACE && Math.abs(y - box.bottom) < SAME_PLACE

const isCover = (event: ContentEvent): event is Exclude<ContentEvent, { kind: 'text' }> =>
  event.kind === 'image' || (event.kind === 'paint' && event.filled)
