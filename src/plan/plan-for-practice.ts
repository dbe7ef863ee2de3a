/**
 * Plan: which of the guide's tasks one practice gets, on which days, and why.
 *
 * In:  a checked Guide, the timing policy, one Practice, the as-of date.
 * Out: a Plan, with every task either planned or left out, and why.
 *
 * Pure: no disk, no clock, no words for readers.
 *
 * @module
 */
import { addDays, type IsoDay, latestOf } from '../base/day.ts'
import type { Place } from '../model/finding.ts'
import type { Guide, MilestoneId } from '../model/guide.ts'
import { milestoneIn, type Plan, type PlanFinding } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Practice } from '../model/practice.ts'
import type { Calendar } from './calendar.ts'
import { DATE_RULES, type Dates } from './date-rules.ts'
import { factsInTime } from './dated-facts.ts'
import { dateMilestones, type Days, withDate } from './milestones.ts'
import { planHazards } from './plan-hazards.ts'
import { type PersonOf, scheduleHours } from './schedule-hours.ts'
import { cutoverHours, runClocks } from './sla-clocks.ts'
import { planDecisions } from './plan-decisions.ts'
import { withSlack } from './slack.ts'
import { planLines, planLinks, planLosses, planStops } from './guide-lines.ts'
import { dateMessages, datePhases, planTasks } from './tasks.ts'

/** @param asOf only affects what is in the past, and slack */
export function planForPractice(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
): Plan {
  const { days, dated, milestones, slaClocks, dates } = dateEverything(guide, policy, calendar, practice, asOf)
  const phases = datePhases(guide, policy, calendar, days)
  const messages = dateMessages(policy, orderByOf(practice, dates), days, calendar)
  const sorted = planTasks(guide, practice, phases, days, calendar)
  const externalLinks = planLinks(guide.externalLinks, practice, days, calendar)
  const findings = findingsOf(dates, curer(guide, policy, calendar, practice, asOf, dates))
  const hours = scheduleHours(sorted.tasks, milestones, policy, calendar, personOf(guide, practice))
  return {
    practice,
    milestones,
    phases,
    ...sorted,
    dataTypes: planLines(guide.dataTypes, practice),
    externalLinks,
    stops: planStops(guide.stops, externalLinks, practice, days, calendar),
    losses: planLosses(guide.losses, practice, days, calendar),
    countDays: countDays(dates.milestone('final-data-production').date, calendar),
    linksOffDays: linksOffDays(dates, calendar),
    hours,
    decisions: planDecisions(guide, practice, sorted.tasks, hours, milestones, findings),
    hazards: planHazards(guide.data.hazards, practice, sorted.tasks),
    slaClocks,
    findings,
    cutoverHours: cutoverHours(dated),
    ...messages,
  }
}

/** People of the practice by name, where the row has one: one person may have several roles. */
function personOf({ data }: Guide, { contacts }: Practice): PersonOf {
  const people = new Set(data.roles.filter((role) => role.belongs === 'practice' && !role.group).map(({ id }) => id))
  return ({ task: { roles } }) => {
    const [owner] = roles
    return owner === undefined || !people.has(owner) ? null : (contacts[owner]?.name ?? owner)
  }
}

/** Only the findings about a practice's dates: a wave is checked without planning tasks. */
export function findingsForPractice(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
): readonly PlanFinding[] {
  const { dates } = dateEverything(guide, policy, calendar, practice, asOf)
  return findingsOf(dates, curer(guide, policy, calendar, practice, asOf, dates))
}

function dateEverything(guide: Guide, policy: TimingPolicy, calendar: Calendar, practice: Practice, asOf: IsoDay) {
  const days: Days = { milestones: new Map(), phases: new Map(), messages: new Map() }
  const dated = dateMilestones(practice, policy, calendar, days)
  const milestones = withSlack(dated, policy, calendar, asOf)
  const slaClocks = runClocks(guide, policy, dated, days, calendar)
  const place = (id: MilestoneId): Place | null => policy.milestones.find((one) => one.id === id)?.place ?? null
  const facts = factsInTime(guide.data, practice)
  const shared = { practice, policy, calendar, milestones, slaClocks, facts, asOf, place }
  const dates: PlannedDates = { ...shared, milestone: (id) => milestoneIn(milestones, id) }
  return { days, dated, milestones, slaClocks, dates }
}

/** A day on or after final data production is a mistake that a finding names: nothing is counted from it. */
const orderByOf = ({ repeatOrderBy }: Practice, dates: PlannedDates): IsoDay | null =>
  repeatOrderBy !== null && repeatOrderBy < dates.milestone('final-data-production').date ? repeatOrderBy : null

type PlannedDates = Omit<Dates, 'ifItWouldDo'>

/** Whether moving a milestone gives fewer findings of a rule, and no new error or warning. */
type Cures = (rule: string, id: MilestoneId, date: IsoDay) => boolean

const findingsOf = (dates: PlannedDates, cures: Cures): PlanFinding[] =>
  DATE_RULES.flatMap((rule) => {
    const ifItWouldDo: Dates['ifItWouldDo'] = (id, date) => (cures(rule.id, id, date) ? date : '')
    return Array.from(rule.find({ ...dates, ifItWouldDo }), (found) => ({
      rule: rule.id,
      severity: rule.severity,
      ...found,
    }))
  })

/** Tries a change on the dates alone; the trial itself suggests no further changes. */
function curer(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
  now: PlannedDates,
): Cures {
  // Two findings of the same rule about the same milestones count as one.
  const warningsOf = (dates: PlannedDates): Map<string, string> =>
    new Map(
      findingsOf(dates, () => false)
        .filter(({ severity }) => severity !== 'note')
        .map(({ rule, milestones }) => [`${rule} ${milestones.join(' ')}`, rule]),
    )
  const countOf = (rule: string, warnings: ReadonlyMap<string, string>): number =>
    [...warnings.values()].filter((one) => one === rule).length
  let before: ReadonlyMap<string, string> | undefined
  return (rule, id, date) => {
    before ??= warningsOf(now)
    const changed = withDate(practice, id, date)
    const after = warningsOf(dateEverything(guide, policy, calendar, changed, asOf).dates)
    const isWorse = [...after.keys()].some((warning) => !before?.has(warning))
    return !isWorse && countOf(rule, after) < countOf(rule, before)
  }
}

/** Links are off, and everyone still works in the current system: working days, the last one until the log-off. */
function linksOffDays({ milestone }: Pick<PlannedDates, 'milestone'>, calendar: Calendar): IsoDay[] {
  const production = milestone('final-data-production').date
  const days: IsoDay[] = []
  for (let date = milestone('links-off').date; date <= production; date = addDays(date, 1))
    if (calendar.isWorkingDay(date) || date === production) days.push(date)
  return days
}

/** Days on which inboxes are counted (facts of the guide: from 5 working days before). */
function countDays(production: IsoDay, calendar: Calendar): IsoDay[] {
  const before = [5, 4, 3, 2, 1].map((value) =>
    calendar.shift(production, { value, unit: 'working-day', side: 'before' }, 'back'),
  )
  return [...before.map(({ date }) => date), production]
}

/**
 * Finds the first go-live days to which no rule about dates objects.
 *
 * @param after the first day tried is the one after it
 * @param count how many to find; fewer come back where the holiday data ends
 * @returns plans without an error or a warning, soonest first
 */
export function findGoLive(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
  after: IsoDay,
  count: number,
): Plan[] {
  // Tasks do not affect dates; without them a plan takes a tenth of the time.
  const datesOnly: Guide = { ...guide, tasks: [] }
  const found: Plan[] = []
  // Before the first day of the holiday data nothing is certain.
  const start = latestOf([after, addDays(policy.holidays.from, -1)]) ?? after
  for (let day = addDays(start, 1); found.length < count && calendar.covers(day); day = addDays(day, 1)) {
    if (!calendar.isWorkingDay(day)) continue
    const plan = planForPractice(datesOnly, policy, calendar, withDate(practice, 'go-live', day), asOf)
    if (plan.findings.every(({ severity }) => severity === 'note')) found.push(plan)
  }
  return found
}
