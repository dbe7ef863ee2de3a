import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { toMm } from '../matrix.ts'
import { wordsIn, type PdfSubject } from '../pdf-subject.ts'
import { visibleItems } from '../visible-text.ts'

/** In mm from the top and the bottom edge: headers and footers, which need not be read out on every page. */
const HEADER = 40
const FOOTER = 35

const letters = (text: string): string => text.replace(/\s+/g, '')

export const wordsAsDecoration: Rule<PdfSubject> = {
  id: 'words-as-decoration',
  why: 'What is marked as decoration is never read out, and words in the middle of a page are no decoration.',
  *check(subject) {
    const heard = letters(wordsIn(subject, subject.tree))
    for (const { artifact, page, box, text } of visibleItems(subject)) {
      const height = subject.pages[page - 1]?.heightPt ?? 0
      const isFurniture = toMm(height - box.top) < HEADER || toMm(box.bottom) < FOOTER
      // The header row of a table is repeated on each page as decoration, and was read out once.
      if (artifact && !isFurniture && !heard.includes(letters(text)))
        yield { message: `“${excerpt(text)}” is marked as decoration`, where: onPage(page) }
    }
  },
}
