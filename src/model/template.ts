/**
 * A template before it is filled, and the data of `templates/` about letters and messages: printer profiles, dialects of
 * patients' fields, channels.
 *
 * Lengths are mm from the top left corner of A4.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { ChecklistView, Document, Format, PackFolder, Zone } from '../document/document.ts'

/** A fact without which a message is not made. */
export interface RequiredFact {
  /** View path, such as `practice.phone`. */
  readonly path: string
  /** View paths of which one must be true for the fact to be needed; empty: it always is. */
  readonly askedWhere: readonly string[]
}

export interface Template {
  readonly file: string
  /** Name of the document. */
  readonly id: string
  /** Name of its files as a person reads it; null: made of the id. */
  readonly fileName: string | null
  /** Null: that of its kind. */
  readonly folder: PackFolder | null
  /** Who gets it, in words; null: not said. */
  readonly readers: string | null
  readonly kind: Document['kind']
  readonly language: string
  /** May mention fields of the view. */
  readonly title: string
  readonly subject: string
  /** Line above the title of the cover; null: no cover. */
  readonly eyebrow: string | null
  /** Lines of the cover under the title. */
  readonly coverLines: readonly string[]
  /** Which view of a checklist it is; null for the full checklist, and for other documents. */
  readonly view: ChecklistView | null
  /** Set as large as fits on one page. */
  readonly onePage: boolean
  /** Conditions on view paths for the document to be made for a practice at all. */
  readonly when: readonly When[]
  /** Facts without which the document is not made. */
  readonly requires: readonly RequiredFact[]
  /** Facts without which only a paragraph is left out, or says that it is not known. */
  readonly optional: readonly RequiredFact[]
  /** View paths that keep it a draft until they are true or known. */
  readonly confirms: readonly string[]
  /** Sections of the guide whose open gaps keep it a draft: a phase or page, or `page#heading-id`. */
  readonly uses: readonly string[]
  /** Which message it is, independent of channel and language: `disruption`. */
  readonly variant: string
  /** Id in `channels.yaml`, if the document is one message; null if the body names its channels itself. */
  readonly channel: string | null
  /** Who gets the message, in words; null for documents that are not messages. */
  readonly group: string | null
  /** View path of the number of recipients; null: unknown. */
  readonly number: string | null
  /** Id of a day of the policy (`first-message`) or milestone by which it must have arrived; or {@link AT_ONCE}, {@link ONLINE_STOPS}. */
  readonly send: string | null
  /** Id of the role that sends it. */
  readonly owner: string | null
  /** What it collects of the pack; null: it is a document by itself. */
  readonly collects: Collection | null
  /** Name of the printer profile; null: that of each dialect, or an ordinary page. */
  readonly profile: string | null
  /** The dialects in which its patients' fields are written. */
  readonly dialects: readonly Dialect[]
  /** Also made in large print. */
  readonly largePrint: boolean
  /** Size of body text; null: as in the rest of the run. */
  readonly bodyPt: number | null
  /** Spaces as a share of the usual; null: the usual. */
  readonly air: number | null
  /** `Page {page} of {pages}` in the template's language; null: as in `words.yaml`. */
  readonly footer: string | null
  /** The only formats it is made in; empty: all that are asked for. */
  readonly formats: readonly string[]
  /** The formats it is made in where nobody asks for any; empty: all. */
  readonly defaultFormats: readonly string[]
  /** Of a PDF with blanks only the copy for paper: it is filled in with a pen, or in Word. */
  readonly printOnly: boolean
  readonly body: string
  /** Line of the file on which the body starts. */
  readonly bodyLine: number
}

/** What a document collects, in place of a file for each. */
export const COLLECTIONS = ['messages', 'posters'] as const
export type Collection = (typeof COLLECTIONS)[number]

/** The channels that a template of a message is for: that of its head, which a letter always has, or those of its body. */
export function channelsOf({ channel, body }: Pick<Template, 'channel' | 'body'>): string[] {
  return channel === null ? [...body.matchAll(/^<!-- channel: ([a-z-]+)/gm)].map(([, id = '']) => id) : [channel]
}

/** In place of a day: as soon as its news is known. */
export const AT_ONCE = 'at-once'

/** In `send`: on the day on which patients can no longer use online services, which only a supplier may know. */
export const ONLINE_STOPS = 'online-stops'

/** `practice.previousGoLive`, `not dates.goLive.agreed`, `answers.onlineServices is not no`. */
export interface When {
  readonly path: string
  /** The value it must have; null: it must be known, or true. */
  readonly is: string | null
  readonly not: boolean
}

/** How a merge field is written for whoever fills it: a Word merge field, `((full name))`, `{d.fullName}`. */
export const DIALECTS = ['word', 'govuk-notify', 'nhs-notify'] as const
export type Dialect = (typeof DIALECTS)[number]

export interface DialectInfo {
  readonly id: Dialect
  readonly name: string
  /** Id of the printer profile. */
  readonly profile: string
  /** Last part of the names of the dialect's files. */
  readonly suffix: string
  readonly formats: readonly Format[]
}

export interface NamedZone {
  readonly name: string
  readonly zone: Zone
}

export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface PrinterProfile {
  readonly id: string
  readonly name: string
  /** `unverified`: its measures are not published; they come from the user, with a warning. */
  readonly status: 'published' | 'ours' | 'unverified'
  readonly source: string
  /** Nothing may be printed outside, on any page. */
  readonly printable: Margins
  /** Margins of our own letters. */
  readonly text: Margins
  /** Null: unknown until the user gives it. */
  readonly address: Zone | null
  readonly sender: Zone
  readonly logo: Zone | null
  readonly alsoAllowed: readonly NamedZone[]
  readonly keepClear: readonly NamedZone[]
  /** Top of the zone for the body. */
  readonly bodyFromMm: number
  /** Where the body of our letters starts, a little lower. */
  readonly textFromMm: number
  /** 8 to 10. */
  readonly addressPt: number
  /** How far outside a zone something may reach and still pass. */
  readonly toleranceMm: number
  readonly font: string | null
  readonly largePrintPt: number
  readonly mostPages: number | null
  readonly mostMegabytes: number | null
}

/** How a template writes a merge field. */
export const MERGE_FIELD = /\[\[merge: ([a-z][a-z0-9_]*)\]\]/g

/** A field that is filled later by whoever holds the patient list: its name in each dialect, and invented examples. */
export interface MergeField {
  readonly name: string
  readonly names: Readonly<Record<Dialect, string>>
  readonly short: string
  readonly long: string
}

export interface Channel {
  readonly id: string
  readonly name: string
  /** For ways that reach one person at a time: the order in which they are tried; null: anybody sees or hears it. */
  readonly turn: number | null
  /** Whom it is for, when it comes in its turn. */
  readonly for: string | null
  /** The first one is used for estimates; empty: no charge. */
  readonly prices: readonly ChannelPrice[]
  readonly most: number | null
  /** Null: the ordinary formats of documents. */
  readonly format: Format | null
}

/** What a service charges for each letter, or for each part of a text message. */
export interface ChannelPrice {
  readonly service: string
  /** One price, or one for each number of sheets from 1 up. */
  readonly pence: readonly number[]
  readonly vat: 'plus' | 'included' | 'none'
  /** The day on which the price held. */
  readonly asOf: IsoDay
  /** Id of a source of the guide. */
  readonly source: string
}

/** Ids of a guide that templates may name. */
export interface GuideNames {
  readonly roles: readonly string[]
  /** Milestones, and the days of patients in its timing policy. */
  readonly days: readonly string[]
  /** Phases, pages and their headings; null: not compared, as of a guide that others write. */
  readonly sections: readonly string[] | null
  /** Phases of its timing policy; absent: not compared. */
  readonly phases?: readonly string[]
}

/** Everything that `templates/` says about letters besides the templates themselves. */
export interface LetterData {
  readonly profiles: ReadonlyMap<string, PrinterProfile>
  readonly dialects: readonly DialectInfo[]
  readonly fields: ReadonlyMap<string, MergeField>
  readonly channels: ReadonlyMap<string, Channel>
  /** Named sets of facts that a letter requires. */
  readonly factSets: ReadonlyMap<string, readonly RequiredFact[]>
}
