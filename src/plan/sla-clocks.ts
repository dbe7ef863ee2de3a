/**
 * SLA clocks: start, last day, and the party that the source names. They are dated statements of a framework that has ended,
 * not rights (`docs/reference/timing.md`).
 *
 * @module
 */
import { addMinutes, dayPartOf, hoursBetween, type IsoDay, type IsoMoment, momentOf } from '../base/day.ts'
import type { Guide, Quantity } from '../model/guide.ts'
import { milestoneIn, type SlaClock } from '../model/plan.ts'
import type { ClockPolicy, TimingPolicy } from '../model/policy.ts'
import type { Calendar } from './calendar.ts'
import { type DatedMilestone, dayOf, type Days, policyError } from './milestones.ts'

/** The clocks of the SLAs that the guide shows its readers: never of one in a comment, or that only `slas.yaml` knows. */
export function runClocks(
  guide: Guide,
  policy: TimingPolicy,
  milestones: readonly DatedMilestone[],
  days: Days,
  calendar: Calendar,
): SlaClock[] {
  const production = milestoneIn(milestones, 'final-data-production')
  const hours = cutoverHours(milestones)
  const clocks: SlaClock[] = []
  const run: StartedClock[] = []
  for (const clock of policy.clocks) {
    if (clock.onlyOverHours !== null && hours <= clock.onlyOverHours) continue
    const id = clock.sla.slice(0, 'SLA-00'.length)
    const info = guide.data.slas.find((sla) => sla.id === id)
    const inGuide = guide.slas.find((sla) => sla.id === id && sla.status === 'live')
    // One may start when another is due that the guide does not show.
    const start = startOf(clock, run, days, calendar)
    const length = lengthOf(clock, guide, inGuide?.limit ?? null)
    const running = { sla: clock.sla, ...runClock(length, start, production.time, days, calendar) }
    run.push(running)
    if (inGuide === undefined) continue
    clocks.push({
      ...running,
      names: (guide.borrowed.slas ? inGuide.names : info?.names) ?? null,
      limit: 'until' in length ? (inGuide.limit ?? info?.limit ?? { value: 0, unit: 'day' }) : length,
      inGuide,
    })
  }
  return clocks
}

/** How long a clock runs: what the guide says of its SLA comes before a policy that is not the guide's own. */
function lengthOf({ sla, length }: ClockPolicy, guide: Guide, limit: Quantity | null): ClockPolicy['length'] {
  const isItsOwn = sla.length > 'SLA-00'.length || !guide.borrowed.dates
  return isItsOwn || limit === null || limit.unit === 'count' || 'until' in length ? length : limit
}

/** Elapsed hours from final data production to go-live; 0 if a time is missing. */
export function cutoverHours(milestones: readonly DatedMilestone[]): number {
  const production = milestoneIn(milestones, 'final-data-production')
  const goLive = milestoneIn(milestones, 'go-live')
  if (!production.time || !goLive.time) return 0
  return hoursBetween(momentOf(production.date, production.time), momentOf(goLive.date, goLive.time))
}

type StartedClock = Pick<SlaClock, 'sla' | 'start' | 'due'>

function startOf(
  clock: ClockPolicy,
  before: readonly StartedClock[],
  days: Days,
  calendar: Calendar,
): IsoDay | IsoMoment {
  if (!('dueOf' in clock.start)) return dayOf(clock.start, days, calendar, '').date
  const { dueOf } = clock.start
  const other = before.find(({ sla }) => sla === dueOf)
  if (!other) throw policyError(`${clock.sla} starts when ${dueOf} is due, which comes after it`)
  return other.due
}

function runClock(
  length: ClockPolicy['length'],
  start: IsoDay | IsoMoment,
  eveningTime: string | null,
  days: Days,
  calendar: Calendar,
): Pick<SlaClock, 'start' | 'due'> {
  if ('until' in length) return { start, due: dayOf(length.until, days, calendar, '').date }
  const { value, unit } = length
  if (unit === 'hour') {
    const from = momentOf(dayPartOf(start), eveningTime ?? '18:30')
    return { start: from, due: addMinutes(from, value * 60) }
  }
  return { start, due: calendar.shift(dayPartOf(start), { value, unit: wholeDays(unit), side: 'after' }, 'stay').date }
}

function wholeDays(unit: Quantity['unit']): 'working-day' | 'day' | 'week' | 'month' {
  if (unit === 'hour' || unit === 'count') throw policyError(`a clock cannot run for a ${unit}`)
  return unit
}
