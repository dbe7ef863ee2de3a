import { count, excerpt, type Rule } from '../../rule.ts'
import { wordsIn, type PdfSubject } from '../pdf-subject.ts'
import { elementsOf } from '../structure-tree.ts'

const plain = (text: string): string => text.replace(/\s+/g, '')

export const bookmarkMissing: Rule<PdfSubject> = {
  id: 'bookmark-missing',
  why: 'Bookmarks are how a reader on a screen reaches a chapter without paging through the file.',
  *check(subject) {
    const headings = [...elementsOf(subject.tree, 'H1', 'H2')].map((heading) => wordsIn(subject, heading))
    if (subject.pages.length < 2 || headings.length < 2) return
    const known = new Set(subject.bookmarks.map(plain))
    const missing = headings.filter((heading) => !known.has(plain(heading)))
    const [first] = missing
    if (first !== undefined)
      yield { message: `${count(missing.length, 'heading')} without a bookmark, first: “${excerpt(first)}”` }
  },
}
