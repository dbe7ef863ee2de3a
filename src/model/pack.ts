/**
 * A pack: the named files of one practice, and the manifest that says what they were made from.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Copy, Format, PaperFormat } from '../document/format.ts'

export interface PackFile {
  /** File name inside the pack's folder; letters and messages stand in folders of their own, with `/`. */
  readonly name: string
  /** Kind of document, as `documents` names it. */
  readonly document: string
  readonly format: Format | PaperFormat
  readonly copy: Copy
  readonly bytes: Uint8Array
  readonly pages: number | null
}

export interface Pack {
  readonly ods: string
  /** Name of the folder: ASCII, at most 80 characters, unique whatever the file system's capitals. */
  readonly folder: string
  readonly files: readonly PackFile[]
}

/**
 * A hash of each document's words and the day on which they last changed, by its kind and id, such as
 * `letters/disruption`.
 */
export type IssueRecord = Readonly<Record<string, { readonly words: string; readonly day: IsoDay }>>
