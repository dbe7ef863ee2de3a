/**
 * Rules for PDFs about what a screen reader is given. Every exported object is a rule; nothing else is exported here.
 *
 * @module
 */
import { count, excerpt, headingProblems, type InspectionRule } from '../inspection-rule.ts'
import { toMm } from './geometry.ts'
import { isArtifact, keyOf, onPage, ownerOf, visibleItems, wordsNear } from './lookups.ts'
import { contentKey, type PdfSubject, type TextItem, wordsIn } from './pdf-subject.ts'
import { nameOf, textOf } from './pdf-tokens.ts'
import { alternative, attribute, closest, elementsOf, type StructureElement, walk } from './read-structure.ts'

export const untaggedFile: InspectionRule<PdfSubject> = {
  id: 'untagged-file',
  *check({ file, tree }) {
    const marked = file.entry(file.catalogue.entries.get('MarkInfo'), 'Marked')
    if (marked !== true || tree.kids.length === 0) yield { message: 'The file has no tags (structure tree)' }
  },
}

export const textUntagged: InspectionRule<PdfSubject> = {
  id: 'text-untagged',
  *check({ items, owners }) {
    for (const { page, mcid, artifact, text } of items) {
      if (artifact || text.trim() === '') continue
      if (mcid === null || !owners.has(contentKey(page, mcid)))
        yield { message: `“${excerpt(text)}” is not in the tags`, where: onPage(page) }
    }
  },
}

export const textReadTwice: InspectionRule<PdfSubject> = {
  id: 'text-read-twice',
  *check({ owners, words }) {
    for (const [key, claims] of owners) {
      const [first] = claims
      if (first && claims.length > 1)
        yield {
          message: `“${excerpt(words.get(key) ?? '')}” is in the tags ${claims.length} times`,
          where: onPage(first.page),
        }
    }
  },
}

/** In mm from the top and the bottom edge: headers and footers need not be read out on every page. */
const HEADER = 40
const FOOTER = 35

const letters = (text: string): string => text.replace(/\s+/g, '')

export const wordsAsDecoration: InspectionRule<PdfSubject> = {
  id: 'words-as-decoration',
  *check(subject) {
    const heard = letters(wordsIn(subject, subject.tree))
    for (const { artifact, page, box, text } of visibleItems(subject)) {
      const height = subject.pages[page - 1]?.heightPt ?? 0
      const isFurniture = toMm(height - box.top) < HEADER || toMm(box.bottom) < FOOTER
      // The header row of a table is repeated on each page as decoration, after it has been read out once.
      if (artifact && !isFurniture && !heard.includes(letters(text)))
        yield { message: `“${excerpt(text)}” is marked as decoration`, where: onPage(page) }
    }
  },
}

export const drawingUntagged: InspectionRule<PdfSubject> = {
  id: 'drawing-untagged',
  *check(subject) {
    const perPage = new Map<number, number>()
    for (const event of subject.events)
      if (event.kind !== 'text' && !isArtifact(event) && ownerOf(subject, event) === null)
        perPage.set(event.page, (perPage.get(event.page) ?? 0) + 1)
    for (const [page, drawings] of perPage)
      yield { message: `${count(drawings, 'drawing')} neither tagged nor marked as decoration`, where: onPage(page) }
  },
}

/** Elements made of text. The line under a link is drawn inside Link, which is not in this list. */
const MADE_OF_WORDS = new Set(['P', 'H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LBody', 'TD', 'TH', 'Caption'])

export const drawingInText: InspectionRule<PdfSubject> = {
  id: 'drawing-in-text',
  *check(subject) {
    const told = new Set<string>()
    for (const event of subject.events) {
      if (event.kind === 'text') continue
      const element = ownerOf(subject, event)
      if (!element || !MADE_OF_WORDS.has(element.type)) continue
      const message = `A drawing is inside ${element.type} “${excerpt(wordsNear(subject, event))}”`
      const where = onPage(event.page)
      // A frame is four lines and one problem.
      if (!told.has(message + where)) yield { message, where }
      told.add(message + where)
    }
  },
}

export const annotationUntagged: InspectionRule<PdfSubject> = {
  id: 'annotation-untagged',
  *check({ tree, pages }) {
    const tagged = new Set([...walk(tree)].map((kid) => (kid.kind === 'object' ? kid.object : 0)))
    for (const page of pages)
      for (const annotation of page.annotations)
        if (annotation.subtype !== 'Popup' && (annotation.object === 0 || !tagged.has(annotation.object)))
          yield { message: `A ${annotation.subtype} annotation is not in the tags`, where: onPage(page.number) }
  },
}

export const annotationOnWrongPage: InspectionRule<PdfSubject> = {
  id: 'annotation-on-wrong-page',
  *check({ tree, pages }) {
    const pageOf = new Map(pages.flatMap((page) => page.annotations.map((item) => [item.object, page.number] as const)))
    for (const kid of walk(tree)) {
      if (kid.kind !== 'object') continue
      const real = pageOf.get(kid.object)
      if (real === undefined) yield { message: 'The tags name an annotation that is on no page' }
      else if (real !== kid.page)
        yield {
          message: `The tags put an annotation of page ${real} on ${kid.page === 0 ? 'no page' : `page ${kid.page}`}`,
          where: onPage(real),
        }
    }
  },
}

/** A cell may be left blank for someone to write in. */
const MAY_BE_EMPTY = new Set(['TD'])

export const elementEmpty: InspectionRule<PdfSubject> = {
  id: 'element-empty',
  *check({ tree, events }) {
    const drawn = new Set(events.map(keyOf))
    for (const element of elementsOf(tree)) {
      if (MAY_BE_EMPTY.has(element.type)) continue
      const full = element.kids.some((kid) => kid.kind !== 'content' || drawn.has(contentKey(kid.page, kid.mcid)))
      const page = element.kids.find((kid) => kid.kind === 'content')?.page
      if (!full) yield { message: `An element ${element.type} is empty`, where: page ? `page ${page}` : '' }
    }
  },
}

/** Anything shorter is a file name or a word, not a description of a picture. */
const SHORTEST = 10

export const figureWithoutAlternative: InspectionRule<PdfSubject> = {
  id: 'figure-without-alternative',
  *check({ file, tree }) {
    for (const figure of elementsOf(tree, 'Figure', 'Formula')) {
      const words = alternative(file, figure).trim()
      if (words.length < SHORTEST)
        yield {
          message: words === '' ? 'A figure has no text alternative' : `A figure's text alternative is only “${words}”`,
        }
    }
  },
}

export const headingSkipped: InspectionRule<PdfSubject> = {
  id: 'heading-skipped',
  *check(subject) {
    const headings = elementsOf(subject.tree, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6')
    yield* headingProblems(
      [...headings].map((heading) => ({ level: Number(heading.type.slice(1)), words: wordsIn(subject, heading) })),
    )
  },
}

export const linkWithoutWords: InspectionRule<PdfSubject> = {
  id: 'link-without-words',
  *check({ file, pages }) {
    for (const page of pages)
      for (const { subtype, dict } of page.annotations)
        if (subtype === 'Link' && (textOf(file.entry(dict, 'Contents')) ?? '').trim() === '')
          yield { message: 'A link has no description of its target (Contents)', where: onPage(page.number) }
  },
}

export const listBroken: InspectionRule<PdfSubject> = {
  id: 'list-broken',
  *check(subject) {
    for (const list of elementsOf(subject.tree, 'L'))
      for (const kid of list.kids)
        if (kid.kind !== 'element' || !['LI', 'L', 'Caption'].includes(kid.type))
          yield { message: `A list contains ${kid.kind === 'element' ? kid.type : 'words'} instead of items` }
    for (const item of elementsOf(subject.tree, 'LI'))
      if (!item.kids.some((kid) => kid.kind === 'element' && kid.type === 'LBody'))
        yield { message: `List item “${excerpt(wordsIn(subject, item))}” has no body` }
  },
}

export const readingOrderJumps: InspectionRule<PdfSubject> = {
  id: 'reading-order-jumps',
  *check(subject) {
    const firstItems = firstItemPerContent(subject.items)
    let previous: TextItem | undefined
    let previousRow: StructureElement | null = null
    for (const kid of walk(subject.tree)) {
      const item = kid.kind === 'content' ? firstItems.get(contentKey(kid.page, kid.mcid)) : undefined
      if (!item || kid.kind !== 'content') continue
      const row = closest(kid.element, 'TR')
      // Each cell of a row that is split over pages is read to its end before the next one.
      const inSplitRow = row !== null && row === previousRow && item.page !== previous?.page
      if (previous && !inSplitRow && isBefore(item, previous))
        yield {
          message: `“${excerpt(item.text)}” is read after “${excerpt(previous.text)}” but is above it`,
          where: onPage(item.page),
        }
      previous = item
      previousRow = row
    }
  },
}

/** Text that is higher in the same column than the text read before it. Cells of a row may be side by side. */
function isBefore(item: TextItem, previous: TextItem): boolean {
  if (item.page !== previous.page) return item.page < previous.page
  const sameColumn = item.box.left < previous.box.right && previous.box.left < item.box.right
  return sameColumn && item.box.bottom > previous.box.top
}

function firstItemPerContent(items: readonly TextItem[]): Map<string, TextItem> {
  const first = new Map<string, TextItem>()
  for (const item of items) {
    if (item.mcid === null || item.text.trim() === '') continue
    const key = contentKey(item.page, item.mcid)
    if (!first.has(key)) first.set(key, item)
  }
  return first
}

export const tableWithoutHeaders: InspectionRule<PdfSubject> = {
  id: 'table-without-headers',
  *check(subject) {
    for (const table of elementsOf(subject.tree, 'Table')) {
      const headers = [...elementsOf(table, 'TH')]
      const start = excerpt(wordsIn(subject, table))
      if (headers.length === 0) yield { message: `Table “${start}” has no header cells` }
      for (const header of headers) {
        const words = wordsIn(subject, header)
        // In a header cell with a field, what somebody writes becomes its text.
        if (words === '' && elementsOf(header, 'Form').next().done)
          yield { message: `A header cell of table “${start}” is empty` }
        if (nameOf(attribute(subject.file, header, 'Scope')) === undefined)
          yield { message: `Header cell “${excerpt(words)}” does not say whether it names a row or a column` }
      }
    }
  },
}
