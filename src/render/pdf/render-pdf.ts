/**
 * Document → PDF, in two steps: `layout.ts` turns blocks into pages of boxes, `draw-pages.ts` turns these into a file.
 *
 * Print copies follow PDF/UA-1 and PDF/A-2a, fill-in copies PDF/UA-1. Same document, same bytes: the only date in the
 * file is the day its content last changed.
 *
 * @module
 */
import type { Renderer } from '../format.ts'
import { drawPages } from './draw-pages.ts'
import { layoutDocument } from './layout.ts'

/**
 * @throws {MissingGlyphError} if the fonts lack a character: it would be printed as an empty box
 * @throws {ZoneTooSmallError} if a letter's address does not fit its zone
 */
export const renderPdf: Renderer = async (document, { copy, theme }) => {
  const pages = layoutDocument(document, theme)
  return { bytes: drawPages(pages, document, theme, copy), pages: pages.length }
}
