/**
 * The guide as data. Every item keeps its place in the file on disk (front matter included).
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Block, CalloutKind, Span } from '../document/document.ts'
import type { SystemInfo } from './clinical-system.ts'
import type { DatedFact, MaybeDated } from './dated-fact.ts'
import type { Place } from './finding.ts'
import type { Marker, NearMiss } from './marker.ts'
import type { ConditionInfo, DmiInfo, WithdrawnTask } from './registers.ts'
import type { Settled } from './settled.ts'

export type { ConditionInfo, DmiInfo, WithdrawnTask }

export type Unit = 'working-day' | 'day' | 'week' | 'month' | 'hour' | 'count'

export interface Quantity {
  readonly value: number
  readonly unit: Unit
}

/** `Estimated timeline: 1 to 2 weeks`. A single figure has equal `min` and `max`; an open end has no `max`. */
export interface Estimate {
  readonly text: string
  readonly min: Quantity | null
  readonly max: Quantity | null
  /** "or more", "up to you": no upper end is given. */
  readonly openEnded: boolean
}

/** Approximate, for comparing the two ends of an estimate. */
const DAYS: Readonly<Record<Unit, number>> = { hour: 1 / 24, day: 1, 'working-day': 1.4, week: 7, month: 30, count: 0 }

/** Whether its minimum is longer than its maximum (`3 to 2 weeks`): nobody can tell what was meant, so it is not printed. */
export const isBackwards = ({ min, max }: Pick<Estimate, 'min' | 'max'>): boolean =>
  min !== null && max !== null && min.value * DAYS[min.unit] > max.value * DAYS[max.unit]

/** In the order of a migration; `docs/reference/timing.md` describes how the day of each is found. */
export const MILESTONES = [
  'order',
  'kick-off',
  'technical-survey',
  'extract-request',
  'initial-data-production',
  'data-sign-off',
  'cutover-planning-meeting',
  'links-off',
  'training',
  'final-data-production',
  'go-live',
  'links-on',
  'process-review',
  'old-system-access-ends',
] as const
export type MilestoneId = (typeof MILESTONES)[number]

/** A phase of the timing policy (`phases:` of `timing.yaml`): the phases of a guide take their dates from these. */
export interface PolicyPhase {
  readonly id: string
  readonly place: Place
}

/** A day that other days are counted from. */
export type Anchor =
  | { readonly milestone: MilestoneId }
  | { readonly phase: string; readonly edge: 'start' | 'end' }
  /** The training milestone is its first day; its end is the last working day before go-live. */
  | { readonly milestone: 'training'; readonly edge: 'end' }
  /** A day of the timing policy on which a message is sent, or the row's day to order repeats by. */
  | { readonly message: string }

/**
 * A day relative to an anchor. `landing`: where a day that is not a working day moves: `back` earlier, `on` later, `stay`
 * not at all. `sense`: a deadline reads "as soon as you can, no later than …", an event "on …", a start "from …".
 */
export interface TimingRule {
  readonly sense: 'deadline' | 'event' | 'start'
  /** Absent: the anchor itself. */
  readonly offset?: {
    readonly value: number
    readonly unit: Exclude<Unit, 'hour' | 'count'>
    readonly side: 'before' | 'after'
  }
  readonly anchor: Anchor
  readonly landing: 'back' | 'on' | 'stay'
  /**
   * The day is after this milestone: where a short time leaves no such working day, days of the calendar are counted instead.
   */
  readonly after?: MilestoneId
  /** The day is before this milestone, in the same way. */
  readonly before?: MilestoneId
}

/** When a task is due, and from when if the words give a span ("daily from … until …"). */
export interface Timing {
  /** The words of the annotation. */
  readonly text: string
  readonly due: TimingRule
  readonly from?: TimingRule
  readonly repeats?: 'daily' | 'weekly'
  /** The words of a public guide's item, or of the heading above it, that say so: it has no annotations. */
  readonly because?: { readonly words: readonly string[]; readonly of: 'item' | 'heading' | 'both' }
}

/** `dispensing and not branch_sites`. An unknown answer never drops a task. */
export type ConditionExpression =
  | { readonly is: string }
  | { readonly not: ConditionExpression }
  | { readonly and: readonly ConditionExpression[] }
  | { readonly or: readonly ConditionExpression[] }

export interface Condition {
  /** The words of the annotation. */
  readonly text: string
  readonly expression: ConditionExpression
}

/** Parts of a working day; the timing policy gives their hours. */
export const DAY_PARTS = ['morning', 'afternoon', 'close'] as const
export type DayPart = (typeof DAY_PARTS)[number]
/** When on its day a task starts: with a part of it, at the hour of its milestone, or whenever it comes up, all day long. */
export const STARTS = [...DAY_PARTS, 'hour', 'all-day'] as const

/** How long a task takes. */
export interface TaskLength {
  readonly value: number
  readonly unit: 'minute' | 'hour' | 'day'
}

/** A message that a task sends: the `variant` of its templates, and the one channel that is meant; null: any. */
export interface TaskMessage {
  readonly variant: string
  readonly channel: string | null
}

export interface Task {
  /** Stable: explicit in our guide, made from role, file and text in others. */
  readonly id: string
  /** The id is made of its words, because the guide gives none: reworded, it is another one. */
  readonly idOfWords?: true
  readonly text: string
  readonly spans: readonly Span[]
  /** An item of a public guide's role checklist that is nothing to do: it is listed, and in no plan. Absent: a task. */
  readonly onlyText?: 'question' | 'title'
  readonly phase: string
  /** Role ids; an empty list is a finding. */
  readonly roles: readonly string[]
  readonly condition: Condition | null
  readonly timing: Timing | null
  /** How long it takes, such as `2 hours`; null where the guide does not say. */
  readonly takes: TaskLength | null
  /** Ids of tasks that must be done before. */
  readonly after: readonly string[]
  /**
   * When on its day it starts: at the beginning of a part of the day, at the `hour` of the milestone that it is about, or
   * `all-day`, whenever it comes up. Null where the guide does not say: then as soon as what comes before it is done.
   */
  readonly at: (typeof STARTS)[number] | null
  /** Which messages it is the sending of. */
  readonly messages: readonly TaskMessage[]
  /** What it agrees or finds out: it is left out where the practice's row says all of it. */
  readonly settles: readonly Settled[]
  readonly slas: readonly string[]
  readonly dmis: readonly string[]
  /** Ids of the facts it rests on, such as `F08`. */
  readonly from: readonly string[]
  /** Ids in `sources.yaml`; `ours` where no source is behind it. */
  readonly sources: readonly string[]
  /**
   * Where its day comes from: ids in `sources.yaml`; `ours` where no source gives the day, whatever source the action has, and
   * beside an id where only part of it is from there. Empty in a public guide, whose words give the day.
   */
  readonly dueSources: readonly string[]
  /** Blocks after the task's words in its list item; absent if there are none. */
  readonly details?: readonly Block[]
  /** The heading or bold question above it, if its words do not hold it already: role checklists of the public guide. */
  readonly question?: string
  /** Where its link leads: `chapter > section`, for readers. */
  readonly link?: { readonly target: string; readonly chapter: string | null; readonly section: string | null }
  readonly place: Place
}

export interface Sla {
  /** `SLA-01` … `SLA-14`; null if it is not in the register. */
  readonly id: string | null
  /** The guide's own wording, without the mark and the citation. */
  readonly text: string
  readonly limit: Quantity | null
  /** Role id of the party it names: `stated` in the wording, otherwise inferred by the register. */
  readonly names: { readonly party: string; readonly stated: boolean } | null
  /** The event that starts the clock, in words. */
  readonly startEvent: string | null
  readonly document: string | null
  /** `13`, `4-5`. */
  readonly page: string | null
  /** `section 3`, `step 7`: what the citation names besides a page, or instead of one. */
  readonly section: string | null
  readonly status: 'live' | 'commented'
  readonly phase: string | null
  readonly place: Place
}

export interface DmiReference {
  readonly code: string
  readonly status: 'known' | 'unknown'
  readonly commented: boolean
  readonly place: Place
}

export interface GuideCallout {
  readonly kind: CalloutKind
  readonly text: string
  readonly title: readonly Span[]
  readonly blocks: readonly Block[]
  readonly phase: string | null
  /** Ids in `sources.yaml`, where an annotation names them. */
  readonly sources: readonly string[]
  readonly place: Place
}

/** A kind of record and what happens to it: a row of the guide's table of data types. */
export interface DataType {
  /** Its name in lower case with hyphens. */
  readonly id: string
  readonly name: string
  readonly during: readonly Span[]
  readonly after: readonly Span[]
  /** What its paper log is called; null where it needs none. */
  readonly log: string | null
  /** Ids in `sources.yaml`: those of its page, where the table has no column for them. */
  readonly sources: readonly string[]
  /** Null: every practice has it. */
  readonly condition: Condition | null
}

/** A day in one of the guide's tables. Nobody's guess: what no rule says has to be asked. */
export type LineDay =
  | { readonly kind: 'rule'; readonly rule: TimingRule }
  /** Not known: whom to ask, in words; null where the table does not say. */
  | { readonly kind: 'ask'; readonly whom: string | null }
  /** It goes on without a break. */
  | { readonly kind: 'stays-on' }

/** A data flow to or from others that is switched off and on again: a row of the guide's table of links. */
export interface ExternalLink {
  readonly id: string
  readonly name: string
  readonly off: LineDay
  readonly on: LineDay
  /** Where the rules for its days come from: ids in `sources.yaml`, `ours` where no source is behind them. */
  readonly sources: readonly string[]
  readonly tell: readonly Span[]
  readonly meanwhile: readonly Span[]
  readonly test: readonly Span[]
  readonly condition: Condition | null
}

/** What stops for a while: a row of the guide's tables of what stops. */
export interface Stop {
  readonly id: string
  readonly name: string
  readonly who: 'patients' | 'staff'
  readonly from: StopDay
  readonly until: StopDay
  readonly meanwhile: readonly Span[]
  /** Where it is said that it stops: ids in `sources.yaml`, or `ours`. */
  readonly sources: readonly string[]
  /** Ids of the links whose days are its days. */
  readonly links: readonly string[]
  readonly condition: Condition | null
}

/** `link`: the day on which its link goes off or comes on, so that the two tables cannot differ. */
export type StopDay = LineDay | { readonly kind: 'link' }

/** What may be lost: a row of the guide's table. */
export interface Loss {
  readonly id: string
  readonly name: string
  readonly todo: readonly Span[]
  readonly by: LineDay
  readonly sources: readonly string[]
  readonly condition: Condition | null
}

export interface Phase {
  readonly id: string
  /** As the guide numbers its phases. */
  readonly order: number
  readonly title: string
  readonly estimate: Estimate | null
  /** Role ids; text that matches no known role is kept as written. */
  readonly who: readonly string[]
  /** What the phase is about, for a checklist: a few blocks at most. */
  readonly intro: readonly Block[]
  /** The phase of the timing policy whose dates it takes; null: it has no dates, which is a finding. */
  readonly datesOf: string | null
  readonly place: Place
}

interface GuideHeading {
  readonly level: number
  readonly text: string
  readonly id: string
  readonly place: Place
}

/** Text that a reader sees: a paragraph, an item's first paragraph, a heading, a table cell. */
interface Prose {
  readonly text: string
  readonly place: Place
}

/** A link as written, and the file of the guide it leads to: null if it leads out of the guide, or nowhere. */
export interface PageLink {
  readonly target: string
  readonly text: string
  readonly leadsTo: string | null
  readonly place: Place
}

/** One file of the guide. */
export interface Page {
  readonly file: string
  readonly title: string
  readonly permalink: string | null
  /** The phase it describes; null for role pages, glossary and the like. */
  readonly phase: string | null
  readonly headings: readonly GuideHeading[]
  /** What a reader sees: without comments, annotations and Liquid. */
  readonly blocks: readonly Block[]
  readonly prose: readonly Prose[]
  /** What its front matter names. */
  readonly sources: readonly string[]
  /** Paragraphs and items of lists whose annotations name sources, by their words. */
  readonly sourced: ReadonlyMap<string, readonly string[]>
  /** Links of its text and of its front matter. */
  readonly links: readonly PageLink[]
  /** Day by which it must be reviewed (`review_by`), or null. */
  readonly reviewBy: IsoDay | null
}

/** A role of `guide/roles.yaml`. */
export interface Role extends MaybeDated {
  readonly id: string
  readonly name: string
  /** Other names, including those of older editions. */
  readonly also: readonly string[]
  /** Many people rather than one to phone: left out of lists of contacts. */
  readonly group?: boolean
  readonly belongs: 'practice' | 'commissioner' | 'delivery-partner' | 'supplier' | 'third-party' | 'national'
}

/** An entry of `guide/sources.yaml`. */
export interface SourceInfo extends MaybeDated {
  readonly id: string
  /** What stands after a task that it is the source of; several editions of one guide may share it. */
  readonly short: string
  readonly title: string
  readonly edition: string
  readonly address: string
  readonly lastSeen: string
  readonly status: 'current' | 'superseded' | 'framework-ended' | 'ours'
  /** Printed in the list of sources; where it has been replaced, a † after each fact that has no other source. */
  readonly caveat: string
}

/** An entry of `guide/slas.yaml`: how an SLA is recognised whatever its wording. */
export interface SlaInfo {
  readonly id: string
  readonly title: string
  readonly limit: Quantity
  readonly names: { readonly party: string; readonly stated: boolean } | null
  readonly startEvent: string | null
}

export interface Edition {
  /** The guide's own name for itself. */
  readonly name: string
  /** 8 hex digits of the hash of its files' content. */
  readonly hash: string
  /** Printed on documents: name and hash. */
  readonly label: string
  /** False: the guide does not declare a current edition; its packs carry a notice that it has been replaced. */
  readonly current: boolean
  /** Day on which the guide declares its content last changed (`reviewed`), or null. */
  readonly reviewed: IsoDay | null
}

export interface Guide {
  readonly kind: 'own' | 'public'
  readonly edition: Edition
  readonly phases: readonly Phase[]
  /** Those with `onlyText` too. */
  readonly tasks: readonly Task[]
  readonly slas: readonly Sla[]
  readonly dmis: readonly DmiReference[]
  readonly markers: readonly Marker[]
  readonly nearMisses: readonly NearMiss[]
  readonly callouts: readonly GuideCallout[]
  readonly pages: readonly Page[]
  readonly dataTypes: readonly DataType[]
  readonly externalLinks: readonly ExternalLink[]
  readonly stops: readonly Stop[]
  readonly losses: readonly Loss[]
  /** How many list items became tasks and how many did not, on which pages: nothing is dropped silently. */
  readonly listItems: {
    readonly taken: number
    readonly left: number
    readonly leftOn: readonly { readonly page: string; readonly items: number }[]
  }
  readonly data: GuideData
  readonly borrowed: Borrowed
}

/** What the guide does not bring and takes from the one that ships with the tool: documents say so where they print it. */
export interface Borrowed {
  /** The timing policy, with what sources disagree about. */
  readonly dates: boolean
  readonly slas: boolean
  readonly busyPeriods: boolean
  readonly dataTypes: boolean
  readonly links: boolean
  readonly decisions: boolean
  readonly stops: boolean
  readonly losses: boolean
}

/** A line of a decision's form: what must be true, and which role says so on the telephone. Its id is unique in the decision. */
export interface Criterion {
  readonly id: string
  readonly is: string
  readonly evidence: string
  readonly asked: string
  /** A warning about dates: only a plan that has it has the line. Null: every plan. */
  readonly warning: string | null
  /** Ids of tasks that give the evidence: each is due before the decision. */
  readonly needs: readonly string[]
  /** Null: for every practice. */
  readonly condition: Condition | null
  readonly place: Place
}

/** An entry of `guide/decisions.yaml`: a decision of the cutover, made on the telephone and signed. */
export interface Decision {
  readonly id: string
  /** The task that is this decision: its day, its hour and its owner, who decides. */
  readonly task: string
  /** What it is about; gives the day where the guide has no such task. */
  readonly milestone: MilestoneId
  readonly title: string
  /** Words after the last safe day and hour. */
  readonly until: string
  readonly ifNot: string
  /** What turning back means until then. */
  readonly back: string
  /** Role that rings everybody and reads the lines aloud. */
  readonly rings: string
  /** What the person who decides says. */
  readonly go: string
  readonly noGo: string
  readonly criteria: readonly Criterion[]
  readonly place: Place
}

/** An entry of `guide/hazards.yaml`: what can go wrong in a move, and what is done about it. */
export interface Hazard {
  /** Stable: blanks on paper name it. */
  readonly id: string
  readonly hazard: string
  /** To a patient. */
  readonly couldHappen: string
  /** Ids of the tasks that control it. */
  readonly controls: readonly string[]
  /** Null: for every practice. */
  readonly condition: Condition | null
  /** Ids in `sources.yaml`; `ours` where no source is behind it. */
  readonly sources: readonly string[]
  readonly place: Place
}

/** The YAML files beside the guide; missing ones come from the guide that ships with the tool. */
export interface GuideData {
  /** In their order; empty where the timing policy cannot be read. */
  readonly phases: readonly PolicyPhase[]
  /** Days of messages of the timing policy, which a task's `due` may name. */
  readonly messages: readonly string[]
  readonly roles: readonly Role[]
  readonly conditions: readonly ConditionInfo[]
  readonly systems: readonly SystemInfo[]
  readonly sources: readonly SourceInfo[]
  readonly slas: readonly SlaInfo[]
  readonly dmis: readonly DmiInfo[]
  readonly decisions: readonly Decision[]
  readonly hazards: readonly Hazard[]
  readonly withdrawnTasks: readonly WithdrawnTask[]
  readonly datedFacts: readonly DatedFact[]
}
