import { contrast, toHex, type Rgb } from '../../contrast.ts'
import { excerpt, type Rule } from '../../rule.ts'
import type { PaintEvent, TextEvent } from '../content-events.ts'
import { keyOf, onPage, wordsNear } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'

/** WCAG 2.2, 1.4.3; large text from 18 pt may have 3. */
const NEEDED = { text: 4.5, largeText: 3, largeFromPt: 18 }
const WHITE: Rgb = [1, 1, 1]

export const contrastLow: Rule<PdfSubject> = {
  id: 'contrast-low',
  why: 'Pale words vanish for people with low vision, on bad printers and in bright rooms.',
  *check(subject) {
    const told = new Set<string>()
    for (const { number } of subject.pages) {
      const painted: PaintEvent[] = []
      for (const event of subject.events) {
        if (event.page !== number) continue
        if (event.kind === 'paint' && event.filled) painted.push(event)
        if (event.kind !== 'text' || !event.visible || event.fill === null || isWatermark(event)) continue
        // A blank that only fills an empty cell has no colour to see.
        const words = wordsNear(subject, event)
        if (keyOf(event) !== null && words === '') continue
        const under = painted.findLast((shape) => covers(shape, event))
        const background = under ? under.fill : WHITE
        if (background === null) continue
        const ratio = contrast(event.fill, background)
        const needed = event.sizePt >= NEEDED.largeFromPt ? NEEDED.largeText : NEEDED.text
        const colours = `${toHex(event.fill)} on ${toHex(background)}`
        if (ratio >= needed || told.has(colours)) continue
        told.add(colours)
        yield {
          message: `“${excerpt(words)}” is ${colours}: ${ratio.toFixed(1)} to 1, expected ${needed}`,
          where: onPage(number),
        }
      }
    }
  },
}

/** Pale on purpose: a word across the page that the header says again. */
const isWatermark = (event: TextEvent): boolean =>
  event.marks.some((mark) => mark.artifact === 'Watermark' || (mark.artifact !== null && event.sizePt > 40))

function covers({ box }: PaintEvent, { at: [x, y], sizePt }: TextEvent): boolean {
  const middle = y + sizePt * 0.3
  return x + 0.5 >= box.left && x < box.right && middle > box.bottom && middle < box.top
}
