/**
 * Milestones: applies the policy's rules to one practice's go-live and to the dates that its row fixes.
 *
 * A fixed date is never moved; dates counted from it move with it.
 *
 * @module
 */
import { addDays, hoursBetween, type IsoDay, momentOf, weekdayOf } from '../base/day.ts'
import { defined } from '../base/shape.ts'
import { UserError } from '../model/finding.ts'
import { type Anchor, type MilestoneId, MILESTONES, type TimingRule } from '../model/guide.ts'
import type { Holiday, Moved, PlannedMilestone, Reason } from '../model/plan.ts'
import type { MilestonePolicy, TimingPolicy } from '../model/policy.ts'
import type { Practice } from '../model/practice.ts'
import type { Calendar } from './calendar.ts'

/**
 * For a timing policy that cannot be followed. A user error, because users can write their own policy.
 *
 * @param what a clause about the policy, such as `it has no milestone go-live`
 */
export const policyError = (what: string): UserError =>
  new UserError(
    'usage',
    `The timing policy cannot be used: ${what}.`,
    'Correct `timing.yaml` in the guide, or delete it to use the policy that ships with the tool.',
  )

/** The days of one plan as they become known. */
export interface Days {
  readonly milestones: Map<MilestoneId, { readonly date: IsoDay; readonly end: IsoDay | null }>
  readonly phases: Map<string, { readonly start: IsoDay; readonly end: IsoDay }>
  /** Days of messages; null: it waits for a day that the row does not give. */
  readonly messages: Map<string, { readonly date: IsoDay; readonly reason: Reason } | null>
}

/** @throws UserError when the policy's order is wrong: an anchor must come before the dates counted from it */
function anchorDate(anchor: Anchor, days: Days): IsoDay {
  if ('message' in anchor) {
    const message = days.messages.get(anchor.message)
    if (!message) throw policyError(`a date is counted from the message ${anchor.message}, which has no day`)
    return message.date
  }
  if ('phase' in anchor) {
    const phase = days.phases.get(anchor.phase)
    if (!phase) throw policyError(`a date is counted from the phase ${anchor.phase}, which comes after it`)
    return phase[anchor.edge]
  }
  const milestone = days.milestones.get(anchor.milestone)
  if (!milestone) throw policyError(`a date is counted from the milestone ${anchor.milestone}, which comes after it`)
  return 'edge' in anchor ? (milestone.end ?? milestone.date) : milestone.date
}

/** The message whose day a rule waits for, because the row does not give it; null where the day can be worked out. */
export const waitsFor = ({ anchor }: TimingRule, days: Days): string | null =>
  'message' in anchor && days.messages.get(anchor.message) === null ? anchor.message : null

/** Where a short cutover leaves no such working day: the same count in days of the calendar, at the least the day beside. */
function dayBeside(
  rule: TimingRule,
  side: 'after' | 'before',
  milestone: MilestoneId,
  limit: IsoDay,
  days: Days,
  calendar: Calendar,
  source: string,
): { readonly date: IsoDay; readonly reason: Reason } {
  const offset = rule.offset && { ...rule.offset, unit: 'day' as const }
  const found = dayOf({ ...rule, ...defined({ offset }), landing: 'stay' }, days, calendar, source)
  if (side === 'after' ? found.date > limit : found.date < limit) return found
  const next = { value: 1, unit: 'day', side } as const
  return dayOf({ sense: rule.sense, offset: next, anchor: { milestone }, landing: 'stay' }, days, calendar, source)
}

/** Works out a rule's day, with the reason. */
export function dayOf(
  rule: TimingRule,
  days: Days,
  calendar: Calendar,
  source: string,
): { readonly date: IsoDay; readonly reason: Reason } {
  const message = 'message' in rule.anchor && !rule.offset ? days.messages.get(rule.anchor.message) : null
  // A task on the day of a message is due when the message is, and for the same reason.
  if (message)
    return { date: message.date, reason: 'source' in message.reason ? { ...message.reason, source } : message.reason }
  for (const side of ['after', 'before'] as const) {
    const { [side]: milestone, ...usual } = rule
    const limit = milestone === undefined ? null : days.milestones.get(milestone)?.date
    if (!limit || milestone === undefined) continue
    const found = dayOf(usual, days, calendar, source)
    const fits = side === 'after' ? found.date > limit : found.date < limit
    return fits ? found : dayBeside(usual, side, milestone, limit, days, calendar, source)
  }
  const from = anchorDate(rule.anchor, days)
  const { date, counted, holidays } = calendar.shift(from, rule.offset, rule.landing)
  const moved = { anchor: rule.anchor, anchorDate: from, counted, landing: rule.landing, holidays, source }
  return {
    date,
    reason: rule.offset ? { kind: 'offset', ...rule.offset, ...moved } : { kind: 'same', ...moved },
  }
}

/** A milestone before its slack is known. */
export type DatedMilestone = Omit<PlannedMilestone, 'slackDays' | 'movesGoLive'>

interface Context {
  readonly days: Days
  readonly calendar: Calendar
  readonly goLive: { readonly date: IsoDay; readonly time: string }
  /** Time of day of final data production. */
  readonly evening: string
}

/** Also fills `days.milestones`: later milestones are counted from earlier ones. */
export function dateMilestones(
  practice: Practice,
  policy: TimingPolicy,
  calendar: Calendar,
  days: Days,
): DatedMilestone[] {
  const dated = new Map<MilestoneId, DatedMilestone>()
  for (const usual of policy.milestones) {
    const fixed = usual.id === 'go-live' ? { date: practice.goLive } : practice.fixed[usual.id]
    const goLive = dated.get('go-live')
    const given = timeGiven(practice, usual.id)
    const context = (ofHour: MilestonePolicy): Context => ({
      days,
      calendar,
      goLive: { date: practice.goLive, time: goLive?.time ?? '08:00' },
      evening: given ?? ofHour.time ?? '18:30',
    })
    const cutover = usual.id === 'final-data-production' ? policy.cutovers[practice.cutover] : usual
    // A date in the row replaces the rule and its time of day, unless it is the very day of the rule.
    const isOwnDay = !fixed || (cutover !== usual && findDay(cutover, context(cutover)).date === fixed.date)
    const rule = isOwnDay ? cutover : usual
    const status = practice.fixed[usual.id]?.status ?? practice.statuses[usual.id] ?? 'proposed'
    const found = fixed
      ? { date: fixed.date, reason: { kind: 'set', status } satisfies Reason }
      : findDay(rule, context(rule))
    // The end is counted after the day is known, because its anchor may be this milestone.
    days.milestones.set(usual.id, { date: found.date, end: null })
    const ends = isShort(days, policy, calendar) ? (rule.endInShortCutover ?? rule.end) : rule.end
    const last = ends ? dayOf(ends, days, calendar, rule.source).date : null
    const end = last !== null && last < found.date ? found.date : last
    days.milestones.set(usual.id, { date: found.date, end })
    dated.set(usual.id, {
      id: usual.id,
      date: found.date,
      end,
      time: given ?? rule.time,
      timeAssumed: rule.time !== null && given === undefined,
      status,
      fixed: fixed !== undefined,
      reason: found.reason,
    })
  }
  return MILESTONES.flatMap((id) => dated.get(id) ?? [])
}

/** Fewer working days lie in it than loading and checking need, as in a cutover at a weekend: each of them is full. */
function isShort(days: Days, { limits }: TimingPolicy, calendar: Calendar): boolean {
  const production = days.milestones.get('final-data-production')
  const goLive = days.milestones.get('go-live')
  if (!production || !goLive) return false
  return calendar.workingDaysBetween(production.date, goLive.date) < limits.cutoverMinWorkingDaysBetween
}

const timeGiven = (practice: Practice, id: MilestoneId): string | undefined =>
  id === 'go-live' || id === 'final-data-production' ? practice.times[id] : undefined

type Found = { readonly date: IsoDay; readonly reason: Reason }

function findDay(rule: MilestonePolicy, context: Context): Found {
  switch (rule.day.kind) {
    case 'rule':
      return dayOf(rule.day.rule, context.days, context.calendar, rule.source)
    case 'last-friday':
      return lastFriday(rule.source, context)
    case 'within-hours':
      return withinHours(rule.day.hours, rule.source, context)
  }
}

const fromGoLive = (date: IsoDay, holidays: readonly Holiday[], source: string, context: Context): Moved => ({
  anchor: { milestone: 'go-live' },
  anchorDate: context.goLive.date,
  counted: date,
  landing: 'back',
  holidays,
  source,
})

/** The last Friday before go-live that is a working day. */
function lastFriday(source: string, context: Context): Found {
  const { calendar, goLive } = context
  const passed: Holiday[] = []
  const before = addDays(goLive.date, -1)
  const sinceFriday = (weekdayOf(before) + 3) % 7
  for (let date = addDays(before, -sinceFriday); ; date = addDays(date, -7)) {
    const holiday = calendar.holidayOn(date)
    if (!holiday) return { date, reason: { kind: 'last-friday', ...fromGoLive(date, passed, source, context) } }
    passed.push(holiday)
  }
}

/** The earliest working day whose evening is at most `hours` before go-live, else the last working day before it. */
function withinHours(hours: number, source: string, context: Context): Found {
  const { calendar, goLive, evening } = context
  let earliest: IsoDay | null = null
  const passed: Holiday[] = []
  let date = addDays(goLive.date, -1)
  while (hoursBetween(momentOf(date, evening), momentOf(goLive.date, goLive.time)) <= hours) {
    const holiday = calendar.holidayOn(date)
    if (calendar.isWorkingDay(date)) earliest = date
    else if (holiday) passed.push(holiday)
    date = addDays(date, -1)
  }
  const last = calendar.shift(goLive.date, { value: 1, unit: 'working-day', side: 'before' }, 'back')
  const found = earliest ?? last.date
  const moved = fromGoLive(found, earliest === null ? last.holidays : passed, source, context)
  return { date: found, reason: { kind: 'within-hours', hours, met: earliest !== null, ...moved } }
}

/** The practice with another date, to try it out. The date is only proposed, because nobody has agreed it. */
export function withDate(practice: Practice, id: MilestoneId, date: IsoDay): Practice {
  const cell = practice.fixed[id]?.cell ?? { row: practice.row }
  const fixed = { ...practice.fixed, [id]: { date, status: 'proposed' as const, cell } }
  return id === 'go-live' ? { ...practice, goLive: date, fixed } : { ...practice, fixed }
}

/** The order that milestones must keep. `≤`: both may be on one day. */
export const ORDER_OF_MILESTONES: readonly (readonly [MilestoneId, '≤' | '<', MilestoneId])[] = [
  ['order', '≤', 'kick-off'],
  ['kick-off', '≤', 'technical-survey'],
  ['order', '≤', 'extract-request'],
  ['extract-request', '≤', 'initial-data-production'],
  ['initial-data-production', '≤', 'data-sign-off'],
  ['data-sign-off', '≤', 'links-off'],
  ['links-off', '≤', 'final-data-production'],
  ['final-data-production', '<', 'go-live'],
  ['go-live', '≤', 'links-on'],
  ['links-on', '≤', 'process-review'],
  ['cutover-planning-meeting', '≤', 'links-off'],
  ['training', '<', 'go-live'],
  ['go-live', '≤', 'old-system-access-ends'],
]
