/**
 * A template as read: its front matter and its words, nothing filled yet.
 *
 * @module
 */
import type { ChecklistView, Document, Format, Zone } from '../document/document.ts'

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

/*
 * What letters and messages stand on besides words: printers' zones, dialects of patients' fields, channels.
 *
 * All of it is data in `templates/`; lengths are mm from the top left corner of A4.
 */

/** How a field that stays open is written: a Word merge field, `((full name))`, `{d.fullName}`. */
export const DIALECTS = ['word', 'govuk-notify', 'nhs-notify'] as const
export type Dialect = (typeof DIALECTS)[number]

export interface DialectInfo {
  readonly id: Dialect
  readonly name: string
  /** Id of the printer profile. */
  readonly profile: string
  /** Ends the name of the dialect's files. */
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
  /** `unverified`: nobody has published its mm; they come from the user, and a warning stays. */
  readonly status: 'published' | 'ours' | 'unverified'
  readonly source: string
  /** Nothing may stand outside, on any page. */
  readonly printable: Margins
  /** Margins of our own letters. */
  readonly text: Margins
  /** Null: unknown until the user gives it. */
  readonly address: Zone | null
  readonly sender: Zone
  readonly logo: Zone | null
  readonly alsoAllowed: readonly NamedZone[]
  readonly keepClear: readonly NamedZone[]
  /** The zone of the body begins here. */
  readonly bodyFromMm: number
  /** Our own letters begin here, a little lower. */
  readonly textFromMm: number
  /** 8 to 10. */
  readonly addressPt: number
  /** What stands up to so far outside a zone still passes. */
  readonly toleranceMm: number
  readonly font: string | null
  readonly largePrintPt: number
  readonly mostPages: number | null
  readonly mostMegabytes: number | null
}

/** How a template writes a field that stays open. */
export const MERGE_FIELD = /\[\[merge: ([a-z][a-z0-9_]*)\]\]/g

/** A field that whoever holds the patient list fills later, with its name in each dialect and invented examples. */
export interface MergeField {
  readonly name: string
  readonly names: Readonly<Record<Dialect, string>>
  readonly short: string
  readonly long: string
}

export interface Channel {
  readonly id: string
  readonly name: string
  /** For each letter, or each part of a text message; null: no charge. */
  readonly pence: number | null
  readonly most: number | null
  /** Null: the ordinary formats of documents. */
  readonly format: Format | null
  readonly source: string | null
}

/** Everything that `templates/` says about letters besides the templates themselves. */
export interface LetterData {
  readonly profiles: ReadonlyMap<string, PrinterProfile>
  readonly dialects: readonly DialectInfo[]
  readonly fields: ReadonlyMap<string, MergeField>
  readonly channels: ReadonlyMap<string, Channel>
  /** Sets of required facts by name: view paths. */
  readonly factSets: ReadonlyMap<string, readonly string[]>
}
