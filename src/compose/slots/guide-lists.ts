/**
 * Slots of the guide's tables, limited to what this practice has or may have:
 *
 * `slot: data-types`: the decision sheet, a row for each type of data.
 * `slot: links`: the links that are switched off and on, a row each.
 * `slot: first-of-each`: the first of each thing that must work on go-live day.
 * `slot: what-stops; for: patients`: what stops, from when and until when.
 * `slot: may-be-lost`: what may be lost, and what is done about it.
 *
 * A slot without rows gives nothing.
 *
 * @module
 */
import { daysWithin } from '../../base/day-in-words.ts'
import { defined } from '../../base/shape.ts'
import type { Cell, Field, Span, TableRow } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { dayOfMilestone, type PlannedLine, type PlannedLineDay } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { sourceMark } from '../provenance.ts'
import { ifItApplies } from './task-lists.ts'
import { runbookTable } from './runbook-table.ts'

export const dataTypes: Slot = (context) => {
  const say = fieldsOf('type', context)
  const rows = context.plan.dataTypes.map((planned): TableRow => {
    const { id, name, during, after } = planned.line
    return {
      id,
      cells: [
        { ...nameCell(planned, [], context), field: say.check(id, name, 'agreed') },
        { spans: during, more: [before(context.words.say('runbook.after-go-live'), after)] },
        { field: say.text(id, name, 'owner', 2) },
      ],
    }
  })
  return runbookTable('data-types', ['type', 'during-and-after', 'instead'], [2.4, 7.8, 2], rows, context)
}

export const links: Slot = (context) => {
  const say = fieldsOf('link', context)
  const labelled = (label: 'tell' | 'while-off', spans: readonly Span[]) =>
    before(context.words.say(`runbook.${label}`), spans)
  const rows = context.plan.externalLinks.map((planned): TableRow => {
    const { id, name, tell, meanwhile } = planned.line
    const said = (day: PlannedLineDay): string => sayLineDay(day, spansText(tell), context)
    const off = said(planned.off)
    // Said once above the table of the links that come on when most do.
    const on = isLinksOn(planned.on, context) || said(planned.on) === off ? null : said(planned.on)
    const agreed = (of: 'off' | 'on'): Cell =>
      planned[of].kind === 'stays-on' ? {} : { field: say.date(id, name, of) }
    return {
      id,
      cells: [
        nameCell(planned, [[...labelled('tell', tell), { text: '; ' }, ...labelled('while-off', meanwhile)]], context),
        { field: say.text(id, name, 'who', 1) },
        { spans: [{ text: context.words.say('runbook.off-and-on', { off, on }) }] },
        agreed('off'),
        agreed('on'),
        { field: say.text(id, name, 'urgent', 1) },
      ],
    }
  })
  return runbookTable(
    'links',
    ['link', 'who', 'planned-off', 'off', 'on', 'urgent'],
    [5.4, 1.1, 2.2, 1.1, 1.1, 2.6],
    rows,
    context,
  )
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
          spans: [{ text: `${name}: `, marks: ['strong'] }, ...test],
          ...(notes(planned, context).length > 0 ? { more: notes(planned, context) } : {}),
        },
        { field: say.text(id, name, 'time', 1) },
        { field: say.text(id, name, 'ticket', 1) },
      ],
    }
  })
  return runbookTable('first-of-each', ['works', 'first', 'time-by', 'ticket'], [0.8, 7.4, 1.6, 1.6], rows, context, 1)
}

export const whatStops: Slot = (context, { for: who = 'staff' }) => {
  const { words } = context
  const unknown = words.say('runbook.line-day.unknown')
  const said = (day: PlannedLineDay): string => {
    if (day.kind === 'day') return shortDay(day, context)
    if (day.kind === 'stays-on') return words.say('runbook.line-day.stays-on')
    return day.whom === null ? unknown : words.say('runbook.line-day.ask', { whom: day.whom })
  }
  const rows = context.plan.stops
    .filter(({ line }) => line.who === who)
    .map((planned): TableRow => {
      const from = planned.from.map(said).join('; ')
      const until = planned.until.map(said).join('; ')
      // Whoever knows the first day is asked for both.
      const shown = until === from && planned.until.every(({ kind }) => kind === 'ask') ? unknown : until
      return {
        id: planned.line.id,
        cells: [
          nameCell(planned, [], context),
          { spans: [{ text: from }] },
          { spans: [{ text: shown }] },
          { spans: planned.line.meanwhile },
        ],
      }
    })
  return runbookTable(`what-stops-${who}`, ['stops', 'from', 'until', 'meanwhile'], [3, 2.5, 1.5, 3], rows, context)
}

export const mayBeLost: Slot = (context) => {
  const say = fieldsOf('loss', context)
  const rows = context.plan.losses.map((planned): TableRow => {
    const { id, name, todo } = planned.line
    const by = planned.by.kind === 'day' ? shortDay(planned.by, context) : sayUnknown(planned.by, '', context)
    return {
      id,
      cells: [
        nameCell(planned, [], context),
        { spans: todo },
        { spans: [{ text: by }] },
        { field: say.text(id, name, 'answer', 1) },
        { field: say.check(id, name, 'done') },
      ],
    }
  })
  return runbookTable(
    'may-be-lost',
    ['lost', 'todo', 'by-day', 'answer', 'done'],
    [4.4, 3.2, 1.2, 2, 0.6],
    rows,
    context,
  )
}

const isLinksOn = (day: PlannedLineDay, { plan }: ComposeContext): boolean =>
  day.kind === 'day' && day.date === dayOfMilestone(plan, 'links-on')

/** `5 April`, or whom to ask where nobody knows the day. */
function sayLineDay(day: PlannedLineDay, tell: string, context: ComposeContext): string {
  if (day.kind !== 'day') return sayUnknown(day, tell, context)
  return shortDay(day, context)
}

const sayUnknown = (
  day: Exclude<PlannedLineDay, { readonly kind: 'day' }>,
  tell: string,
  { words }: ComposeContext,
): string =>
  day.kind === 'stays-on'
    ? words.say('runbook.line-day.stays-on')
    : words.say('runbook.line-day.ask', { whom: day.whom ?? tell })

/** `5 April`, with the year only if it is not that of go-live. */
const shortDay = ({ date }: Extract<PlannedLineDay, { readonly kind: 'day' }>, { plan }: ComposeContext): string =>
  daysWithin(date, date, plan.practice.goLive)

type SlotLine = PlannedLine<{ readonly name: string; readonly sources: readonly string[] }>

function nameCell(planned: SlotLine, more: readonly (readonly Span[])[], context: ComposeContext): Cell {
  const lines = [...more, ...notes(planned, context)]
  const spans = [{ text: planned.line.name }, ...sourceMark(planned.line.sources, context)]
  return { spans, ...(lines.length > 0 ? { more: lines } : {}) }
}

const notes = (planned: SlotLine, context: ComposeContext): (readonly Span[])[] =>
  planned.applies === 'unknown' ? [[{ text: ifItApplies(planned, context) }]] : []

const before = (label: string, spans: readonly Span[]): readonly Span[] => [{ text: `${label} ` }, ...spans]

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
