/**
 * Step one: a Document becomes pages of boxes. Pure, and the only step that knows about space.
 *
 * @module
 */
import type { Block, Document, Span } from '../../document/document.ts'
import { headingIds } from '../../document/walk.ts'
import type { Theme } from '../../document/theme.ts'
import { placedAddresses } from './address.ts'
import { blockSlices } from './blocks.ts'
import { A4, A4_WIDE, type Page, type PageSize } from './boxes.ts'
import { column, pageFrame, type PageFrame } from './page-frame.ts'
import { paginate, type BodyArea, type BodyPage } from './paginate.ts'
import type { Place } from './place.ts'
import { tablePlan } from './table-plan.ts'

/** A link to a heading that this document does not have is left as words. */
function linkResolver(document: Document): (span: Span) => Span {
  const known = new Set(headingIds(document.blocks))
  return (span) => {
    if (span.href === undefined || !span.href.startsWith('#') || known.has(span.href.slice(1))) return span
    return { text: span.text, ...(span.marks === undefined ? {} : { marks: span.marks }) }
  }
}

/** Blocks that share pages: a sheet has pages of its own, upright or on their side. */
function runsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const runs: Block[][] = []
  blocks.forEach((block, i) => {
    const last = runs.at(-1)
    if (last === undefined || block.type === 'sheet' || blocks[i - 1]?.type === 'sheet') runs.push([block])
    else last.push(block)
  })
  return runs.length === 0 ? [[]] : runs
}

const sizeOf = ([block]: readonly Block[]): PageSize => (block?.type === 'sheet' && block.wide === true ? A4_WIDE : A4)

let last: { readonly document: Document; readonly theme: Theme; readonly pages: readonly Page[] } | undefined

/**
 * The copies of a document stand the same on paper and are asked for one after the other, so the last one is remembered.
 *
 * @throws {MissingGlyphError} if the fonts lack a character of the document
 * @throws {ZoneTooSmallError} if a letter's address does not fit its zone
 */
export function layoutDocument(document: Document, theme: Theme): readonly Page[] {
  if (last?.document === document && last.theme === theme) return last.pages
  last = undefined
  const pages = layOut(document, theme)
  last = { document, theme, pages }
  return pages
}

function layOut(document: Document, theme: Theme): readonly Page[] {
  const root: Place = {
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
    const place: Place = { ...root, ...column(document, theme, size) }
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
