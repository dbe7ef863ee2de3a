/**
 * A pack: its files, the calendar and task list among them, and what its manifest records of calendars and words.
 *
 * @module
 */
import type { IsoDay, IsoMoment } from '../base/day.ts'
import type { CopyOfFile, Format, PaperFormat } from '../document/document.ts'

/** Something with a day or an hour. */
export interface CalendarEvent {
  /** By which calendars recognise the event; independent of its words and days. */
  readonly uid: string
  readonly summary: string
  readonly description: string
  readonly categories: readonly string[]
  /** First day, or moment at which it starts. */
  readonly start: IsoDay | IsoMoment
  /** Last day, inclusive, or moment at which it ends; of the same kind as `start`. */
  readonly end: IsoDay | IsoMoment
  /** False: only proposed. */
  readonly agreed: boolean
  /** Something is printed or posted: a reminder comes the morning before. */
  readonly alarm?: true
}

export interface CalendarContent {
  readonly name: string
  readonly events: readonly CalendarEvent[]
  /** Day on which the content last changed; never the day of the run. */
  readonly modified: IsoDay
}

/** What was last written of an event, so that the next calendar can tell whether it changed. */
export interface WrittenEvent {
  /** Greater than before with each change, and than that of a change on an earlier day. */
  readonly sequence: number
  /** Day of its last change; absent in records of earlier versions. */
  readonly changed?: IsoDay
  /** Hash of its words and days. */
  readonly hash: string
  readonly summary: string
  readonly start: IsoDay | IsoMoment
  readonly end: IsoDay | IsoMoment
  /** No longer in the plan; a cancellation has been written. */
  readonly gone?: boolean
  /** The role in whose calendar it is; absent: in everybody's. */
  readonly of?: string
}

/** Events by uid; stored in the manifest. */
export type CalendarRecord = Readonly<Record<string, WrittenEvent>>

/** A sheet of plain cells. Days are `YYYY-MM-DD`. */
export interface PaperTable {
  readonly name: string
  readonly columns: readonly {
    readonly header: string
    /** In characters. */
    readonly width: number
    readonly kind: 'text' | 'date'
    /** Values offered in a list. */
    readonly choices?: readonly string[]
    /** Shown when something else is typed. */
    readonly help?: string
  }[]
  readonly rows: readonly (readonly string[])[]
  /** Filter buttons; and how many columns are printed: those after them are for programs. */
  readonly printed?: number
  /** Rows in colour once a day has passed: the column of the day, and those that say it is done. */
  readonly late?: { readonly by: number; readonly status: number; readonly done: string; readonly on: number }
}

/** The tasks of one role as a calendar. */
export interface RoleCalendar {
  /** Id of the role. */
  readonly role: string
  /** As it stands in the file's name. */
  readonly title: string
  readonly content: CalendarContent
}

/** How a task waits for another: until it is finished, or it only may not finish before it. */
export interface ProjectLink {
  /** Position in the list, from 1. */
  readonly number: number
  readonly type: 'FS' | 'FF'
}

/** A task for programs that plan projects. */
export interface ProjectTask {
  readonly id: string
  readonly name: string
  readonly start: IsoDay | null
  readonly finish: IsoDay | null
  /** Working days, at least 1. */
  readonly days: number
  readonly owner: string
  readonly notes: string
  readonly after: readonly ProjectLink[]
}

export interface ProjectContent {
  readonly name: string
  readonly author: string
  readonly tasks: readonly ProjectTask[]
  /** Bank holidays within the project. */
  readonly holidays: readonly IsoDay[]
  /** Other days than working days on which a task begins or ends, such as a weekend of the cutover. */
  readonly worked: readonly IsoDay[]
  readonly modified: IsoDay
}

export interface DataFiles {
  /** Milestones, messages and decisions. */
  readonly calendar: CalendarContent
  readonly roles: readonly RoleCalendar[]
  readonly tasks: PaperTable
  readonly project: ProjectContent
}

/** Every event of a pack, whatever calendar it is in. */
export const allEvents = ({ calendar, roles }: DataFiles): readonly CalendarEvent[] => [
  ...calendar.events,
  ...roles.flatMap(({ content }) => content.events),
]

export interface PackFile {
  /** Path inside the pack's folder, with `/`. */
  readonly name: string
  /** Its folder inside that of the pack; empty: the first level. */
  readonly folder: string
  /** As a person reads it, such as `Cutover plan`. */
  readonly title: string
  /** Its path in packs of before there were folders in the order of use; absent: those did not have it. */
  readonly formerName?: string
  /** Kind of document, as the option `documents` names it. */
  readonly document: string
  readonly format: Format | PaperFormat
  readonly copy: CopyOfFile
  readonly bytes: Uint8Array
  readonly pages: number | null
  /** True: the last run did not ask for it; it is as an earlier one made it. */
  readonly earlier?: true
}

export interface Pack {
  readonly ods: string
  /** Name of the folder: ASCII, at most 80 characters, unique also where case is ignored. */
  readonly folder: string
  /** Path of the manifest inside the pack's folder. */
  readonly manifest: string
  readonly files: readonly PackFile[]
}

/**
 * A hash of each document's words, the day on which they last changed, and the issue of the pack that they changed with, by its
 * kind and id, such as `letters/disruption`. Packs of before issues were counted have no number: it was the first.
 */
export type IssueRecord = Readonly<
  Record<string, { readonly words: string; readonly day: IsoDay; readonly number?: number }>
>
