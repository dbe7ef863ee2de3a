/**
 * The type of a renderer: a document and a theme in, bytes out.
 *
 * @module
 */
import type { Copy, Document, FormatSpec } from '../document/document.ts'
import type { Theme } from '../document/theme.ts'

export type { Copy, Format } from '../document/document.ts'

export interface RenderOptions {
  readonly copy: Copy
  readonly theme: Theme
}

export interface Rendered {
  readonly bytes: Uint8Array
  /** Null where the format has no pages of its own. */
  readonly pages: number | null
}

export type Renderer = (document: Document, options: RenderOptions) => Promise<Rendered>

/** A format with its code: a built-in one, or one's own. */
export interface DocumentFormat extends FormatSpec {
  /** What a person asks for. */
  readonly id: string
  /**
   * The same document and options give the same bytes. It throws a `DocumentError` where the document cannot be shown as it
   * should be: then that practice's pack is not made, and the others are.
   */
  readonly render: Renderer
}

/**
 * A link's address for PDF and Word, escaped exactly once: what the author escaped (`%2F`) stays as it is. Word reports a package
 * as damaged when a target is not a URI, such as one with a space in it.
 */
export const linkAddress = (href: string): string =>
  URL.canParse(href) ? new URL(href).href : encodeURI(href).replaceAll(/%25(?=[\dA-F]{2})/gi, '%')
