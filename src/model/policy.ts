/**
 * The timing policy: rules as data, from `timing.yaml`, `bank-holidays.yaml` and `busy-periods.yaml` beside the guide.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Place } from './finding.ts'
import type { DayPart, MilestoneId, Quantity, TimingRule } from './guide.ts'
import type { Holiday } from './plan.ts'
import type { CutoverKind } from './practice.ts'

/** How a milestone's day is found: a timing rule, or one of two rules that the timing grammar cannot express. */
export type DayRule =
  | { readonly kind: 'rule'; readonly rule: TimingRule }
  | { readonly kind: 'last-friday' }
  | { readonly kind: 'within-hours'; readonly hours: number }

export interface MilestonePolicy {
  readonly id: MilestoneId
  readonly day: DayRule
  /** Last day of a milestone that takes several. */
  readonly end: TimingRule | null
  /** Its last day instead, where fewer working days lie in the cutover than loading and checking need. */
  readonly endInShortCutover: TimingRule | null
  /** Assumed time of day, `HH:MM`. */
  readonly time: string | null
  /** Where the rule comes from, in words. */
  readonly source: string
  readonly place: Place
}

interface PhasePolicy {
  readonly id: string
  readonly start: TimingRule
  readonly end: TimingRule
}

export interface ClockPolicy {
  readonly sla: string
  readonly start: TimingRule | { readonly dueOf: string }
  readonly length: Quantity | { readonly until: TimingRule }
  /** Only when the cutover is longer than this many hours. */
  readonly onlyOverHours: number | null
  readonly place: Place
}

/** A period in which a go-live is best avoided; every year if `from` and `to` are `MM-DD`. */
export interface BusyPeriod {
  readonly id: string
  readonly name: string
  readonly from: string
  readonly to: string
  readonly place: Place
}

export interface Limits {
  readonly cutoverMinWorkingDaysBetween: number
  readonly cutoverMaxDays: number
  readonly cutoverMaxHours: number
  readonly planningMeetingMinDays: number
  readonly extractNoticeMinDays: number
  readonly spanMinDays: number
  readonly spanMaxDays: number
}

/** A contradiction between sources: a box with each source's words, what this plan does, and a blank for the agreement. */
export interface Disagreement {
  readonly id: string
  readonly title: string
  readonly says: readonly {
    readonly source: string
    readonly words: string
    /** The SLA that it is about: said only where the guide shows that one; null for every guide. */
    readonly sla?: string | null
  }[]
  /** What this plan does; may contain template fields. */
  readonly thisPlan: string
  readonly place: Place
}

/** What words of time may name besides milestones. */
export interface DayNames {
  /** Phases of the timing policy. */
  readonly phases: readonly string[]
  /** Days of messages of the timing policy: `first-message`. */
  readonly messages: readonly string[]
}

/** A day on which a message is sent. */
export interface MessageDayPolicy {
  readonly id: string
  readonly rule: TimingRule
}

export interface TimingPolicy {
  /** In the order in which they can be worked out: an anchor comes before the milestones that depend on it. */
  readonly milestones: readonly MilestonePolicy[]
  /** Final data production by kind of cutover; `milestones` has that of `week`. */
  readonly cutovers: Readonly<Record<CutoverKind, MilestonePolicy>>
  readonly phases: readonly PhasePolicy[]
  readonly clocks: readonly ClockPolicy[]
  /** Days of patients' messages, in the order in which they can be worked out. */
  readonly patients: readonly MessageDayPolicy[]
  /** Days on which laboratories, pharmacies and others are told. */
  readonly parties: readonly MessageDayPolicy[]
  /** By class of post: how many working days before its day a letter must be with the printer. */
  readonly post: readonly { readonly id: string; readonly workingDays: number }[]
  /** When each part of a working day starts and when the day ends, `HH:MM`. */
  readonly dayParts: Readonly<Record<DayPart | 'end', string>>
  readonly limits: Limits
  readonly limitPlaces: Readonly<Record<keyof Limits, Place>>
  readonly disagreements: readonly Disagreement[]
  readonly holidays: HolidayData
  readonly busyPeriods: readonly BusyPeriod[]
}

export interface HolidayData {
  readonly holidays: readonly Holiday[]
  /** First and last day that the data covers. */
  readonly from: IsoDay
  readonly to: IsoDay
}
