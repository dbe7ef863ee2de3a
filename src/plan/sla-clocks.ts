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
    // One may start when another is due that the guide does not show.
    const start = startOf(clock, run, days, calendar)
    const running = { sla: clock.sla, ...runClock(clock, start, production.time, days, calendar) }
    run.push(running)
    const id = clock.sla.slice(0, 'SLA-00'.length)
    const info = guide.data.slas.find((sla) => sla.id === id)
    const inGuide = guide.slas.find((sla) => sla.id === id && sla.status === 'live')
    if (inGuide === undefined) continue
    clocks.push({
      ...running,
      names: info?.names ?? null,
      limit: 'until' in clock.length ? (info?.limit ?? { value: 0, unit: 'day' }) : clock.length,
      inGuide,
    })
  }
  return clocks
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
  clock: ClockPolicy,
  start: IsoDay | IsoMoment,
  eveningTime: string | null,
  days: Days,
  calendar: Calendar,
): Pick<SlaClock, 'start' | 'due'> {
  if ('until' in clock.length) return { start, due: dayOf(clock.length.until, days, calendar, '').date }
  const { value, unit } = clock.length
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
