/**
 * Render: a Document in every format asked for. The libraries load only when their format is wanted.
 *
 * To add a format: a folder beside this file, and a line here.
 *
 * @module
 */
import type { Document } from '../document/document.ts'
import type { Theme } from '../document/theme.ts'
import type { Copy, Format, Rendered, Renderer } from './format.ts'

const RENDERERS: Readonly<
  Record<Format, { readonly copies: readonly Copy[]; readonly load: () => Promise<Renderer> }>
> = {
  pdf: { copies: ['print', 'fill-in'], load: async () => (await import('./pdf/render-pdf.ts')).renderPdf },
  docx: { copies: ['fill-in'], load: async () => (await import('./docx/render-docx.ts')).renderDocx },
  html: { copies: ['fill-in'], load: async () => (await import('./html/render-html.ts')).renderHtml },
}

export const FORMATS = Object.keys(RENDERERS) as readonly Format[]

export interface RenderedCopy extends Rendered {
  readonly format: Format
  readonly copy: Copy
}

/** @throws when a character has no glyph: the practice fails with its place, never a blank box */
export async function renderDocument(
  document: Document,
  formats: readonly Format[],
  theme: Theme,
): Promise<RenderedCopy[]> {
  const rendered: RenderedCopy[] = []
  for (const format of formats) {
    const { copies, load } = RENDERERS[format]
    const render = await load()
    // A letter has nothing to fill in on screen: its blanks are merge fields.
    const wanted = document.kind === 'letters' ? copies.slice(0, 1) : copies
    for (const copy of wanted) rendered.push({ format, copy, ...(await render(document, { copy, theme })) })
  }
  return rendered
}
