/**
 * The type of a renderer: a document and a theme in, bytes out.
 *
 * @module
 */
import type { Copy, Document } from '../document/document.ts'
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
