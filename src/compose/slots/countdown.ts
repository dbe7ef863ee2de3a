/**
 * Slots around the cutover:
 *
 * `slot: countdown; days: 28`: what is due in the days before final data production, with the days to go.
 * `slot: days-after; days: 14; heading: What is due`: what is due in the days after go-live, below a heading.
 *
 * A slot without rows gives nothing.
 *
 * @module
 */
import { dayOfYear } from '../../base/day-in-words.ts'
import { daysBetween, type IsoDay, yearOf } from '../../base/day.ts'
import { compare } from '../../base/text.ts'
import type { TableRow } from '../../document/document.ts'
import { dayOfMilestone, type PlannedMilestone, type PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { soonest } from '../shown-tasks.ts'
import { markedWords } from '../provenance.ts'
import { ifItApplies, ownerCell } from './task-lists.ts'
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
  const dated = [
    ...milestones.map((milestone) => ({
      date: milestone.date,
      row: milestoneRow(milestone, String(toGo(milestone.date)), context),
    })),
    ...tasks.map(({ planned, due, date }) => ({
      date,
      row: taskRow(planned, due, String(toGo(date)), 'countdown', context),
    })),
  ]
  return runbookTable('countdown', ['to-go', 'date', 'task', 'owner', 'done'], SHARES, inOrder(dated), context, 2)
}

export const daysAfter: Slot = (context, { days = '14', heading }) => {
  const goLive = dayOfMilestone(context.plan, 'go-live')
  const passed = (date: IsoDay): number => daysBetween(goLive, date)
  const tasks = withDay(context).filter(({ due }) => passed(due) > 0 && passed(due) <= Number(days))
  const dated = tasks.map(({ planned, due }) => ({
    date: due,
    row: taskRow(planned, due, String(passed(due)), 'after', context),
  }))
  const due = runbookTable(
    'days-after',
    ['days-after', 'date', 'task', 'owner', 'done'],
    SHARES,
    inOrder(dated),
    context,
    2,
  )
  if (due.length === 0 || heading === undefined) return due
  return [{ type: 'heading', level: 3, id: 'due-after', spans: [{ text: heading }] }, ...due]
}

interface Dated {
  readonly date: IsoDay
  readonly row: TableRow
}

/** A milestone comes before the tasks of its day. */
const inOrder = (dated: readonly Dated[]): TableRow[] =>
  [...dated].sort((a, b) => compare(a.date, b.date)).map(({ row }) => row)

/** Dated tasks, soonest first. */
const withDay = ({ plan }: ComposeContext): { readonly planned: PlannedTask; readonly due: IsoDay }[] =>
  [...plan.tasks].sort(soonest).flatMap((planned) => (planned.due === null ? [] : [{ planned, due: planned.due }]))

/** Days to go, date, task, owner, done. */
const SHARES = [1.1, 2.4, 5, 2.6, 1]

const sayDay = (date: IsoDay, { plan }: ComposeContext): string => dayOfYear(date, yearOf(plan.practice.goLive))

const firstDay = ({ from }: PlannedTask, due: IsoDay): IsoDay => (from !== null && from < due ? from : due)

/** One day, or the first and the last. */
function sayDays(first: IsoDay, last: IsoDay, context: ComposeContext): string {
  const day = sayDay(last, context)
  return first === last ? day : context.words.say('dates.span', { from: sayDay(first, context), due: day })
}

function taskRow(planned: PlannedTask, due: IsoDay, count: string, kind: string, context: ComposeContext): TableRow {
  const { task } = planned
  const notes = planned.applies === 'unknown' ? [ifItApplies(planned, context)] : []
  return {
    id: task.id,
    cells: [
      { spans: [{ text: count }] },
      { spans: [{ text: sayDays(firstDay(planned, due), due, context) }] },
      { spans: markedWords(task, context), ...(notes.length > 0 ? { more: notes.map((text) => [{ text }]) } : {}) },
      ownerCell(planned, context),
      {
        field: {
          id: `${kind}:${task.id}`,
          kind: 'check',
          label: context.words.say('tables.done-field', { task: task.text }),
        },
      },
    ],
  }
}

function milestoneRow({ id, date, end }: PlannedMilestone, count: string, context: ComposeContext): TableRow {
  const name = context.words.say(`milestones.${id}`)
  return {
    id: `milestone-${id}`,
    cells: [
      { spans: [{ text: count, marks: ['strong'] }] },
      { spans: [{ text: sayDays(date, end ?? date, context), marks: ['strong'] }] },
      { spans: [{ text: name, marks: ['strong'] }] },
      { spans: [{ text: context.words.say('runbook.milestone') }] },
      {
        field: { id: `countdown:${id}`, kind: 'check', label: context.words.say('tables.done-field', { task: name }) },
      },
    ],
  }
}
