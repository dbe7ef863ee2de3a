import { excerpt, type Rule } from '../../rule.ts'
import { onPage, ownerOf, wordsNear } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'

/** Elements made of words. A line under a link is drawn inside Link, which is not among them. */
const MADE_OF_WORDS = new Set(['P', 'H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LBody', 'TD', 'TH', 'Caption'])

export const drawingInText: Rule<PdfSubject> = {
  id: 'drawing-in-text',
  why: 'A line or picture drawn inside a paragraph becomes part of its words: it is announced, or silently lost.',
  *check(subject) {
    const told = new Set<string>()
    for (const event of subject.events) {
      if (event.kind === 'text') continue
      const element = ownerOf(subject, event)
      if (!element || !MADE_OF_WORDS.has(element.type)) continue
      const message = `A drawing stands inside ${element.type} “${excerpt(wordsNear(subject, event))}”`
      const where = onPage(event.page)
      // A frame is four lines and one fault.
      if (!told.has(message + where)) yield { message, where }
      told.add(message + where)
    }
  },
}
