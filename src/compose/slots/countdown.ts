/**
 * Slots around the cutover:
 *
 * `slot: countdown; days: 28`: what is due in the days before final data production in a few words, a row a day: to be ticked it
 * stands in the checklist.
 * `slot: days-after; days: 14; heading: What is due`: likewise in the days after go-live, below a heading.
 *
 * A slot without rows gives nothing.
 *
 * @module
 */
import { briefDay, dayOfYear } from '../../base/day-in-words.ts'
import { daysBetween, type IsoDay, yearOf } from '../../base/day.ts'
import { compare, lowerFirst } from '../../base/text.ts'
import type { Span, TableRow } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { dayOfMilestone, type PlannedMilestone, type PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { soonest } from '../shown-tasks.ts'
import { firstWords, ifItApplies, shortOwner } from './task-lists.ts'
import { runbookTable } from './runbook-table.ts'

export const countdown: Slot = (context, { days = '28' }) => {
  const production = dayOfMilestone(context.plan, 'final-data-production')
  const toGo = (date: IsoDay): number => daysBetween(date, production)
  const within = (date: IsoDay): boolean => toGo(date) >= 0 && toGo(date) <= Number(days)
  const milestones = context.plan.milestones.filter(({ date }) => within(date))
  // What takes several days is there on the first of them that the countdown has, with both its ends.
  const tasks = withDay(context).flatMap(({ planned, due }) => {
    const first = firstDay(planned, due)
    const date = within(first) ? first : due
    return within(date) ? [{ planned, due, date }] : []
  })
  return runbookTable(
    'countdown',
    ['to-go', 'date', 'due'],
    SHARES,
    rowsByDay('countdown', tasks, milestones, toGo, context),
    context,
    1,
  )
}

export const daysAfter: Slot = (context, { days = '14', heading }) => {
  const goLive = dayOfMilestone(context.plan, 'go-live')
  const passed = (date: IsoDay): number => daysBetween(goLive, date)
  const tasks = withDay(context).flatMap(({ planned, due }) =>
    passed(due) > 0 && passed(due) <= Number(days) ? [{ planned, due, date: due }] : [],
  )
  const rows = rowsByDay('after', tasks, [], passed, context)
  const due = runbookTable('days-after', ['days-after', 'date', 'due'], SHARES, rows, context, 1)
  if (due.length === 0 || heading === undefined) return due
  return [{ type: 'heading', level: 3, id: 'due-after', spans: [{ text: heading }] }, ...due]
}

interface DueInCountdown {
  readonly planned: PlannedTask
  readonly due: IsoDay
  /** The day that it stands at. */
  readonly date: IsoDay
}

/** A row a day, soonest first: its milestones before its tasks. */
function rowsByDay(
  table: string,
  tasks: readonly DueInCountdown[],
  milestones: readonly PlannedMilestone[],
  count: (date: IsoDay) => number,
  context: ComposeContext,
): TableRow[] {
  return [...new Set([...milestones, ...tasks].map(({ date }) => date))].sort(compare).map((date) => {
    const marked = milestones
      .filter((one) => one.date === date)
      .map((one): readonly Span[] => [{ text: sayMilestone(one, context), marks: ['strong'] }])
    const due = tasks
      .filter((one) => one.date === date)
      .map((one): readonly Span[] => [{ text: sayShort(one, context) }])
    const [first = [], ...more] = [...marked, ...due]
    return {
      id: `${table}-${date}`,
      cells: [
        { spans: [{ text: String(count(date)) }] },
        { spans: [{ text: briefDay(date, yearOf(context.plan.practice.goLive)) }] },
        { spans: first, ...(more.length > 0 ? { more } : {}) },
      ],
    }
  })
}

/** Dated tasks, soonest first. */
const withDay = ({ plan }: ComposeContext): { readonly planned: PlannedTask; readonly due: IsoDay }[] =>
  [...plan.tasks].sort(soonest).flatMap((planned) => (planned.due === null ? [] : [{ planned, due: planned.due }]))

/** Days to go or passed, date, what is due. */
const SHARES = [0.8, 1.6, 8.4]

const sayDay = (date: IsoDay, { plan }: ComposeContext): string => dayOfYear(date, yearOf(plan.practice.goLive))

const firstDay = ({ from }: PlannedTask, due: IsoDay): IsoDay => (from !== null && from < due ? from : due)

/** The milestone, and its last day where it has several. */
function sayMilestone({ id, date, end }: PlannedMilestone, context: ComposeContext): string {
  const until = end === null || end === date ? null : sayDay(end, context)
  return context.words.say('runbook.milestone', { milestone: context.words.say(`milestones.${id}`), until })
}

/** A task in a few words: the checklist has it whole, with its boxes. */
function sayShort({ planned, due, date }: DueInCountdown, context: ComposeContext): string {
  const { words } = context
  return words.say('runbook.due', {
    task: firstWords(planned.task.text),
    owner: spansText(shortOwner(planned, context).spans ?? []),
    from: planned.from !== null && planned.from < date ? sayDay(planned.from, context) : null,
    until: due === date ? null : sayDay(due, context),
    unsure: planned.applies === 'unknown' ? lowerFirst(ifItApplies(planned, context)) : null,
  })
}
