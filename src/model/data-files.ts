/**
 * What a pack holds besides documents: a calendar and a list of tasks. Words and days are worked out; the formats are not.
 *
 * @module
 */
import type { IsoDay, IsoMoment } from '../base/day.ts'
import type { Copy, Format, PaperFormat } from '../document/document.ts'

/** Something with a day or an hour. */
export interface CalendarEvent {
  /** Stable whatever its words and days: what a calendar knows it by. */
  readonly uid: string
  readonly summary: string
  readonly description: string
  readonly categories: readonly string[]
  /** First day, or moment. */
  readonly start: IsoDay | IsoMoment
  /** Last day, itself included, or moment; of the same kind as `start`. */
  readonly end: IsoDay | IsoMoment
  /** False: only proposed. */
  readonly agreed: boolean
}

export interface CalendarContent {
  readonly name: string
  readonly events: readonly CalendarEvent[]
  /** Day the content last changed: never the day of the run. */
  readonly modified: IsoDay
}

/** What was written of an event, so that the next calendar can say whether it changed. */
export interface WrittenEvent {
  readonly sequence: number
  /** Hash of its words and days. */
  readonly hash: string
  readonly summary: string
  readonly start: IsoDay | IsoMoment
  readonly end: IsoDay | IsoMoment
  /** It is no longer in the plan, and calendars were told. */
  readonly gone?: boolean
}

/** By uid. Kept in the manifest. */
export type CalendarRecord = Readonly<Record<string, WrittenEvent>>

/** A sheet of plain cells. Days are `YYYY-MM-DD`. */
export interface PaperTable {
  readonly name: string
  readonly columns: readonly {
    readonly header: string
    /** In characters. */
    readonly width: number
    readonly kind: 'text' | 'date'
    /** What may be chosen from a list. */
    readonly choices?: readonly string[]
    /** Said when something else is typed. */
    readonly help?: string
  }[]
  readonly rows: readonly (readonly string[])[]
}

export interface DataFiles {
  readonly calendar: CalendarContent
  readonly tasks: PaperTable
}

/*
 * A pack: the named files of one practice, and the manifest that says what they were made from.
 */

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
