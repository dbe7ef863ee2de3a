/**
 * Renders a Document in every format asked for. A format's libraries load only when it is wanted.
 *
 * To add a format: a folder beside this file, and a line here.
 *
 * @module
 */
import type { Block, Document } from '../document/document.ts'
import { allFields } from '../document/walk.ts'
import { themeFor, type Theme } from '../document/theme.ts'
import type { Copy, Format, Rendered, Renderer } from './format.ts'

const RENDERERS: Readonly<
  Record<Format, { readonly copies: readonly Copy[]; readonly load: () => Promise<Renderer> }>
> = {
  pdf: { copies: ['print', 'fill-in'], load: async () => (await import('./pdf/render-pdf.ts')).renderPdf },
  docx: { copies: ['fill-in'], load: async () => (await import('./docx/render-docx.ts')).renderDocx },
  html: { copies: ['fill-in'], load: async () => (await import('./html/render-html.ts')).renderHtml },
  md: { copies: ['print'], load: async () => (await import('./text-formats.ts')).renderMarkdown },
  txt: { copies: ['print'], load: async () => (await import('./text-formats.ts')).renderText },
}

/** Formats that a user can ask for; a message to paste is always made. */
export const FORMATS: readonly Format[] = ['pdf', 'docx', 'html']
const PASTED: readonly Format[] = ['md', 'txt']

export interface RenderedCopy extends Rendered {
  readonly format: Format
  readonly copy: Copy
}

/** @throws when a character has no glyph: the practice then fails with a place, instead of printing an empty box */
export async function renderDocument(
  document: Document,
  formats: readonly Format[],
  theme: Theme,
): Promise<RenderedCopy[]> {
  const made = document.formats?.filter((format) => formats.includes(format) || PASTED.includes(format)) ?? formats
  const rendered: RenderedCopy[] = []
  for (const format of made) {
    const { copies, load } = RENDERERS[format]
    const render = await load()
    const own = await themeOf(document, theme, format)
    // One copy is enough where nothing is filled in on screen: the blanks of a letter are merge fields; logs and
    // posters are for a pen.
    const toPatients = document.kind === 'letters' || document.kind === 'messages'
    const byPen = toPatients || document.onePage === true || !hasInputs(document.blocks)
    const wanted = byPen ? copies.slice(0, 1) : copies
    for (const copy of wanted) rendered.push({ format, copy, ...(await render(document, { copy, theme: own })) })
  }
  return rendered
}

/** A document may have its own size of print: a fixed one, or the largest at which it fits on one page. */
async function themeOf(document: Document, theme: Theme, format: Format): Promise<Theme> {
  if (document.bodyPt !== undefined) return themeFor(document.bodyPt, theme.colours.accent)
  if (document.onePage !== true) return theme
  const { largestOnOnePage } = await import('./pdf/render-pdf.ts')
  return largestOnOnePage(document, theme, format)
}

function hasInputs(blocks: readonly Block[]): boolean {
  for (const { printOnly } of allFields(blocks)) if (printOnly !== true) return true
  return false
}
