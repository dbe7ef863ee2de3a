/**
 * Document → PDF, in two steps: this file lays blocks out as pages of boxes, `draw-pages.ts` turns these into a file.
 *
 * Print copies follow PDF/UA-1 and PDF/A-2a, fill-in copies PDF/UA-1. Same document, same bytes: the only date in the
 * file is the day on which its content last changed. Also finds the largest size at which a document fits on one page.
 *
 * @module
 */
import { defined } from '../../base/shape.ts'
import type { Block, Document, Format, Span } from '../../document/document.ts'
import { forLetters, sizedFor, type Theme, themeFor } from '../../document/theme.ts'
import { headingIds } from '../../document/walk.ts'
import type { Renderer } from '../format.ts'
import { blockSlices } from './blocks.ts'
import { A4, A4_WIDE, type PageBoxes, type PageSize } from './boxes.ts'
import { drawPages } from './draw-pages.ts'
import { placedAddresses } from './letterhead.ts'
import { type BodyArea, type BodyPage, column, pageFrame, type PageFrame, paginate } from './page-frame.ts'
import type { LayoutContext } from './place.ts'
import { tablePlan } from './table-plan.ts'

/** A link to a heading that is not in this document becomes plain text. */
function linkResolver(document: Document): (span: Span) => Span {
  const known = new Set(headingIds(document.blocks))
  return (span) => {
    if (span.href === undefined || !span.href.startsWith('#') || known.has(span.href.slice(1))) return span
    return { text: span.text, ...defined({ marks: span.marks }) }
  }
}

const isApart = (block: Block | undefined): boolean => block?.type === 'sheet' && block.flows !== true

/** Blocks that share pages: a sheet that does not flow has pages of its own, portrait or landscape. */
function runsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const runs: Block[][] = []
  blocks.forEach((block, i) => {
    const last = runs.at(-1)
    if (last === undefined || isApart(block) || isApart(blocks[i - 1])) runs.push([block])
    else last.push(block)
  })
  return runs.length === 0 ? [[]] : runs
}

const sizeOf = ([block]: readonly Block[]): PageSize => (block?.type === 'sheet' && block.wide === true ? A4_WIDE : A4)

let last: { readonly document: Document; readonly theme: Theme; readonly pages: readonly PageBoxes[] } | undefined

/**
 * Step one: a Document becomes pages of boxes. The copies of a document have the same layout and are requested one
 * after the other, so the last layout is remembered.
 *
 * @throws {MissingGlyphError} if the fonts lack a character of the document
 * @throws {ZoneTooSmallError} if a letter's address does not fit its zone
 */
export function layoutDocument(document: Document, theme: Theme): readonly PageBoxes[] {
  if (last?.document === document && last.theme === theme) return last.pages
  last = undefined
  const pages = layOut(document, theme)
  last = { document, theme, pages }
  return pages
}

function layOut(document: Document, theme: Theme): readonly PageBoxes[] {
  const root: LayoutContext = {
    ...column(document, theme, A4),
    parent: { type: 'Document', parent: null },
    frames: [],
    theme,
    letter: document.letter !== undefined,
    columnsOf: tablePlan(document.blocks, theme),
    tickBox: document.words.tickBox,
    pageHeight: 0,
    headings: { last: 0 },
    resolve: linkResolver(document),
  }
  const flowing = document.letter === undefined ? document.blocks : document.blocks.filter((b) => b.type !== 'address')
  const addresses = placedAddresses(document, root)
  const laid: { readonly size: PageSize; readonly frame: PageFrame; readonly page: BodyPage }[] = []
  for (const run of runsOf(flowing)) {
    const size = sizeOf(run)
    const place: LayoutContext = { ...root, ...column(document, theme, size) }
    const frame = pageFrame(document, place, size)
    const first = laid.length
    const area: BodyArea = (page) => frame.area(first + page)
    const { top, bottom } = area(1)
    for (const page of paginate(blockSlices(run, { ...place, pageHeight: bottom - top }), area))
      laid.push({ size, frame, page })
  }
  return laid.map(({ size, frame, page }, i) => ({
    size,
    behind: [...frame.behind(i), ...page.behind],
    body: i === 0 ? [...addresses, ...page.body] : page.body,
    furniture: frame.furniture(i, laid.length),
  }))
}

/**
 * @throws {MissingGlyphError} if the fonts lack a character: it would be printed as an empty box
 * @throws {ZoneTooSmallError} if a letter's address does not fit its zone
 */
export const renderPdf: Renderer = async (document, { copy, theme }) => {
  const pages = layoutDocument(document, theme)
  return { bytes: drawPages(pages, document, theme, copy), pages: pages.length }
}

/**
 * How many pages a letter has.
 *
 * @param theme of the run; a letter may have its own size
 * @throws {MissingGlyphError} if the fonts lack a character
 * @throws {ZoneTooSmallError} if its address does not fit its zone
 */
export const pagesOfLetter = (document: Document, theme: Theme): number =>
  layoutDocument(document, forLetters(sizedFor(document, theme))).length

/** UKAAF G003: clear print 12 pt or more, large print 16 pt or more. */
const SMALLEST = { clear: 12, large: 16 }
const LARGEST = 1.5
/** Spacing is reduced before size. */
const AIR = [1, 0.7, 0.4]
const TIGHT = 0.4
/** Allowance for Word, whose line and page breaks differ from ours. */
const WORDS_OWN_BREAKS = 1

/**
 * The largest print at which a document fits on one page: for a wall, the larger the better.
 *
 * @param theme of the run: not smaller where that fits; spacing is reduced before size
 * @returns the tightest that print of its kind may be, where even that needs a second page: text is never lost
 */
export function largestOnOnePage(document: Document, theme: Theme, format: Format): Theme {
  const smallest = theme.bodyPt >= SMALLEST.large ? SMALLEST.large : SMALLEST.clear
  const sized = (bodyPt: number, air: number): Theme => themeFor(bodyPt, theme.colours.accent, air)
  const tried = sizes(Math.round(theme.bodyPt * LARGEST), smallest).flatMap((bodyPt) =>
    AIR.map((air) => sized(bodyPt, air)),
  )
  const fits = (one: Theme): boolean => layoutDocument(document, one).length === 1
  const found = tried.find(fits) ?? sized(smallest, TIGHT)
  if (format !== 'docx') return found
  const bodyPt = Math.max(smallest, found.bodyPt - WORDS_OWN_BREAKS)
  // At the smallest size only spaces are left to give.
  return sized(bodyPt, bodyPt === smallest ? TIGHT : found.air)
}

/** Lines that Word may need besides ours, because its lines and rows break elsewhere. */
const SPARE_LINES = 3

/** Whether a document of one page fits on it in Word too, at the size of the theme. */
export function fitsWithRoom(document: Document, theme: Theme): boolean {
  const tight = themeFor(theme.bodyPt, theme.colours.accent, TIGHT)
  const spare = Array.from({ length: SPARE_LINES }, (): Block => ({ type: 'paragraph', spans: [{ text: '–' }] }))
  return layoutDocument({ ...document, blocks: [...document.blocks, ...spare] }, tight).length === 1
}

/** Integer sizes in points, largest first. */
const sizes = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, n) => from - n)
