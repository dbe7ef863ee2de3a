/**
 * A template as read: its front matter and its words, nothing filled yet.
 *
 * @module
 */
import type { Document } from '../document/document.ts'

export interface Template {
  readonly file: string
  /** Name of the document and of its file. */
  readonly id: string
  readonly kind: Document['kind']
  readonly language: string
  /** May mention fields of the view. */
  readonly title: string
  readonly subject: string
  /** Line above the title of the cover; absent: no cover. */
  readonly eyebrow: string | null
  /** Lines of the cover under the title. */
  readonly coverLines: readonly string[]
  /** View paths without which the document is not made, such as `practice.phone`. */
  readonly requires: readonly string[]
  /** Phases whose open gaps keep it a draft. */
  readonly uses: readonly string[]
  /** Name of the printer profile; absent: an ordinary page. */
  readonly profile: string | null
  readonly body: string
  /** Line of the file on which the body starts. */
  readonly bodyLine: number
}
