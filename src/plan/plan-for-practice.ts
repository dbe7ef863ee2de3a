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
import type { IsoDay } from '../base/day.ts'
import { MILESTONES, type Guide, type MilestoneId } from '../model/guide.ts'
import type { Place } from '../model/finding.ts'
import { milestoneIn, type Plan, type PlanFinding } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Practice } from '../model/practice.ts'
import type { Calendar } from './calendar.ts'
import type { Days } from './days.ts'
import { dateMilestones } from './milestones.ts'
import { planLines } from './lines.ts'
import { datePatients } from './patients.ts'
import { datePhases } from './phases.ts'
import { DATE_RULES } from './rules/index.ts'
import type { Dates } from './rules/rule.ts'
import { scheduleHours } from './schedule-hours.ts'
import { cutoverHours, runClocks } from './sla-clocks.ts'
import { withSlack } from './slack.ts'
import { planTasks } from './tasks.ts'
import { withDate } from './with-date.ts'

/** @param asOf counts only for what lies in the past and for slack */
export function planForPractice(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
): Plan {
  const { days, dated, milestones, slaClocks, dates } = dateEverything(guide, policy, calendar, practice, asOf)
  const phases = datePhases(guide, policy, calendar, days)
  const sorted = planTasks(guide, practice, phases, days, calendar)
  return {
    practice,
    milestones,
    phases,
    ...sorted,
    dataTypes: planLines(guide.dataTypes, practice),
    externalLinks: planLines(guide.externalLinks, practice),
    countDays: countDays(dates.milestone('final-data-production').date, calendar),
    hours: scheduleHours(sorted.tasks, milestones, policy, calendar),
    slaClocks,
    findings: findingsOf({ ...dates, cures: curer(guide, policy, calendar, practice, asOf, dates) }),
    cutoverHours: cutoverHours(dated),
    patientDates: datePatients(policy, days, calendar),
  }
}

/** Only what is wrong with a practice's dates: a wave is checked without planning a task. */
export function findingsForPractice(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
): readonly PlanFinding[] {
  const { dates } = dateEverything(guide, policy, calendar, practice, asOf)
  return findingsOf({ ...dates, cures: curer(guide, policy, calendar, practice, asOf, dates) })
}

function dateEverything(guide: Guide, policy: TimingPolicy, calendar: Calendar, practice: Practice, asOf: IsoDay) {
  const days: Days = { milestones: new Map(), phases: new Map() }
  const dated = dateMilestones(practice, policy, calendar, days)
  const milestones = withSlack(dated, policy, calendar, asOf)
  const slaClocks = runClocks(guide, policy, dated, days, calendar)
  const place = (id: MilestoneId): Place | null => policy.milestones.find((one) => one.id === id)?.place ?? null
  const shared = { guide, practice, policy, calendar, milestones, slaClocks, asOf, place }
  const dates: Omit<Dates, 'cures'> = { ...shared, milestone: (id) => milestoneIn(milestones, id) }
  return { days, dated, milestones, slaClocks, dates }
}

const findingsOf = (dates: Dates): PlanFinding[] => DATE_RULES.flatMap((rule) => [...rule(dates)])

/** Tries a change on the dates alone. A change that is tried offers no further changes. */
function curer(
  guide: Guide,
  policy: TimingPolicy,
  calendar: Calendar,
  practice: Practice,
  asOf: IsoDay,
  now: Omit<Dates, 'cures'>,
): Dates['cures'] {
  const troubles = (dates: Omit<Dates, 'cures'>): string[] =>
    findingsOf({ ...dates, cures: () => false })
      .filter(({ severity }) => severity !== 'note')
      .map(({ rule, milestones }) => `${rule} ${milestones.join(' ')}`)
  let before: ReadonlySet<string> | undefined
  return (rule, changes) => {
    before ??= new Set(troubles(now))
    const changed = MILESTONES.reduce((one, id) => {
      const date = changes[id]
      return date === undefined ? one : withDate(one, id, date)
    }, practice)
    const after = troubles(dateEverything(guide, policy, calendar, changed, asOf).dates)
    const worse = after.some((trouble) => !before?.has(trouble))
    return !worse && after.filter(isOf(rule)).length < [...before].filter(isOf(rule)).length
  }
}

const isOf =
  (rule: string) =>
  (trouble: string): boolean =>
    trouble.startsWith(`${rule} `)

/** Days on which inboxes are counted (facts of the guide: from 5 working days before). */
function countDays(production: IsoDay, calendar: Calendar): IsoDay[] {
  const before = [5, 4, 3, 2, 1].map((value) =>
    calendar.shift(production, { value, unit: 'working-day', side: 'before' }, 'back'),
  )
  return [...before.map(({ date }) => date), production]
}
