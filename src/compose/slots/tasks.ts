/**
 * `slot: tasks; phase: …`, `role: …` or `week: …`: tasks as rows to tick, soonest first. Who owns a task stands beside it,
 * or its phase where all rows have the same owner.
 *
 * @module
 */
import { isoDay, yearOf } from '../../base/day.ts'
import type { Cell, Span, TableRow } from '../../document/document.ts'
import type { PlannedTask } from '../../model/plan.ts'
import { isPlanAgreed } from '../is-agreed.ts'
import { NO_OWNER, NO_WEEK, ofOwner, ofPhase, ofWeek } from '../choose-tasks.ts'
import { dayOfYear, longDate } from '../../base/day-in-words.ts'
import { roleName } from '../say-role.ts'
import type { ComposeContext } from '../compose-context.ts'
import type { Slot } from './slot.ts'

export const tasks: Slot = (context, options) => {
  const { words } = context
  const chosen = choose(context, options)
  if (chosen.rows.length === 0) return []
  const say = (name: string): readonly Span[] => [{ text: words.say(`tables.${name}`) }]
  return [
    {
      type: 'table',
      id: `tasks-${chosen.id}`,
      caption: [{ text: words.say('tables.tasks', { phase: chosen.title }) }],
      captionVisible: false,
      header: [
        say('done'),
        // Pages of one role are handed out: each says whose it is.
        chosen.oneOwner ? [{ text: words.say('tables.task-of', { role: chosen.title }) }] : say('task'),
        say(chosen.oneOwner ? 'step' : 'owner'),
        dueHeading(context),
        say('initials'),
      ],
      shares: chosen.oneOwner ? [1, 4.8, 3.8, 3, 1.4] : [1, 5.6, 2.9, 3, 1.4],
      rowHeader: 1,
      rows: chosen.rows.map((row) => taskRow(row, chosen.oneOwner, context)),
    },
  ]
}

/** Says of the days below it that they are only proposed, while they are. */
export const dueHeading = ({ plan, words }: ComposeContext): readonly Span[] => [
  { text: words.say(isPlanAgreed(plan) ? 'tables.due' : 'tables.due-proposed') },
]

interface ChosenTasks {
  readonly id: string
  readonly title: string
  readonly rows: readonly PlannedTask[]
  readonly oneOwner: boolean
}

function choose(
  { guide, plan, words }: ComposeContext,
  { phase, role, week }: Readonly<Record<string, string>>,
): ChosenTasks {
  if (role !== undefined) {
    const title = role === NO_OWNER ? words.say('tables.no-owner') : roleName(role, guide)
    return { id: role, title, rows: ofOwner(plan, role), oneOwner: true }
  }
  if (week !== undefined) {
    const title =
      week === NO_WEEK ? words.say('tables.no-date') : words.say('tables.week', { day: longDate(isoDay(week)) })
    return { id: week, title, rows: ofWeek(plan, week), oneOwner: false }
  }
  const id = phase ?? ''
  return { id, title: phaseTitle(id, guide), rows: ofPhase(plan, id), oneOwner: false }
}

export const phaseTitle = (id: string, guide: ComposeContext['guide']): string =>
  guide.phases.find((one) => one.id === id)?.title ?? id

function taskRow(planned: PlannedTask, oneOwner: boolean, context: ComposeContext): TableRow {
  const { task } = planned
  const label = (kind: string): string => context.words.say(`tables.${kind}`, { task: task.text })
  const more = taskNotes(planned, context)
  return {
    id: task.id,
    cells: [
      { field: { id: `${task.id}:done`, kind: 'check', label: label('done-field') } },
      { spans: task.spans, ...(more.length > 0 ? { more } : {}) },
      oneOwner ? { spans: [{ text: phaseTitle(task.phase, context.guide) }] } : ownerCell(planned, context),
      { spans: [{ text: sayDue(planned, context) }] },
      { field: { id: `${task.id}:initials`, kind: 'text', label: label('initials-field') } },
    ],
  }
}

/** Below the task, where there is room: who helps, and the question that would decide whether it applies. */
function taskNotes(planned: PlannedTask, context: ComposeContext): (readonly Span[])[] {
  const { guide, words } = context
  const others = planned.task.roles.slice(1).map((role) => roleName(role, guide))
  const notes: (readonly Span[])[] = []
  if (planned.applies === 'unknown') notes.push([{ text: ifItApplies(planned, context), marks: ['strong'] }])
  if (others.length > 0) notes.push([{ text: words.say('tables.with', { roles: others.join(', ') }) }])
  return notes
}

/** The questions that would decide whether it applies. */
export function ifItApplies({ unanswered }: Pick<PlannedTask, 'unanswered'>, { guide, words }: ComposeContext): string {
  const names = unanswered.map((id) => guide.data.conditions.find((one) => one.id === id)?.name ?? id)
  return words.say('tables.if-it-applies', { conditions: names.join(', ') })
}

/** The first role owns the task; the row's own name for it stands below. */
export function ownerCell({ task }: PlannedTask, { guide, plan, words }: ComposeContext): Cell {
  const [owner] = task.roles
  if (owner === undefined) return { spans: [{ text: words.say('tables.no-owner') }] }
  const person = plan.practice.contacts[owner]?.name
  return { spans: [{ text: roleName(owner, guide) }], ...(person ? { more: [[{ text: person }]] } : {}) }
}

/** "by …" for a deadline, "on …" for an event, "… to …" for a span; the year only where it is not that of go-live. */
export function sayDue({ due, from, sense }: PlannedTask, { plan, words }: ComposeContext): string {
  if (due === null) return words.say('tables.no-date')
  const year = yearOf(plan.practice.goLive)
  const day = dayOfYear(due, year)
  if (from !== null && from < due) return words.say('dates.span', { from: dayOfYear(from, year), due: day })
  return words.say(`dates.${sense}`, { date: day })
}
