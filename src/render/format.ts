/**
 * What every renderer is: a document and a theme in, bytes out.
 *
 * @module
 */
import type { Document } from '../document/document.ts'
import type { Theme } from '../document/theme.ts'

export type Format = 'pdf' | 'docx' | 'html'

/** `print`: for paper, boxes drawn. `fill-in`: boxes to tick and blanks to type into, on screen. */
export type Copy = 'print' | 'fill-in'

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
