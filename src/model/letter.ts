/**
 * What letters and messages stand on besides words: printers' zones, dialects of patients' fields, channels.
 *
 * All of it is data in `templates/`; lengths are mm from the top left corner of A4.
 *
 * @module
 */
import type { Format } from '../document/format.ts'
import type { Zone } from '../document/letter-layout.ts'

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
