/**
 * `slot: hours; day: evening` or `day: go-live`: a day hour by hour, as rows with a number to read out on the
 * telephone.
 * `slot: days-between`: one sheet for all days in between. What is the same every day is a grid, a row for each rule and a
 * box for each day; what is for one day alone stands below, day by day. A weekend or bank holiday, with who can be phoned,
 * comes after the day before it.
 *
 * @module
 */
import { lowerFirst } from '../../base/text.ts'
import { addDays, type IsoDay, type IsoMoment, yearOf } from '../../base/day.ts'
import type { Block, Cell, Span, TableRow } from '../../document/document.ts'
import { DAY_PARTS } from '../../model/guide.ts'
import { dayOfMilestone, isUntil, type PlannedDay, type PlannedHour, type PlannedTask } from '../../model/plan.ts'
import { clockTime, dayOfYear, longDate } from '../../base/day-in-words.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { dayGrid, type RuleOfDays, taskCell } from './day-grid.ts'
import { firstWords, shortOwner } from './task-lists.ts'

export const hours: Slot = (context, { day: kind = '' }) => {
  const day = context.plan.hours.find((one) => one.kind === kind)
  if (!day || day.rows.length === 0) return []
  const letter = context.words.say(`runbook.letters.${kind}`)
  const title = context.words.say(`runbook.titles.${kind}`, { date: longDate(day.date) })
  const going = goingOn(day)
  return [
    ...twoAtOnce(day, context),
    ...(going.length === 0 ? [] : [whatGoesOn(going, context)]),
    hoursTable(`hours-${kind}`, title, day, letter, context),
  ]
}

export const daysBetween: Slot = (context) => {
  const { plan, words } = context
  const days = plan.hours.filter(({ kind }) => kind === 'between')
  const blocks = runsOf(plan.hours).flatMap((run): Block[] => {
    const [day] = run
    return day.kind === 'closed' ? closedDays(run, context) : ownOfDay(day, days.indexOf(day) + 1, context)
  })
  if (blocks.length === 0) return []
  const title = words.say('runbook.titles.days-between', { days: days.length > 1 ? days.length : null })
  return [
    { type: 'heading', level: 2, id: 'days-between', spans: [{ text: title }] },
    ...everyDay(days, context),
    ...blocks,
  ]
}

/** What is done on all days of the cutover, whenever it began: a task for one day alone has no first day. */
const isRule = ({ planned: { from } }: PlannedHour, { plan }: ComposeContext): boolean =>
  from !== null && from >= dayOfMilestone(plan, 'links-off')

/** A row for each rule, a box for each day; below, what one day hands over to the next. */
function everyDay(days: readonly PlannedDay[], context: ComposeContext): Block[] {
  const { words } = context
  if (days.length === 0) return []
  const rules = [...rulesOf(days, context)].map(([id, first]): RuleOfDays => {
    const { planned } = first.row
    return {
      id,
      planned,
      owner: { ...shortOwner(planned, context), more: [[{ text: sayWhen(id, first, days, context) }]] },
      // Not made from the number of the row, which changes when another task comes or goes.
      fieldOn: (at) => {
        const row = days[at]?.rows.find((one) => one.planned.task.id === id)
        return row === undefined ? null : `day-${at + 1}-${row.part}:${id}:initials`
      },
    }
  })
  return [
    { type: 'paragraph', spans: [{ text: words.say('runbook.every-day') }] },
    dayGrid(
      {
        id: 'every-day',
        owner: 'who-when',
        days: days.map(({ date }) => date),
        rules,
        fieldOf: (name, at) => `day-${at + 1}:${name}`,
      },
      context,
    ),
  ]
}

interface FirstOfRule {
  readonly day: PlannedDay
  readonly row: PlannedHour
}

/** By the task's id, what goes on all day first, then as the first day has them. */
function rulesOf(days: readonly PlannedDay[], context: ComposeContext): ReadonlyMap<string, FirstOfRule> {
  const found = new Map<string, FirstOfRule>()
  for (const part of ['all-day', ...DAY_PARTS] as const)
    for (const day of days)
      for (const row of day.rows) {
        const { id } = row.planned.task
        if (row.part === part && !found.has(id) && isRule(row, context)) found.set(id, { day, row })
      }
  return found
}

/** Its hour where that is the same each day, else its part of the day. */
function sayWhen(id: string, { day, row }: FirstOfRule, days: readonly PlannedDay[], context: ComposeContext): string {
  const said = (of: PlannedDay, one: PlannedHour): string => sayPlanned(one.planned, one.start, one.end, of, context)
  const all = days.flatMap((one) =>
    one.rows.filter(({ planned }) => planned.task.id === id).map((hour) => said(one, hour)),
  )
  const first = said(day, row)
  return all.every((one) => one === first) ? first : lowerFirst(context.words.say(`runbook.parts.${row.part}`))
}

/** What is for this day alone, and what went wrong on it. */
function ownOfDay(day: PlannedDay, number: number, context: ComposeContext): Block[] {
  const { plan, words } = context
  const date = longDate(day.date)
  const letter = words.say('runbook.letters.between', { number })
  const rows = day.rows.filter((row) => !isRule(row, context))
  const title = words.say('runbook.titles.between', {
    date,
    number,
    days: plan.hours.filter(({ kind }) => kind === 'between').length,
  })
  const trouble = words.say('runbook.day.trouble')
  return [
    { type: 'heading', level: 3, id: `day-${number}`, spans: [{ text: title }] },
    ...(rows.length === 0 ? [] : [hoursTable(`day-${number}`, title, { ...day, rows }, letter, context)]),
    {
      type: 'facts',
      id: `day-${number}-facts`,
      rows: [
        {
          label: [{ text: trouble }],
          value: { field: { id: `day-${number}:trouble`, kind: 'text', label: `${trouble}: ${date}` } },
        },
      ],
    },
  ]
}

/** The days between, in order; closed days that follow each other are together. */
function runsOf(days: readonly PlannedDay[]): (readonly [PlannedDay, ...PlannedDay[]])[] {
  const runs: [PlannedDay, ...PlannedDay[]][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (day.kind !== 'between' && day.kind !== 'closed') continue
    if (day.kind === 'closed' && last?.at(-1)?.kind === 'closed' && last.at(-1)?.date === addDays(day.date, -1))
      last.push(day)
    else runs.push([day])
  }
  return runs
}

/** Nobody comes in, and the cutover goes on: whom to phone, who sees patients, and what is due all the same. */
function closedDays(run: readonly [PlannedDay, ...PlannedDay[]], context: ComposeContext): Block[] {
  const { words } = context
  const [first] = run
  const last = run.at(-1) ?? first
  const date = words.say(first === last ? 'runbook.closed.day' : 'runbook.closed.days', {
    from: longDate(first.date),
    to: longDate(last.date),
  })
  const id = `closed-${first.date}`
  const tables = run.flatMap((day): Block[] => {
    if (day.rows.length === 0) return []
    const title = words.say('runbook.closed.due', { date: longDate(day.date) })
    const letter = words.say('runbook.letters.closed', { day: longDate(day.date).slice(0, 2) })
    return [
      { type: 'heading', level: 4, id: `closed-${day.date}-due`, spans: [{ text: title }] },
      hoursTable(`closed-${day.date}-tasks`, title, day, letter, context),
    ]
  })
  return [
    { type: 'heading', level: 3, id, spans: [{ text: words.say('runbook.titles.closed', { date }) }] },
    {
      type: 'facts',
      id: `${id}-facts`,
      rows: ['practice', 'suppliers', 'hub', 'reports', 'sheets'].map((name) => ({
        label: [{ text: words.say(`runbook.closed.${name}`) }],
        value: {
          field: { id: `${id}:${name}`, kind: 'text', label: `${words.say(`runbook.closed.${name}`)}: ${date}` },
        },
      })),
    },
    ...tables,
  ]
}

/** `Thu 8 April` */
export function shortDay(date: IsoDay, { plan }: ComposeContext): string {
  const [weekday = '', ...rest] = dayOfYear(date, yearOf(plan.practice.goLive)).split(' ')
  return [weekday.slice(0, 3), ...rest].join(' ')
}

function hoursTable(id: string, caption: string, day: PlannedDay, letter: string, context: ComposeContext): Block {
  const { words } = context
  const header = ['number', 'task', 'who-when', 'actual']
  const going = goingOn(day)
  // Rows are numbered by a letter and a number; references to the rows they wait for use the same.
  const counted = day.rows.filter((row) => row === going[0] || !going.includes(row))
  const numbers = new Map(counted.map(({ planned }, index) => [planned.task.id, `${letter}${index + 1}`]))
  return {
    type: 'table',
    id,
    caption: [{ text: caption }],
    captionVisible: false,
    header: header.map((name): readonly Span[] => [{ text: words.say(`runbook.columns.${name}`) }]),
    shares: [0.8, 7.6, 2.6, 1.3],
    rowHeader: 1,
    rows: day.rows.flatMap((row) =>
      row === going[0]
        ? [goingOnRow(row, id, numbers, context)]
        : going.includes(row)
          ? []
          : [hourRow(row, id, day, numbers, context)],
    ),
  }
}

function hourRow(
  { planned, part, start, end }: PlannedHour,
  table: string,
  day: PlannedDay,
  numbers: ReadonlyMap<string, string>,
  context: ComposeContext,
): TableRow {
  const { words } = context
  const { task } = planned
  const number = numbers.get(task.id) ?? ''
  const blank = (name: string): Cell => ({
    field: {
      // Not made from the number, which changes when another task comes or goes.
      id: `${part === null || day.kind === 'closed' ? table : `${table}-${part}`}:${task.id}:${name}`,
      kind: 'text',
      label: words.say(`runbook.fields.${name}`, { number, task: task.text }),
    },
  })
  const after = task.after.flatMap((id) => numbers.get(id) ?? []).join(', ')
  const isCutShort = task.takes?.unit === 'day' && (part === 'afternoon' || part === 'close')
  const cell = taskCell(planned, context)
  const short = isCutShort ? [[{ text: words.say('runbook.less-than-a-day'), marks: ['strong' as const] }]] : []
  const waits = after === '' ? [] : [[{ text: words.say('runbook.after', { after }) }]]
  const when = sayPlanned(planned, start, end, day, context)
  return {
    id: task.id,
    cells: [
      { spans: [{ text: number, marks: ['strong'] }] },
      short.length === 0 ? cell : { ...cell, more: [...(cell.more ?? []), ...short] },
      { ...shortOwner(planned, context), more: [[{ text: when }], ...waits] },
      blank('actual'),
    ],
  }
}

/** What goes on until the word "go" as on the days before: one row of the table. */
const goingOn = (day: PlannedDay): readonly PlannedHour[] =>
  day.kind === 'go-live'
    ? day.rows.filter(({ planned }) => planned.task.at === 'all-day' && isUntil(planned, day.date))
    : []

/** Everybody goes on with the rules of the days before: said in a few words, which the grid of those days has in full. */
function whatGoesOn(going: readonly PlannedHour[], { plan, words }: ComposeContext): Block {
  const rules = going.map(({ planned }) => firstWords(planned.task.text)).join('. ')
  const isFirst = !plan.hours.some(({ kind }) => kind === 'between')
  const text = words.say('runbook.going-on', { first: isFirst })
  return { type: 'paragraph', spans: [{ text, marks: ['strong'] }, { text: ` ${rules}.` }] }
}

function goingOnRow(
  { planned }: PlannedHour,
  table: string,
  numbers: ReadonlyMap<string, string>,
  { words }: ComposeContext,
): TableRow {
  const number = numbers.get(planned.task.id) ?? ''
  const text = words.say('runbook.going-on-row')
  return {
    id: 'going-on',
    cells: [
      { spans: [{ text: number, marks: ['strong'] }] },
      { spans: [{ text }] },
      { spans: [{ text: words.say('runbook.everybody') }], more: [[{ text: words.say('runbook.until-go') }]] },
      {
        field: {
          id: `${table}:going-on:actual`,
          kind: 'text',
          label: words.say('runbook.fields.actual', { number, task: text }),
        },
      },
    ],
  }
}

/** `5pm to 5.15pm`; an end on another day names it. */
function sayPlanned(
  planned: PlannedTask,
  start: IsoMoment | null,
  end: IsoMoment | null,
  { date, kind }: PlannedDay,
  { words }: ComposeContext,
): string {
  if (planned.task.at === 'all-day')
    return words.say(kind === 'go-live' && isUntil(planned, date) ? 'runbook.until-go' : 'runbook.all-day')
  if (start === null || end === null) return words.say('runbook.in-order')
  const [, from = ''] = start.split('T')
  const [endDate = date, to = ''] = end.split('T')
  return words.say(endDate === date ? 'runbook.planned' : 'runbook.planned-overnight', {
    from: clockTime(from),
    to: clockTime(to),
  })
}

/** One person cannot do two things at once: names who would have to, so that somebody else can take one of them. */
function twoAtOnce(day: PlannedDay, context: ComposeContext): Block[] {
  const { words } = context
  const letter = words.say(`runbook.letters.${day.kind}`)
  const rows = day.rows.map((row, index) => ({
    ...row,
    number: `${letter}${index + 1}`,
    owner: row.planned.task.roles[0],
  }))
  // Of a group or a firm, several people can be at work at once.
  const several = new Set(context.guide.data.roles.filter(({ group }) => group === true).map(({ id }) => id))
  const owners = [...new Set(rows.map(({ owner }) => owner))].filter((id) => id === undefined || !several.has(id))
  const said = owners.flatMap((owner) => {
    const own = rows.filter((row) => row.owner === owner && row.start !== null)
    const busy = own.filter((row) => own.some((other) => other !== row && overlaps(row, other)))
    if (busy.length === 0 || owner === undefined) return []
    const first = busy[0]
    const cell = first ? shortOwner(first.planned, context) : {}
    return [
      words.say('runbook.at-once', {
        owner: cell.spans?.[0]?.text,
        numbers: busy.map(({ number }) => number).join(', '),
      }),
    ]
  })
  if (said.length === 0) return []
  return [
    {
      type: 'callout',
      kind: 'note',
      title: [{ text: words.say('runbook.at-once-title') }],
      blocks: [{ type: 'list', ordered: false, items: said.map((text) => [{ type: 'paragraph', spans: [{ text }] }]) }],
    },
  ]
}

const overlaps = (a: Pick<PlannedHour, 'start' | 'end'>, b: Pick<PlannedHour, 'start' | 'end'>): boolean =>
  a.start !== null && a.end !== null && b.start !== null && b.end !== null && a.start < b.end && b.start < a.end
