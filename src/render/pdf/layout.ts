/**
 * Step one: a Document becomes pages of boxes. Pure, and the only step that knows about space.
 *
 * @module
 */
import type { Block, Document, Span } from '../../document/document.ts'
import type { RenderOptions } from '../format.ts'
import { placedAddresses } from './address.ts'
import { blockSlices } from './blocks.ts'
import type { Page } from './boxes.ts'
import { column, pageFrame } from './page-frame.ts'
import { paginate } from './paginate.ts'
import type { Place } from './place.ts'
import { tablePlan } from './table-plan.ts'

/** Ids that links can lead to, wherever they stand. */
function headingIds(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block): readonly string[] => {
    if (block.type === 'heading') return [block.id]
    if (block.type === 'list') return block.items.flatMap(headingIds)
    return block.type === 'callout' ? headingIds(block.blocks) : []
  })
}

/** A link to a heading that this document does not have is left as words. */
function linkResolver(document: Document): (span: Span) => Span {
  const known = new Set(headingIds(document.blocks))
  return (span) => {
    if (span.href === undefined || !span.href.startsWith('#') || known.has(span.href.slice(1))) return span
    return { text: span.text, ...(span.marks === undefined ? {} : { marks: span.marks }) }
  }
}

/**
 * @throws {MissingGlyphError} if the fonts lack a character of the document
 * @throws {ZoneTooSmallError} if a letter's address does not fit its zone
 */
export function layoutDocument(document: Document, { theme, copy }: RenderOptions): readonly Page[] {
  const place: Place = {
    ...column(document, theme),
    parent: { type: 'Document', parent: null },
    frames: [],
    theme,
    copy,
    letter: document.letter !== undefined,
    columnsOf: tablePlan(document.blocks, theme),
    tickBox: document.words.tickBox,
    pageHeight: 0,
    headings: { last: 0 },
    resolve: linkResolver(document),
  }
  const frame = pageFrame(document, place)
  const { top, bottom } = frame.area(1)
  const flowing = document.letter === undefined ? document.blocks : document.blocks.filter((b) => b.type !== 'address')
  const addresses = placedAddresses(document, place)
  const pages = paginate(blockSlices(flowing, { ...place, pageHeight: bottom - top }), frame.area)
  return pages.map((page, i) => ({
    behind: [...frame.behind(i), ...page.behind],
    body: i === 0 ? [...addresses, ...page.body] : page.body,
    furniture: frame.furniture(i, pages.length),
  }))
}
