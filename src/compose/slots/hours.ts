/**
 * `slot: hours; day: evening` or `day: go-live`: a day hour by hour, as rows with a number to read out on the
 * telephone.
 * `slot: days-between`: a sheet for each working day in between, with what goes on all day, its morning, afternoon and close.
 * A weekend or bank holiday, with who can be phoned, is at the end of the day before it; if something is due on it, it has a
 * sheet of its own.
 *
 * @module
 */
import { addDays, type IsoMoment } from '../../base/day.ts'
import type { Block, Cell, Span, TableRow } from '../../document/document.ts'
import { DAY_PARTS } from '../../model/guide.ts'
import { isUntil, type PlannedDay, type PlannedHour, type PlannedTask } from '../../model/plan.ts'
import { clockTime, type DayInWords, longDate } from '../../base/day-in-words.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { markedWords } from '../provenance.ts'
import { ifItApplies, ownerCell } from './task-lists.ts'

type DaySheet = Extract<Block, { readonly type: 'sheet' }>

export const hours: Slot = (context, { day: kind = '' }) => {
  const day = context.plan.hours.find((one) => one.kind === kind)
  if (!day || day.rows.length === 0) return []
  const letter = context.words.say(`runbook.letters.${kind}`)
  const title = context.words.say(`runbook.titles.${kind}`, { date: longDate(day.date) })
  return [...twoAtOnce(day, context), hoursTable(`hours-${kind}`, title, day, day.rows, letter, context)]
}

export const daysBetween: Slot = (context) => {
  const { plan, words } = context
  const between = plan.hours.filter(({ kind }) => kind === 'between')
  const sheets: DaySheet[] = []
  for (const run of runsOf(plan.hours)) {
    const [day] = run
    const closed = day.kind === 'closed' ? closedDays(run, context) : null
    const last = sheets.at(-1)
    // Nothing is due: whom to phone stands at the end of the day before.
    if (closed && last && run.every(({ rows }) => rows.length === 0))
      sheets.splice(-1, 1, { ...last, blocks: [...last.blocks, ...closed.blocks] })
    else sheets.push(closed ?? openDay(day))
  }
  return sheets

  function openDay(day: PlannedDay): DaySheet {
    const date = longDate(day.date)
    const number = between.indexOf(day) + 1
    return {
      type: 'sheet',
      id: `day-${number}`,
      blocks: [
        {
          type: 'heading',
          level: 2,
          id: `day-${number}`,
          spans: [{ text: words.say('runbook.titles.between', { date, number, days: between.length }) }],
        },
        dayFacts(number, date, context),
        ...partsOf(day, number, context),
      ],
    }
  }
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
function closedDays(run: readonly [PlannedDay, ...PlannedDay[]], context: ComposeContext): DaySheet {
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
    const letter = words.say('runbook.letters.closed', { day: weekday(longDate(day.date)) })
    return [
      { type: 'heading', level: 3, id: `closed-${day.date}-due`, spans: [{ text: title }] },
      hoursTable(`closed-${day.date}-tasks`, title, day, day.rows, letter, context),
    ]
  })
  return {
    type: 'sheet',
    id,
    blocks: [
      { type: 'heading', level: 2, id, spans: [{ text: words.say('runbook.titles.closed', { date }) }] },
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
    ],
  }
}

/** The first letters of a day's name. */
const weekday = (date: DayInWords): string => date.slice(0, 2)

function partsOf(day: PlannedDay, number: number, context: ComposeContext): Block[] {
  const { words } = context
  let before = 0
  return (['all-day', ...DAY_PARTS] as const).flatMap((part): Block[] => {
    const rows = day.rows.filter((row) => row.part === part)
    if (rows.length === 0) return []
    const title = words.say(`runbook.parts.${part}`)
    const letter = words.say('runbook.letters.between', { number })
    const table = hoursTable(`day-${number}-${part}`, title, day, rows, letter, context, before)
    before += rows.length
    return [{ type: 'heading', level: 3, id: `day-${number}-${part}`, spans: [{ text: title }] }, table]
  })
}

/**
 * What one day hands over to the next, at the top where everybody looks: numbers and initials, no names of patients.
 */
function dayFacts(number: number, date: DayInWords, { words }: ComposeContext): Block {
  return {
    type: 'facts',
    id: `day-${number}-facts`,
    rows: ['sheets', 'trouble', 'closed'].map((name) => ({
      label: [{ text: words.say(`runbook.day.${name}`) }],
      value: {
        field: {
          id: `day-${number}:${name}`,
          kind: name === 'closed' ? 'signature' : 'text',
          label: `${words.say(`runbook.day.${name}`)}: ${date}`,
          ...(name === 'trouble' ? { lines: 2 } : {}),
        },
      },
    })),
  }
}

function hoursTable(
  id: string,
  caption: string,
  day: PlannedDay,
  rows: readonly PlannedHour[],
  letter: string,
  context: ComposeContext,
  before = 0,
): Block {
  const { words } = context
  const header = ['number', 'task', 'owner', 'planned', 'actual', 'initials']
  // Rows are numbered by a letter and a number; references to the rows they wait for use the same.
  const numbers = new Map(day.rows.map(({ planned }, index) => [planned.task.id, `${letter}${index + 1}`]))
  return {
    type: 'table',
    id,
    caption: [{ text: caption }],
    captionVisible: false,
    header: header.map((name): readonly Span[] => [{ text: words.say(`runbook.columns.${name}`) }]),
    shares: [0.8, 5.4, 2.5, 2.3, 1.5, 1.2],
    rowHeader: 1,
    rows: rows.map((row, index) => hourRow(row, `${letter}${before + index + 1}`, id, day, numbers, context)),
  }
}

function hourRow(
  { planned, start, end }: PlannedHour,
  number: string,
  table: string,
  day: PlannedDay,
  numbers: ReadonlyMap<string, string>,
  context: ComposeContext,
): TableRow {
  const { words } = context
  const { task } = planned
  const after = task.after.flatMap((id) => numbers.get(id) ?? [])
  const notes = [
    ...(after.length > 0 ? [words.say('runbook.after', { after: after.join(', ') })] : []),
    ...(planned.applies === 'unknown' ? [ifItApplies(planned, context)] : []),
  ]
  const blank = (name: string): Cell => ({
    field: {
      // Not made from the number, which changes when another task comes or goes.
      id: `${table}:${task.id}:${name}`,
      kind: 'text',
      label: words.say(`runbook.fields.${name}`, { number, task: task.text }),
    },
  })
  return {
    id: task.id,
    cells: [
      { spans: [{ text: number, marks: ['strong'] }] },
      { spans: markedWords(task, context), ...(notes.length > 0 ? { more: notes.map((text) => [{ text }]) } : {}) },
      ownerCell(planned, context),
      { spans: [{ text: sayPlanned(planned, start, end, day, context) }] },
      blank('actual'),
      blank('initials'),
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
    const cell = first ? ownerCell(first.planned, context) : {}
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
