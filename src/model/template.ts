/**
 * A template as read: its front matter and its words, nothing filled yet.
 *
 * @module
 */
import type { ChecklistView, Document } from '../document/document.ts'
import type { Dialect } from './letter.ts'

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
  /** Which view of a checklist it is; null for the whole one, and for what is no checklist. */
  readonly view: ChecklistView | null
  /** Set as large as fits on one page. */
  readonly onePage: boolean
  /** View paths that must hold for the document to concern this practice at all. */
  readonly when: readonly When[]
  /** View paths without which the document is not made, such as `practice.phone`. */
  readonly requires: readonly string[]
  /** View paths that keep it a draft while they are not true or not known. */
  readonly confirms: readonly string[]
  /** Sections of the guide whose open gaps keep it a draft: a phase or page, or `page#heading-id`. */
  readonly uses: readonly string[]
  /** Which message it is, whatever the channel and language: `disruption`. */
  readonly variant: string
  /** Id in `channels.yaml` of a document that is one message; null where the body names its channels itself. */
  readonly channel: string | null
  /** Who gets the message, in words; null for what is no message. */
  readonly group: string | null
  /** View path of how many they are; null: unknown. */
  readonly number: string | null
  /** Id of the patients' day on which it must have arrived (`first-message`), or of a milestone. */
  readonly send: string | null
  /** Id of the role that sends it. */
  readonly owner: string | null
  /** Name of the printer profile; absent: that of each dialect, or an ordinary page. */
  readonly profile: string | null
  /** Who may fill in its patients' fields. */
  readonly dialects: readonly Dialect[]
  /** A second copy in large print. */
  readonly largePrint: boolean
  /** Size of body text; null: that of the run. */
  readonly bodyPt: number | null
  /** `Page {page} of {pages}` in the template's own language; null: as in the shared words. */
  readonly footer: string | null
  /** The only formats it is made in; empty: all that are asked for. */
  readonly formats: readonly string[]
  readonly body: string
  /** Line of the file on which the body starts. */
  readonly bodyLine: number
}

/** `practice.previousGoLive`, `not dates.goLive.agreed`, `answers.onlineServices is not no`. */
export interface When {
  readonly path: string
  /** The value it must have; null: it must be known, or true. */
  readonly is: string | null
  readonly not: boolean
}
