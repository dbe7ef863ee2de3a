/**
 * The grid of days of the cutover plan: a row for each rule, a column with a box for each day.
 *
 * @module
 */
import { type IsoDay, yearOf } from '../../base/day.ts'
import { briefDay, longDate } from '../../base/day-in-words.ts'
import type { Block, Cell, Span, TableRow } from '../../document/document.ts'
import type { PlannedTask } from '../../model/plan.ts'
import type { ComposeContext } from '../compose-context.ts'
import { markedWords } from '../provenance.ts'
import { ifItApplies } from './task-lists.ts'

/** What is done on several days: a row of {@link dayGrid}. */
export interface RuleOfDays {
  readonly id: string
  readonly planned: PlannedTask
  readonly owner: Cell
  /** Id of the field of the day at that place; null where the rule does not hold on it. */
  readonly fieldOn: (at: number) => string | null
}

interface DayGrid {
  /** Also of its caption in `words.yaml`, and before the ids of the last rows. */
  readonly id: string
  /** Head of the second column, by its word. */
  readonly owner: 'who-when' | 'owner'
  readonly days: readonly IsoDay[]
  readonly rules: readonly RuleOfDays[]
  /** Id of the field of a day in a last row. */
  readonly fieldOf: (name: string, at: number) => string
  /** Before the ids of the last rows; absent: the id of the table. */
  readonly rows?: string
}

/** A row for each rule, a column with a box for each day; in the last rows, what a day hands over to the next. */
export function dayGrid({ id, owner, days, rules, fieldOf, rows = id }: DayGrid, context: ComposeContext): Block {
  const { words } = context
  const box = (field: string, label: string): Cell => ({ field: { id: field, kind: 'text', label } })
  return {
    type: 'table',
    id,
    caption: [{ text: words.say(`runbook.captions.${id}`) }],
    captionVisible: false,
    header: [
      ...['every-day', owner].map((name): readonly Span[] => [{ text: words.say(`runbook.columns.${name}`) }]),
      ...days.map((date): readonly Span[] => [{ text: briefDay(date, yearOf(context.plan.practice.goLive)) }]),
    ],
    shares: [6, 2.4, ...days.map(() => 0.9)],
    rowHeader: 0,
    rows: [
      ...rules.map(({ planned, owner: who, fieldOn, id: row }): TableRow => ({
        id: row,
        cells: [
          taskCell(planned, context),
          who,
          ...days.map((date, at): Cell => {
            const field = fieldOn(at)
            return field === null
              ? { spans: [{ text: words.say('runbook.not-that-day') }] }
              : box(field, words.say('runbook.fields.rule', { day: longDate(date), task: planned.task.text }))
          }),
        ],
      })),
      ...['sheets', 'closed'].map((name): TableRow => {
        const text = words.say(`runbook.day.${name}`)
        const boxes = days.map((date, at) => box(fieldOf(name, at), `${text}: ${longDate(date)}`))
        return { id: `${rows}-${name}`, cells: [{ spans: [{ text, marks: ['strong'] }] }, {}, ...boxes] }
      }),
    ],
  }
}

/** The task with its mark, and whether it applies. */
export function taskCell(planned: PlannedTask, context: ComposeContext): Cell {
  return {
    spans: markedWords(planned.task, context),
    ...(planned.applies === 'unknown' ? { more: [[{ text: ifItApplies(planned, context) }]] } : {}),
  }
}
