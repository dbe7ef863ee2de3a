/**
 * The hours of the days that are planned by the hour: the evening of final data production, the days between, and go-live
 * day. Start and end of a task come from how long it takes (`takes`), what comes before it (`after`) and when on its
 * day it starts (`at`).
 *
 * In the evening one task starts at the milestone's own hour, and what must be done before it is planned backwards from
 * there, or from the end of the working day, if that is earlier: who prints lists has gone home by 10pm. Everything else is
 * planned forwards, and one person does one thing at a time. A task without a length has its place in the order and no times,
 * and what goes on `all-day` keeps nobody from anything else.
 *
 * @module
 */
import { compare } from '../base/text.ts'
import { addDays, addMinutes, earliestOf, type IsoDay, type IsoMoment, latestOf, momentOf } from '../base/day.ts'
import type { DayPart, Task, TaskLength } from '../model/guide.ts'
import {
  isUntil,
  milestoneIn,
  type PlannedDay,
  type PlannedHour,
  type PlannedMilestone,
  type PlannedTask,
} from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Calendar } from './calendar.ts'

type DayParts = TimingPolicy['dayParts']

/** Who does a task, where that is one person; null: a group, or a firm with several people. */
export type PersonOf = (planned: PlannedTask) => string | null

export function scheduleHours(
  tasks: readonly PlannedTask[],
  milestones: readonly PlannedMilestone[],
  { dayParts }: TimingPolicy,
  calendar: Calendar,
  personOf: PersonOf = () => null,
): PlannedDay[] {
  const production = milestoneIn(milestones, 'final-data-production')
  const goLive = milestoneIn(milestones, 'go-live')
  if (production.date >= goLive.date) return []
  const linksOff = milestoneIn(milestones, 'links-off').date
  /** Ends of tasks on earlier days: a copy taken overnight ends the next morning. */
  const ended = new Map<string, IsoMoment>()
  return daysOf(production.date, goLive.date, calendar).map(({ kind, date }): PlannedDay => {
    const time = kind === 'evening' ? production.time : kind === 'go-live' ? goLive.time : null
    const hour = momentOf(date, time ?? dayParts[kind === 'evening' ? 'end' : 'morning'])
    const open = hour < momentOf(date, dayParts.end)
    const todo = tasks.filter((task) => isOnDay(task, kind, date, { linksOff, goLive: goLive.date, open }))
    const rows = scheduleDay(todo, { kind, date, hour, dayParts, ended, personOf })
    for (const { planned, end } of rows) if (end) ended.set(planned.task.id, end)
    return { kind, date, rows }
  })
}

function daysOf(from: IsoDay, to: IsoDay, calendar: Calendar): Pick<PlannedDay, 'kind' | 'date'>[] {
  const between: Pick<PlannedDay, 'kind' | 'date'>[] = []
  for (let date = addDays(from, 1); date < to; date = addDays(date, 1))
    between.push({ kind: calendar.isWorkingDay(date) ? 'between' : 'closed', date })
  return [{ kind: 'evening', date: from }, ...between, { kind: 'go-live', date: to }]
}

/**
 * What lasts from final data production starts after it; what lasts until go-live has ended by then. What has gone on for
 * weeks, such as training, is not done by the hour.
 */
function isOnDay(
  planned: PlannedTask,
  kind: PlannedDay['kind'],
  date: IsoDay,
  { linksOff, goLive, open }: { readonly linksOff: IsoDay; readonly goLive: IsoDay; readonly open: boolean },
): boolean {
  const { task, due, from, reason } = planned
  // A phase that ends that day makes none of its tasks one for the evening, and what is for the morning is done by then.
  if (kind === 'evening') {
    // Patients still come if the practice is open after that hour: what is written from then on is written at once.
    if (open && task.at === 'hour' && from === date) return true
    return due === date && reason?.kind !== 'phase-end' && !isForDaytime(task)
  }
  // What is done each day waits for a day on which the practice is open.
  if (kind === 'closed') return due === date && (from === null || from >= due)
  // Until the word "go" all goes on as on the days before, in a weekend cutover too, in which it may begin on this day.
  if (kind === 'go-live' && isUntil(planned, goLive) && (from ?? goLive) >= linksOff) return true
  if (due === null || from === null || from >= due) return due === date
  if (from < linksOff || from > date) return false
  return kind === 'go-live' ? due > goLive : date <= due
}

/** What is planned by the hour stays, so that the plan shows it where it does not belong. */
const isForDaytime = ({ at, takes }: Task): boolean =>
  at === 'all-day' || (takes === null && (at === 'morning' || at === 'afternoon'))

interface StartAndEnd {
  readonly start: IsoMoment
  readonly end: IsoMoment
}

interface Day extends Pick<PlannedDay, 'kind' | 'date'> {
  /** The milestone's moment; on the days between, the morning. */
  readonly hour: IsoMoment
  readonly dayParts: DayParts
  readonly ended: ReadonlyMap<string, IsoMoment>
  readonly personOf: PersonOf
}

function scheduleDay(tasks: readonly PlannedTask[], day: Day): PlannedHour[] {
  const ordered = inOrder(tasks)
  const byId = new Map(ordered.map((planned) => [planned.task.id, planned]))
  const times = new Map<string, StartAndEnd>()
  const before = waitingFor('hour', ordered)
  const latest = earliestOf([day.hour, momentOf(day.date, day.dayParts.end)]) ?? day.hour

  /** Each task as soon as what it waits for is done, and the person who does it is free. */
  const forwards = (order: readonly PlannedTask[], personOf: PersonOf): ReadonlyMap<string, StartAndEnd> => {
    const found = new Map(times)
    const busyUntil = new Map<string, IsoMoment>()
    for (const planned of order) {
      const { task } = planned
      if (found.has(task.id)) continue
      const person = personOf(planned)
      const free = person === null ? undefined : busyUntil.get(person)
      const ready = task.after.flatMap((id) => found.get(id)?.end ?? (byId.has(id) ? [] : (day.ended.get(id) ?? [])))
      const base = baseOf(task.at, day)
      const start = task.at === 'hour' ? base : (latestOf([base, ...ready, free ?? base]) ?? base)
      const end = isAllDay(planned) ? start : endOf(start, task.takes, day)
      found.set(task.id, { start, end })
      if (person !== null && !isAllDay(planned)) busyUntil.set(person, end)
    }
    return found
  }

  for (const { task } of ordered.toReversed()) {
    if (!before.has(task.id)) continue
    const next = ordered.filter((one) => one.task.after.includes(task.id) && isFixed(one, before))
    const starts = next.map((one) => (one.task.at === 'hour' ? day.hour : (times.get(one.task.id)?.start ?? day.hour)))
    const end = earliestOf([latest, ...starts]) ?? day.hour
    times.set(task.id, { start: addMinutes(end, -minutesOf(task.takes)), end })
  }
  const startAlone = forwards(ordered, () => null)
  const soonest = [...ordered].sort((one, other) =>
    compare(startAlone.get(one.task.id)?.start ?? day.hour, startAlone.get(other.task.id)?.start ?? day.hour),
  )
  const all = forwards(soonest, day.personOf)
  return ordered
    .map((planned, index) => ({
      planned,
      index,
      ...(all.get(planned.task.id) ?? { start: day.hour, end: day.hour }),
    }))
    .sort((a, b) => rankOf(a.planned, day) - rankOf(b.planned, day) || compare(a.start, b.start) || a.index - b.index)
    .map(({ planned, start, end }) => ({
      planned,
      part: day.kind !== 'between' && day.kind !== 'closed' ? null : isAllDay(planned) ? 'all-day' : partOf(start, day),
      start: hasHours(planned) ? start : null,
      end: hasHours(planned) ? end : null,
    }))
}

/** The tasks of a day, each after those it waits for, otherwise in the guide's order, which is also kept for a cycle. */
function inOrder(tasks: readonly PlannedTask[]): PlannedTask[] {
  const ordered: PlannedTask[] = []
  const left = [...tasks]
  while (left.length > 0) {
    const ready = left.findIndex(({ task }) => !task.after.some((id) => left.some((other) => other.task.id === id)))
    ordered.push(...left.splice(Math.max(0, ready), 1))
  }
  return ordered
}

/** Ids of the tasks without an hour of their own that a task with this hour waits for, directly or not. */
function waitingFor(at: 'hour', ordered: readonly PlannedTask[]): ReadonlySet<string> {
  const found = new Set<string>()
  const wanted = new Set(ordered.filter(({ task }) => task.at === at).flatMap(({ task }) => task.after))
  for (const { task } of ordered.toReversed()) {
    if (!wanted.has(task.id) || task.at !== null) continue
    found.add(task.id)
    for (const id of task.after) wanted.add(id)
  }
  return found
}

const isAllDay = ({ task }: PlannedTask): boolean => task.at === 'all-day'
/** A day between has what goes on all day at its head; elsewhere the rows follow the clock. */
const rankOf = (planned: PlannedTask, { kind }: Day): number =>
  (kind === 'between' || kind === 'closed') && isAllDay(planned) ? 0 : 1
const hasHours = (planned: PlannedTask): boolean => planned.task.takes !== null && !isAllDay(planned)

const isFixed = ({ task }: PlannedTask, before: ReadonlySet<string>): boolean =>
  task.at === 'hour' || before.has(task.id)

function baseOf(at: PlannedTask['task']['at'], { date, hour, dayParts }: Day): IsoMoment {
  return at === null || at === 'hour' || at === 'all-day' ? hour : momentOf(date, dayParts[at])
}

function partOf(start: IsoMoment, { date, dayParts }: Day): DayPart {
  return start < momentOf(date, dayParts.afternoon)
    ? 'morning'
    : start < momentOf(date, dayParts.close)
      ? 'afternoon'
      : 'close'
}

/** A task that takes a day lasts until the day's end. */
function endOf(start: IsoMoment, takes: TaskLength | null, { date, dayParts }: Day): IsoMoment {
  if (takes?.unit === 'day') return latestOf([start, momentOf(date, dayParts.end)]) ?? start
  return addMinutes(start, minutesOf(takes))
}

const minutesOf = (takes: TaskLength | null): number =>
  takes === null || takes.unit === 'day' ? 0 : Math.round(takes.value * (takes.unit === 'hour' ? 60 : 1))
