/**
 * `slot: timeline`: phases, milestones, limits in the sources (not with `limits: no`), holidays and training over a scale of
 * months.
 * `slot: timeline-dates`: the same days as a table.
 *
 * @module
 */
import { compare } from '../../base/text.ts'
import { dayPartOf, type IsoDay, monthsBetween, partsOf, yearOf } from '../../base/day.ts'
import { inOrder } from '../shown-tasks.ts'
import type { Span, TimelineKind, TimelineRow } from '../../document/document.ts'
import { dateRange, dayOfYear, longDate, shortDate } from '../../base/day-in-words.ts'
import type { MilestoneId } from '../../model/guide.ts'
import { dayOfMilestone, isAgreed } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'

/** One row of both the picture and the table. */
interface TimelineEntry {
  readonly id: string
  readonly label: string
  /** The kind of entry, in words. */
  readonly sort: string
  readonly kind: TimelineKind
  /** A span may have its own name, such as that of a holiday. */
  readonly spans: readonly { readonly from: IsoDay; readonly to: IsoDay; readonly name?: string }[]
}

export const timeline: Slot = (context, { limits = 'yes' }) => {
  const { plan, words } = context
  const entries = entriesOf(context).filter(({ kind }) => limits === 'yes' || kind !== 'limit')
  const days = entries.flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to])).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const periods = monthsBetween(first, last)
  const date = (id: MilestoneId): string => longDate(dayOfMilestone(plan, id))
  const kinds = [...new Set(entries.map(({ kind }) => kind))]
  return [
    {
      type: 'timeline',
      id: 'timeline',
      caption: [{ text: words.say('timeline.caption', { from: shortDate(first), to: shortDate(last) }) }],
      alt: words.say('timeline.alt', {
        limits: entries.some(({ kind }) => kind === 'limit'),
        table: limits === 'yes',
        from: shortDate(first),
        to: shortDate(last),
        training: date('training'),
        production: date('final-data-production'),
        goLive: date('go-live'),
      }),
      labelHeading: words.say('timeline.what'),
      periods: periods.map(({ from }) => ({ from, label: words.say(`timeline.months.${partsOf(from).month}`) })),
      to: periods.at(-1)?.to ?? last,
      rows: entries.map((entry) => rowOf(entry, periods, context)),
      legend: kinds.map((kind) => ({ kind, label: words.say(`timeline.legend.${kind}`) })),
    },
  ]
}

export const timelineDates: Slot = (context) => {
  const { plan, words } = context
  const year = yearOf(plan.practice.goLive)
  const entries = entriesOf(context)
  const header = ['what', 'sort', 'first-day', 'last-day']
  return [
    {
      type: 'table',
      id: 'timeline-dates',
      caption: [{ text: words.say('timeline.table') }],
      captionVisible: false,
      header: header.map((name): readonly Span[] => [{ text: words.say(`timeline.${name}`) }]),
      shares: [3.4, 2, 2.6, 2.6],
      rowHeader: 0,
      rows: entries.flatMap(({ id, label, sort, spans }) =>
        spans.map(({ from, to, name }, index) => ({
          id: spans.length === 1 ? id : `${id}-${index + 1}`,
          cells: [name ?? label, sort, dayOfYear(from, year), from === to ? '' : dayOfYear(to, year)].map((text) =>
            text === '' ? {} : { spans: [{ text }] },
          ),
        })),
      ),
    },
  ]
}

function entriesOf({ guide, plan, policy, words }: ComposeContext): TimelineEntry[] {
  const sort = (name: string): string => words.say(`timeline.sorts.${name}`)
  const training = policy.phases.find(
    ({ start: { anchor } }) => 'milestone' in anchor && anchor.milestone === 'training',
  )?.id
  const phases = inOrder(guide, plan).flatMap(({ id, title, datesOf }): TimelineEntry[] => {
    const dates = plan.phases.find((phase) => phase.id === id)
    if (dates === undefined) return []
    const kind = training !== undefined && datesOf === training ? 'training' : 'work'
    const spans = [{ from: dates.start, to: dates.end }]
    return [{ id: `phase-${id}`, label: title, sort: sort('phase'), kind, spans }]
  })
  const milestones = [...plan.milestones]
    .sort((a, b) => compare(a.date, b.date))
    .map((milestone): TimelineEntry => {
      const { id, date } = milestone
      const agreed = isAgreed(milestone)
      return {
        id: `milestone-${id}`,
        label: words.say(`milestones.${id}`),
        sort: sort(agreed ? 'agreed' : 'proposed'),
        kind: agreed ? 'moment' : 'open-moment',
        spans: [{ from: date, to: date }],
      }
    })
  const limits = plan.slaClocks.map(({ sla, start, due }): TimelineEntry => {
    const spans = [{ from: dayPartOf(start), to: dayPartOf(due) }]
    return {
      id: `limit-${sla.toLowerCase()}`,
      label: words.say('timeline.limit', { sla }),
      sort: sort('limit'),
      kind: 'limit',
      spans,
    }
  })
  const days = plan.phases.flatMap(({ start, end }) => [start, end]).sort()
  const [first = plan.practice.goLive, last = plan.practice.goLive] = [days[0], days.at(-1)]
  const holidays = policy.holidays.holidays
    .filter(({ date }) => date >= first && date <= last)
    .map(({ date, name }) => ({ from: date, to: date, name }))
  const closed: TimelineEntry[] =
    holidays.length === 0
      ? []
      : [
          {
            id: 'holidays',
            label: words.say('timeline.holidays'),
            sort: sort('holiday'),
            kind: 'moment',
            spans: holidays,
          },
        ]
  return [...phases, ...milestones, ...limits, ...closed]
}

interface Month {
  readonly from: IsoDay
  readonly to: IsoDay
}

function rowOf(
  { id, label, kind, spans }: TimelineEntry,
  periods: readonly Month[],
  context: ComposeContext,
): TimelineRow {
  const year = yearOf(context.plan.practice.goLive)
  const [only] = spans
  return {
    id,
    label,
    dates: spans.length === 1 && only ? sayDays(only, year) : '',
    marks: spans.map(({ from, to }) => ({ kind, from, to })),
    cells: periods.map((period) => spans.flatMap((span) => cellWords(span, period, context)).join(', ')),
  }
}

/** `7 to 14 April`; the year only where it is not that of go-live. */
function sayDays({ from, to }: Month, year: string): string {
  const days = from === to ? shortDate(from) : dateRange(from, to, false)
  return from.startsWith(year) && to.startsWith(year) ? days.slice(0, -5) : days
}

/** The days of a span within one month: `from 20`, `all`, `to 3`, `7 to 14`, `25`. */
function cellWords({ from, to }: Month, period: Month, { words }: ComposeContext): string[] {
  if (to < period.from || from > period.to) return []
  const first = String(Number(from.slice(8)))
  const last = String(Number(to.slice(8)))
  const starts = from >= period.from
  const ends = to <= period.to
  if (from === to) return [first]
  if (starts && ends) return [words.say('timeline.between', { first, last })]
  if (starts) return [words.say('timeline.starts', { first })]
  return [ends ? words.say('timeline.ends', { last }) : words.say('timeline.whole')]
}
