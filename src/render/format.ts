/**
 * What every renderer is: a document and a theme in, bytes out.
 *
 * @module
 */
import type { Copy } from '../document/format.ts'
import type { Document } from '../document/document.ts'
import type { Theme } from '../document/theme.ts'

export type { Copy, Format } from '../document/format.ts'

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
