import { clockTime, longDate } from '../../base/day-in-words.ts'
import { hoursBetween, type IsoMoment, momentOf, timePartOf } from '../../base/day.ts'
import type { PlannedDay, PlannedHour } from '../../model/plan.ts'
import type { ConsistencyRule } from '../pack.ts'

/** The evening may last this long after final data production: later nobody decides well. */
const EVENING_HOURS = 4

interface Load {
  readonly hours: number
  readonly first: IsoMoment
  readonly last: IsoMoment
}

/** What one person has to do with his or her own hands that day. */
function loadOf(rows: readonly PlannedHour[]): Load | null {
  const timed = rows.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }]))
  const [first] = timed.map(({ start }) => start).sort()
  const last = timed
    .map(({ end }) => end)
    .sort()
    .at(-1)
  if (first === undefined || last === undefined) return null
  return { hours: timed.reduce((sum, { start, end }) => sum + hoursBetween(start, end), 0), first, last }
}

/** Two tasks that one person has at the same hour; null: none. */
function overlapIn(rows: readonly PlannedHour[]): readonly [PlannedHour, PlannedHour] | null {
  for (const one of rows)
    for (const other of rows) {
      if (one === other || one.start === null || one.end === null || other.start === null || other.end === null)
        continue
      if (one.start <= other.start && other.start < one.end && other.start < other.end) return [one, other]
    }
  return null
}

const isHuman = (role: string, groups: ReadonlySet<string>): boolean => !groups.has(role)

/** The tasks of one owner fit into the day, one after the other. */
export const ownerDayTooFull: ConsistencyRule = {
  id: 'owner-day-too-full',
  severity: 'warning',
  title: 'A day with more tasks than its owner has hours',
  why: 'Something is left out, on the days on which nothing may be.',
  fix: 'Give some of the tasks to somebody else, or another day.',
  *find({ plan, guide, policy }) {
    // Groups of people, and those who work for several practices, share their tasks out.
    const groups = new Set(
      guide.data.roles.filter(({ group, belongs }) => group === true || belongs !== 'practice').map(({ id }) => id),
    )
    for (const day of plan.hours)
      for (const [owner, rows] of byOwner(day)) {
        if (!isHuman(owner, groups)) continue
        const load = loadOf(rows)
        if (load === null) continue
        const opens = momentOf(day.date, policy.dayParts.morning)
        const closes = momentOf(day.date, policy.dayParts.end)
        const start = day.kind === 'evening' ? load.first : opens
        const most = day.kind === 'evening' ? hoursBetween(start, closes) + EVENING_HOURS : hoursBetween(opens, closes)
        const twice = overlapIn(rows)
        if (load.hours <= most && twice === null) continue
        yield {
          values: {
            owner: guide.data.roles.find(({ id }) => id === owner)?.name ?? owner,
            date: longDate(day.date),
            hours: Math.round(load.hours * 10) / 10,
            most: Math.round(most * 10) / 10,
            first: clockTime(timePartOf(load.first)),
            tasks: rows.length,
            one: twice?.[0].planned.task.text ?? null,
            other: twice?.[1].planned.task.text ?? null,
            at: twice?.[1].start ? clockTime(timePartOf(twice[1].start)) : null,
          },
        }
      }
  },
}

function byOwner({ rows }: PlannedDay): ReadonlyMap<string, readonly PlannedHour[]> {
  const owners = new Map<string, PlannedHour[]>()
  for (const row of rows) {
    const [owner] = row.planned.task.roles
    if (owner !== undefined) owners.set(owner, [...(owners.get(owner) ?? []), row])
  }
  return owners
}
