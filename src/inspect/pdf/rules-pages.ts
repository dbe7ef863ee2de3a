/**
 * Rules for PDFs about pages: what must not be divided, and navigation. Every exported object is a rule; nothing else
 * is exported here.
 *
 * @module
 */
import { count, excerpt, type InspectionRule, POSTER_PT } from '../inspection-rule.ts'
import { bodySize, isInHeading, onPage, placedRows, visibleItems } from './lookups.ts'
import { type PdfSubject, wordsIn } from './pdf-subject.ts'
import { elementsOf } from './read-structure.ts'

const plain = (text: string): string => text.replace(/\s+/g, '')

export const bookmarkMissing: InspectionRule<PdfSubject> = {
  id: 'bookmark-missing',
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

export const headingAtPageEnd: InspectionRule<PdfSubject> = {
  id: 'heading-at-page-end',
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

export const pageBlank: InspectionRule<PdfSubject> = {
  id: 'page-blank',
  *check({ pages, events }) {
    for (const { number, annotations } of pages) {
      const hasBody = events.some(
        (event) => event.page === number && !event.marks.some((mark) => mark.artifact !== null),
      )
      if (!hasBody && annotations.length === 0)
        yield { message: 'The page contains nothing but its header and footer', where: onPage(number) }
    }
  },
}

export const pageNumberMissing: InspectionRule<PdfSubject> = {
  id: 'page-number-missing',
  *check(subject) {
    if (subject.pages.length < 2) return
    const body = bodySize(subject)
    // Each is read on a wall, by itself.
    if (body >= POSTER_PT) return
    for (const { number } of subject.pages) {
      const word = new RegExp(`(^|\\D)${number}(\\D|$)`)
      const sizes = subject.items
        .filter((item) => item.page === number && item.artifact && word.test(item.text))
        .map((item) => item.sizePt)
      const largest = Math.max(0, ...sizes)
      if (largest === 0) yield { message: 'The page has no page number', where: onPage(number) }
      else if (largest < body - 0.5)
        yield {
          message: `The page number is ${Math.round(largest * 10) / 10} pt, the text ${body} pt`,
          where: onPage(number),
        }
    }
  },
}

/** A row taller than this share of the page may be divided. */
const TALLEST = 0.75

export const rowSplit: InspectionRule<PdfSubject> = {
  id: 'row-split',
  *check(subject) {
    for (const table of elementsOf(subject.tree, 'Table'))
      for (const { row, boxes } of placedRows(subject, table)) {
        const [first] = boxes.keys()
        if (first === undefined || boxes.size < 2) continue
        const height = [...boxes.values()].reduce((sum, box) => sum + box.top - box.bottom, 0)
        if (height < TALLEST * (subject.pages[first - 1]?.heightPt ?? 0))
          yield {
            message: `Row “${excerpt(wordsIn(subject, row))}” is split over pages ${[...boxes.keys()].join(' and ')}`,
            where: onPage(first),
          }
      }
  },
}

export const tableHeaderAlone: InspectionRule<PdfSubject> = {
  id: 'table-header-alone',
  *check(subject) {
    for (const table of elementsOf(subject.tree, 'Table')) {
      const rows = placedRows(subject, table)
      const bodyPages = new Set(rows.filter((row) => !row.isHeader).flatMap((row) => [...row.boxes.keys()]))
      for (const { row, isHeader, boxes } of rows)
        for (const page of boxes.keys())
          if (isHeader && bodyPages.size > 0 && !bodyPages.has(page))
            yield {
              message: `Table header “${excerpt(wordsIn(subject, row))}” is on a page without a row`,
              where: onPage(page),
            }
    }
  },
}
