/**
 * The plan of one practice: its tasks and milestones with their dates and reasons, what was left out and why; and clashes
 * between the plans of a wave.
 *
 * Reasons are data; `templates/words.yaml` has the words.
 *
 * @module
 */
import type { IsoDay, IsoMoment } from '../base/day.ts'
import type { Place, Severity } from './finding.ts'
import type {
  Anchor,
  Criterion,
  DataType,
  DayPart,
  Decision,
  ExternalLink,
  Hazard,
  LineDay,
  Loss,
  MilestoneId,
  Quantity,
  Sla,
  Stop,
  Task,
  TimingRule,
  Unit,
} from './guide.ts'
import type { Settled } from './settled.ts'
import type { MilestoneStatus, Practice, TextColumn } from './practice.ts'
import { ONLINE_STOPS } from './template.ts'

/** A bank holiday. */
export interface Holiday {
  readonly date: IsoDay
  readonly name: string
  /** False: computed by rule, not announced yet. */
  readonly announced: boolean
}

/** Why something is on its day. */
export type Reason =
  /** A person set it in the practices file. */
  | { readonly kind: 'set'; readonly status: MilestoneStatus }
  /** It is the anchor's day. */
  | ({ readonly kind: 'same' } & Moved)
  /** A distance before or after the anchor. */
  | ({
      readonly kind: 'offset'
      readonly value: number
      readonly unit: Exclude<Unit, 'hour' | 'count'>
      readonly side: 'before' | 'after'
    } & Moved)
  /** The last Friday before go-live that is a working day. */
  | ({ readonly kind: 'last-friday' } & Moved)
  /** The earliest working day whose evening is at most `hours` before go-live, else the last working day before it. */
  | ({ readonly kind: 'within-hours'; readonly hours: number; readonly met: boolean } & Moved)
  /** No timing in the guide: the end of the phase. */
  | { readonly kind: 'phase-end'; readonly phase: string }
  /** No day yet: it is counted from one that only the row can give, and the row does not. */
  | { readonly kind: 'waits'; readonly for: string }

/** Where a day was counted from and how it landed. */
export interface Moved {
  readonly anchor: Anchor
  readonly anchorDate: IsoDay
  /** The counted day, before it was moved to a working day. */
  readonly counted: IsoDay
  readonly landing: TimingRule['landing']
  /** Bank holidays stepped over, in counting or in landing. */
  readonly holidays: readonly Holiday[]
  /** Ids of sources, or words of the policy. */
  readonly source: string
}

export interface PlannedMilestone {
  readonly id: MilestoneId
  readonly date: IsoDay
  /** Last day, if it takes more than one (training). */
  readonly end: IsoDay | null
  /** `HH:MM`, Europe/London; only go-live and final data production have one. */
  readonly time: string | null
  /** True: no supplier has given the time. */
  readonly timeAssumed: boolean
  readonly status: MilestoneStatus
  readonly fixed: boolean
  readonly reason: Reason
  /** Days from the earliest possible day to this one; negative: already too late. Null if it depends on nothing. */
  readonly slackDays: number | null
  /** True: if it slips, go-live slips. */
  readonly movesGoLive: boolean
}

export interface PlannedPhase {
  /** The guide's phase. */
  readonly id: string
  readonly start: IsoDay
  readonly end: IsoDay
  readonly startReason: Reason
  readonly endReason: Reason
}

export interface PlannedTask {
  readonly task: Task
  /** Null only if the guide's phase has no dates, or the day waits for one that the row does not give. */
  readonly due: IsoDay | null
  readonly from: IsoDay | null
  readonly sense: TimingRule['sense']
  readonly reason: Reason | null
  /** `unknown`: kept, marked "if this applies to you". */
  readonly applies: 'yes' | 'unknown'
  /** Ids of the conditions that decide it and that the practice has not answered. */
  readonly unanswered: readonly string[]
}

export interface LeftOutTask {
  readonly task: Task
  /** The answers that make its condition false. */
  readonly because: readonly { readonly condition: string; readonly answer: boolean }[]
  /** What it would agree or find out: the practice's row says it. */
  readonly settled?: readonly Settled[]
}

export interface SlaClock {
  /** `SLA-02` … and `SLA-12-report`. */
  readonly sla: string
  /** A day; for SLA-12 a moment. */
  readonly start: IsoDay | IsoMoment
  readonly due: IsoDay | IsoMoment
  /** Role id of the party that the source names; null if it names nobody. */
  readonly names: { readonly party: string; readonly stated: boolean } | null
  readonly limit: Quantity
  /** The SLA as the guide in use shows it. */
  readonly inGuide: Sla
}

/** A finding about dates, as data; `templates/words.yaml` has the words. */
export interface PlanFinding {
  readonly rule: string
  readonly severity: Severity
  /** Values for the fields of its message: dates as `YYYY-MM-DD`, milestones as ids. */
  readonly values: Readonly<Record<string, string | number | readonly string[]>>
  /** Milestones it is about. */
  readonly milestones: readonly MilestoneId[]
  /** Where the guide sets the limit. */
  readonly place: Place | null
}

/** A row of one of the guide's tables that applies to this practice, or may. */
export interface PlannedLine<Line> {
  readonly line: Line
  readonly applies: 'yes' | 'unknown'
  /** Ids of the conditions that decide it and that the practice has not answered. */
  readonly unanswered: readonly string[]
}

/** The day of a line: planned, or whom to ask because nobody knows it. */
export type PlannedLineDay =
  { readonly kind: 'day'; readonly date: IsoDay; readonly reason: Reason } | Exclude<LineDay, { readonly kind: 'rule' }>

/** A link with its own two days: they are not the same for all. */
export interface PlannedLink extends PlannedLine<ExternalLink> {
  readonly off: PlannedLineDay
  readonly on: PlannedLineDay
}

/** A decision of the cutover with its day. */
export interface PlannedDecision {
  readonly decision: Decision
  /** Null where this guide has no such task. */
  readonly planned: PlannedTask | null
  readonly date: IsoDay
  /** When it is made; null where its day is not planned by the hour. */
  readonly start: IsoMoment | null
  readonly criteria: readonly PlannedLine<Criterion>[]
}

/** A known hazard that concerns this practice, or may. */
export interface PlannedHazard extends PlannedLine<Hazard> {
  /** Never empty. */
  readonly controls: readonly PlannedTask[]
}

/** What stops, with its days: more than one only where its links go off or on on different days. */
export interface PlannedStop extends PlannedLine<Stop> {
  readonly from: readonly PlannedLineDay[]
  readonly until: readonly PlannedLineDay[]
}

/** What may be lost, and the day by which something is done about it. */
export interface PlannedLoss extends PlannedLine<Loss> {
  readonly by: PlannedLineDay
}

/** A task on a day that is planned by the hour. */
export interface PlannedHour {
  readonly planned: PlannedTask
  /** Only on the days between final data production and go-live. */
  readonly part: DayPart | 'all-day' | null
  /** Null where the guide does not say how long it takes, and for what goes on all day. */
  readonly start: IsoMoment | null
  /** Possibly on the next day. */
  readonly end: IsoMoment | null
}

/**
 * The evening of final data production, a working day between the two, one on which the practice is closed, or go-live
 * day.
 */
export interface PlannedDay {
  readonly kind: 'evening' | 'between' | 'closed' | 'go-live'
  readonly date: IsoDay
  /** In the order in which they are done. */
  readonly rows: readonly PlannedHour[]
}

/** The milestone with that id: a plan has all of them. */
export function milestoneIn<Milestone extends { readonly id: MilestoneId }>(
  milestones: readonly Milestone[],
  id: MilestoneId,
): Milestone {
  const found = milestones.find((one) => one.id === id)
  if (!found) throw new Error(`The plan has no milestone ${id}.`)
  return found
}

/** What is done on all days until this one. */
export const isUntil = ({ from, due }: PlannedTask, day: IsoDay): boolean => due === day && from !== null

/** The day of one of a plan's milestones. */
export const dayOfMilestone = ({ milestones }: Pick<Plan, 'milestones'>, id: MilestoneId): IsoDay =>
  milestoneIn(milestones, id).date

/**
 * Agreed: a person set the day and confirmed it. A status without a day confirms nothing, because the day that the
 * policy calculates moves when go-live or the policy does.
 */
export const isAgreed = ({ status, fixed }: PlannedMilestone): boolean => status !== 'proposed' && fixed

/** Every day of a plan depends on these two: while one is open, no day may appear agreed. */
const DECIDING: readonly PlannedMilestone['id'][] = ['final-data-production', 'go-live']

/** Whether no day of the plan waits for somebody's word. */
export const isPlanAgreed = ({ milestones }: Pick<Plan, 'milestones'>): boolean =>
  milestones.filter(({ id }) => DECIDING.includes(id)).every(isAgreed)

/** The link or service that a question of the row alone decides, such as `online_services`, or that has this id. */
export const linkNamed = (links: readonly PlannedLink[], wanted: string): PlannedLink | undefined =>
  links.find(
    ({ line: { id, condition } }) =>
      id === wanted || (condition !== null && 'is' in condition.expression && condition.expression.is === wanted),
  )

/** Online booking, ordering and records. */
export const ONLINE_SERVICES = 'online_services'

/** The day that a template's `send` names: one of patients, of other parties, or a milestone's; null where nobody set it. */
export function dayOfSending(
  {
    patientDates,
    partyDates,
    milestones,
    externalLinks,
  }: Pick<Plan, 'patientDates' | 'partyDates' | 'milestones' | 'externalLinks'>,
  send: string | null,
): IsoDay | null {
  if (send === ONLINE_STOPS) {
    const off = linkNamed(externalLinks, ONLINE_SERVICES)?.off
    return off?.kind === 'day' ? off.date : null
  }
  return [...patientDates, ...partyDates, ...milestones].find(({ id }) => id === send)?.date ?? null
}

export interface Plan {
  readonly practice: Practice
  /** In the order of `MILESTONES`. */
  readonly milestones: readonly PlannedMilestone[]
  /** In the guide's order; phases without dates are absent. */
  readonly phases: readonly PlannedPhase[]
  readonly tasks: readonly PlannedTask[]
  readonly leftOut: readonly LeftOutTask[]
  readonly dataTypes: readonly PlannedLine<DataType>[]
  readonly externalLinks: readonly PlannedLink[]
  readonly stops: readonly PlannedStop[]
  readonly losses: readonly PlannedLoss[]
  /** Empty if final data production is not before go-live. */
  readonly hours: readonly PlannedDay[]
  /** The 5 working days before final data production, and its own day. */
  readonly countDays: readonly IsoDay[]
  /** Working days from links off to final data production, both inclusive; empty where links go off later. */
  readonly linksOffDays: readonly IsoDay[]
  readonly decisions: readonly PlannedDecision[]
  readonly hazards: readonly PlannedHazard[]
  readonly slaClocks: readonly SlaClock[]
  readonly findings: readonly PlanFinding[]
  /** Elapsed hours from final data production to go-live, clock changes included. */
  readonly cutoverHours: number
  /** Days for patients' messages; without those that wait for a day that the row does not give. */
  readonly patientDates: readonly PatientDate[]
  /** Days on which laboratories, pharmacies and others are told. */
  readonly partyDates: readonly MessageDay[]
  /** The day that the policy suggests to order repeats by; null where it suggests none. */
  readonly suggestedOrderBy: IsoDay | null
}

/** A day on which a message is sent. */
export interface MessageDay {
  readonly id: string
  readonly date: IsoDay
  readonly reason: Reason
}

/** A day for patients' messages, and the last safe posting day for each class of post. */
export interface PatientDate extends MessageDay {
  readonly postBy: readonly { readonly post: string; readonly date: IsoDay }[]
}

/** A rule of `clashes.yaml` about the practices of a wave. */
export type ClashRule = {
  readonly id: string
  readonly most: number
  readonly severity: Exclude<Severity, 'error'>
  readonly says: string
  /** What all clashes of the rule are, said once, and what to do about each. */
  readonly title: string | null
  readonly advice: string | null
} & (
  | { readonly kind: 'same'; readonly column: TextColumn; readonly from: MilestoneId; readonly until: MilestoneId }
  | { readonly kind: 'per-week'; readonly of: MilestoneId }
  /** Cutovers in a period of `busy-periods.yaml`, taken from the plans' findings. */
  | { readonly kind: 'busy-period' }
)

export interface Clash {
  readonly rule: ClashRule
  /** What is shared, or the name of the period; null where a week has too many. */
  readonly value: string | null
  /** ODS codes, in the order of their days. */
  readonly practices: readonly string[]
  /** First and last day on which they clash. */
  readonly from: IsoDay
  readonly until: IsoDay
}
