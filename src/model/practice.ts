/**
 * One practice, parsed from its row in the practices file; its entry in the national file; its logo.
 *
 * Times are `HH:MM` in Europe/London. What the row does not give is null: a visible blank and a to-do in the pack, never a
 * guess.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { CellPlace } from './finding.ts'
import type { SystemInfo } from './clinical-system.ts'
import type { MilestoneId } from './guide.ts'

export type MilestoneStatus = 'proposed' | 'confirmed' | 'done'
export type CutoverKind = 'week' | 'weekend' | '72-hours'

/** A date that a person set. It is never moved. */
export interface FixedMilestone {
  readonly date: IsoDay
  readonly status: MilestoneStatus
  readonly cell: CellPlace
}

export interface Contact {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly deputy: string | null
  readonly outOfHours: string | null
}

/** The clinical system as written, and its entry in the guide's `systems.yaml`. */
export interface PracticeSystem {
  readonly written: string
  readonly known: SystemInfo | null
}

/** Columns that hold plain text about the practice. */
export const TEXT_COLUMNS = [
  'address_1',
  'address_2',
  'address_3',
  'address_4',
  'address_5',
  'postcode',
  'phone',
  'email',
  'website',
  'icb',
  'pcn',
  'delivery_partner',
  'delivery_team',
  'trainer',
  'pathology_lab',
  'wave',
  'dates_accepted_by',
  'signatory',
  'signatory_role',
  'online_url',
  'apps_stop',
  'apps_continue',
  'urgent_phone',
  'results_phone',
  'urgent_results_phone',
  'duty_doctor_phone',
  'formats_contact',
  'privacy_url',
  'letter_dialect',
  'letter_profile',
  'large_print',
  'logo',
  'colour',
] as const
export type TextColumn = (typeof TEXT_COLUMNS)[number]

export interface Practice {
  readonly ods: string
  readonly name: string
  /** Row as a spreadsheet counts: the header is row 1. */
  readonly row: number
  readonly currentSystem: PracticeSystem
  readonly newSystem: PracticeSystem
  readonly goLive: IsoDay
  /** Milestones with a date in the row; always includes go-live. */
  readonly fixed: Readonly<Partial<Record<MilestoneId, FixedMilestone>>>
  /** Statuses given for milestones whose date the policy works out. */
  readonly statuses: Readonly<Partial<Record<MilestoneId, MilestoneStatus>>>
  readonly times: Readonly<Partial<Record<'go-live' | 'final-data-production', string>>>
  readonly cutover: CutoverKind
  /** "Order repeats by": only the row can give it. */
  readonly repeatOrderBy: IsoDay | null
  /** The day on which online services and patient apps are switched off: only its supplier knows it. */
  readonly appsOff: IsoDay | null
  /** The go-live day announced to patients before it changed. */
  readonly previousGoLive: IsoDay | null
  readonly patients: number | null
  readonly text: Readonly<Record<TextColumn, string | null>>
  /** By role id; roles without any details are absent. */
  readonly contacts: Readonly<Record<string, Contact>>
  /** Absent if there is none, or none that can be used. */
  readonly logo?: LogoFile
  /** By condition id: true, false, or absent when unknown. */
  readonly conditions: Readonly<Record<string, boolean>>
}

/** An organisation's entry in the national file of practices (epraccur). */
export interface OdsPractice {
  readonly ods: string
  /** As in the file: usually all capitals. */
  readonly name: string
  /** The lines that are not empty, in order. */
  readonly address: readonly string[]
  readonly postcode: string
  readonly phone: string
  readonly status: 'active' | 'closed' | 'dormant' | 'proposed'
  /** Null while it is open. */
  readonly closed: IsoDay | null
  /** False: a walk-in centre, a clinic, a prison service or another prescriber. */
  readonly isGpPractice: boolean
  /** Code of the commissioner: a sub-ICB or former CCG, not always a current integrated care board. */
  readonly commissioner: string
}

export interface OdsRegister {
  readonly file: string
  /** Newest date in the file, which is therefore no older; null if no entry has a date. */
  readonly newest: IsoDay | null
  readonly practices: ReadonlyMap<string, OdsPractice>
}

/**
 * A practice's or partner's own logo. The file is checked when the practices are read; its bytes are read again when a
 * pack is made, so that a run never holds the logos of all practices in memory.
 */
export interface LogoFile {
  /** Absolute path. */
  readonly file: string
  readonly sha256: string
  readonly type: 'png' | 'jpeg'
  readonly widthPx: number
  readonly heightPx: number
  /** Colour channels; 1 means grey. */
  readonly colours: 1 | 3
  /** `practice`: its row names the file. `partner`: it was given for the whole run. */
  readonly whose: 'practice' | 'partner'
}
