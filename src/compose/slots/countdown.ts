/**
 * Slots around the cutover:
 *
 * `slot: countdown; days: 28`: what is due in the days before final data production, with the days to go.
 * `slot: days-after; days: 14; heading: What is due`: what is due in the days after go-live, below a heading.
 * `slot: data-types`: the decision sheet, a row for each type of data.
 * `slot: links`: the links that are switched off and on, a row each.
 * `slot: first-of-each`: the first of each thing that must work on go-live day.
 *
 * The last three come from the guide's tables, limited to what this practice has or may have. A slot without rows gives
 * nothing.
 *
 * @module
 */
import { dayOfYear, daysWithin } from '../../base/day-in-words.ts'
import { daysBetween, type IsoDay, yearOf } from '../../base/day.ts'
import { defined } from '../../base/shape.ts'
import { compare } from '../../base/text.ts'
import type { Block, Cell, Field, Span, TableRow } from '../../document/document.ts'
import {
  dayOfMilestone,
  type PlannedLine,
  type PlannedLineDay,
  type PlannedLink,
  type PlannedTask,
} from '../../model/plan.ts'
import { spansText } from '../../document/plain-text.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { soonest } from '../shown-tasks.ts'
import { markedWords } from '../provenance.ts'
import { ifItApplies, ownerCell } from './task-lists.ts'

export const countdown: Slot = (context, { days = '28' }) => {
  const production = dayOfMilestone(context.plan, 'final-data-production')
  const toGo = (date: IsoDay): number => daysBetween(date, production)
  const within = (date: IsoDay): boolean => toGo(date) >= 0 && toGo(date) <= Number(days)
  const milestones = context.plan.milestones.filter(({ date }) => within(date))
  const tasks = withDay(context).filter(({ due }) => within(due))
  const dated = [
    ...milestones.map(({ id, date }) => ({ date, row: milestoneRow(id, date, String(toGo(date)), context) })),
    ...tasks.map(({ planned, due }) => ({
      date: due,
      row: taskRow(planned, due, String(toGo(due)), 'countdown', context),
    })),
  ]
  return table('countdown', ['to-go', 'date', 'task', 'owner', 'done'], inOrder(dated), context)
}

export const daysAfter: Slot = (context, { days = '14', heading }) => {
  const goLive = dayOfMilestone(context.plan, 'go-live')
  const passed = (date: IsoDay): number => daysBetween(goLive, date)
  const tasks = withDay(context).filter(({ due }) => passed(due) > 0 && passed(due) <= Number(days))
  const dated = tasks.map(({ planned, due }) => ({
    date: due,
    row: taskRow(planned, due, String(passed(due)), 'after', context),
  }))
  const due = table('days-after', ['days-after', 'date', 'task', 'owner', 'done'], inOrder(dated), context)
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

function table(id: string, columns: readonly string[], rows: readonly TableRow[], { words }: ComposeContext): Block[] {
  if (rows.length === 0) return []
  return [
    {
      type: 'table',
      id,
      caption: [{ text: words.say(`runbook.captions.${id}`) }],
      captionVisible: false,
      header: columns.map((name): readonly Span[] => [{ text: words.say(`runbook.columns.${name}`) }]),
      shares: [1.1, 2.4, 5, 2.6, 1],
      rowHeader: 2,
      rows,
    },
  ]
}

const sayDay = (date: IsoDay, { plan }: ComposeContext): string => dayOfYear(date, yearOf(plan.practice.goLive))

function taskRow(planned: PlannedTask, due: IsoDay, count: string, kind: string, context: ComposeContext): TableRow {
  const { task } = planned
  const notes = planned.applies === 'unknown' ? [ifItApplies(planned, context)] : []
  return {
    id: task.id,
    cells: [
      { spans: [{ text: count }] },
      { spans: [{ text: sayDay(due, context) }] },
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

function milestoneRow(id: string, date: IsoDay, count: string, context: ComposeContext): TableRow {
  const name = context.words.say(`milestones.${id}`)
  return {
    id: `milestone-${id}`,
    cells: [
      { spans: [{ text: count, marks: ['strong'] }] },
      { spans: [{ text: sayDay(date, context), marks: ['strong'] }] },
      { spans: [{ text: name, marks: ['strong'] }] },
      { spans: [{ text: context.words.say('runbook.milestone') }] },
      {
        field: { id: `countdown:${id}`, kind: 'check', label: context.words.say('tables.done-field', { task: name }) },
      },
    ],
  }
}

export const dataTypes: Slot = (context) => {
  const say = fieldsOf('type', context)
  const rows = context.plan.dataTypes.map((planned): TableRow => {
    const { id, name, during, after } = planned.line
    return {
      id,
      cells: [
        nameCell(planned, [], context),
        { spans: during, field: say.check(id, name, 'during') },
        { spans: after, field: say.check(id, name, 'after') },
        { field: say.text(id, name, 'instead', 2) },
        { field: say.text(id, name, 'owner', 2) },
      ],
    }
  })
  return lineTable('data-types', ['type', 'during', 'after', 'instead', 'owner'], [2, 4.2, 4, 2.6, 2], rows, context)
}

export const links: Slot = (context) => {
  const say = fieldsOf('link', context)
  const rows = context.plan.externalLinks.map((planned): TableRow => {
    const { id, name, tell, meanwhile, test } = planned.line
    const day = (of: 'off' | 'on'): Cell => ({
      spans: [{ text: sayLineDay(planned[of], planned, context) }],
      ...(planned[of].kind === 'stays-on' ? {} : { field: say.date(id, name, of) }),
    })
    return {
      id,
      cells: [
        nameCell(planned, [before(context.words.say('runbook.tell'), tell)], context),
        { field: say.check(id, name, 'applies') },
        { field: say.text(id, name, 'who', 1) },
        day('off'),
        day('on'),
        { spans: meanwhile, field: say.text(id, name, 'urgent', 1) },
        { spans: test, field: say.check(id, name, 'test') },
      ],
    }
  })
  const columns = ['link', 'applies', 'who', 'off', 'on', 'urgent', 'test']
  return lineTable('links', columns, [3.1, 1.1, 1.9, 2.2, 2.2, 3, 2.9], rows, context)
}

export const firstOfEach: Slot = (context) => {
  const say = fieldsOf('first', context)
  const rows = context.plan.externalLinks.map((planned): TableRow => {
    const { id, name, test } = planned.line
    return {
      id,
      cells: [
        { field: say.check(id, name, 'works') },
        {
          ...nameCell(planned, [], context),
          spans: capital(test),
          more: [[{ text: name }], ...notes(planned, context)],
        },
        { field: say.text(id, name, 'time', 1) },
        { field: say.text(id, name, 'by', 1) },
        { field: say.text(id, name, 'ticket', 1) },
      ],
    }
  })
  return lineTable('first-of-each', ['works', 'first', 'time', 'by', 'ticket'], [1.1, 5, 1.6, 2, 2.4], rows, context, 1)
}

function lineTable(
  id: string,
  columns: readonly string[],
  shares: readonly number[],
  rows: readonly TableRow[],
  { words }: ComposeContext,
  rowHeader = 0,
): Block[] {
  if (rows.length === 0) return []
  return [
    {
      type: 'table',
      id,
      caption: [{ text: words.say(`runbook.captions.${id}`) }],
      captionVisible: false,
      header: columns.map((name): readonly Span[] => [{ text: words.say(`runbook.columns.${name}`) }]),
      shares,
      rowHeader,
      rows,
    },
  ]
}

/** `plan: 5 April`, or whom to ask where nobody knows the day. */
function sayLineDay(day: PlannedLineDay, { line }: PlannedLink, { plan, words }: ComposeContext): string {
  if (day.kind === 'day') {
    const date = daysWithin(day.date, day.date, plan.practice.goLive)
    return words.say('runbook.line-day.planned', { date })
  }
  if (day.kind === 'stays-on') return words.say('runbook.line-day.stays-on')
  return words.say('runbook.line-day.not-known', { whom: day.whom ?? spansText(line.tell) })
}

type SlotLine = PlannedLine<{ readonly name: string }>

function nameCell(planned: SlotLine, more: readonly (readonly Span[])[], context: ComposeContext): Cell {
  const lines = [...more, ...notes(planned, context)]
  return { spans: [{ text: planned.line.name }], ...(lines.length > 0 ? { more: lines } : {}) }
}

const notes = (planned: SlotLine, context: ComposeContext): (readonly Span[])[] =>
  planned.applies === 'unknown' ? [[{ text: ifItApplies(planned, context) }]] : []

const before = (label: string, spans: readonly Span[]): readonly Span[] => [{ text: `${label} ` }, ...spans]

/** `one result arrives` becomes a sentence. */
const capital = (spans: readonly Span[]): readonly Span[] =>
  spans.map((span, index) =>
    index === 0 ? { ...span, text: span.text.charAt(0).toUpperCase() + span.text.slice(1) } : span,
  )

/** Fields keep their ids when other lines come and go. */
function fieldsOf(kind: string, { words }: ComposeContext) {
  const field = (type: Field['kind'], id: string, name: string, what: string, lines?: number): Field => ({
    id: `${kind}:${id}:${what}`,
    kind: type,
    label: words.say(`runbook.fields.${kind}-${what}`, { name }),
    ...defined({ lines }),
  })
  return {
    check: (id: string, name: string, what: string) => field('check', id, name, what),
    date: (id: string, name: string, what: string) => field('date', id, name, what),
    text: (id: string, name: string, what: string, lines: number) => field('text', id, name, what, lines),
  }
}
