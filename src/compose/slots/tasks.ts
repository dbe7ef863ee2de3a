/**
 * `slot: tasks; phase: …`: the tasks of one phase as rows to tick, soonest first.
 *
 * @module
 */
import type { Cell, Span, TableRow } from '../../document/document.ts'
import type { PlannedTask } from '../../model/plan.ts'
import { isAgreed } from '../is-agreed.ts'
import { dayOfYear } from '../say-date.ts'
import { roleName } from '../say-role.ts'
import type { Telling } from '../view-of-plan.ts'
import type { Slot } from './slot.ts'

export const tasks: Slot = (telling, { phase: id = '' }) => {
  const { guide, plan, words } = telling
  const phase = guide.phases.find((one) => one.id === id)
  const rows = plan.tasks.filter(({ task }) => task.phase === id).sort(soonest)
  if (rows.length === 0) return []
  const agreed = plan.milestones.every(
    (milestone) => !(milestone.id === 'go-live' || milestone.id === 'final-data-production') || isAgreed(milestone),
  )
  const say = (name: string): readonly Span[] => [{ text: words.say(`tables.${name}`) }]
  return [
    {
      type: 'table',
      id: `tasks-${id}`,
      caption: [{ text: words.say('tables.tasks', { phase: phase?.title ?? id }) }],
      captionVisible: false,
      header: [say('done'), say('task'), say('owner'), say(agreed ? 'due' : 'due-proposed'), say('initials')],
      shares: [1, 5.6, 2.9, 3, 1.4],
      rowHeader: 1,
      rows: rows.map((row) => taskRow(row, telling)),
    },
  ]
}

export const soonest = (a: PlannedTask, b: PlannedTask): number => {
  const first = a.due ?? '9'
  const second = b.due ?? '9'
  return first < second ? -1 : first > second ? 1 : 0
}

function taskRow(planned: PlannedTask, telling: Telling): TableRow {
  const { task } = planned
  const label = (kind: string): string => telling.words.say(`tables.${kind}`, { task: task.text })
  const more = taskNotes(planned, telling)
  return {
    id: task.id,
    cells: [
      { field: { id: `${task.id}:done`, kind: 'check', label: label('done-field') } },
      { spans: task.spans, ...(more.length > 0 ? { more } : {}) },
      ownerCell(planned, telling),
      { spans: [{ text: sayDue(planned, telling) }] },
      { field: { id: `${task.id}:initials`, kind: 'text', label: label('initials-field') } },
    ],
  }
}

/** Below the task, where there is room: who helps, and the question that would decide whether it applies. */
function taskNotes(planned: PlannedTask, telling: Telling): (readonly Span[])[] {
  const { guide, words } = telling
  const others = planned.task.roles.slice(1).map((role) => roleName(role, guide))
  const notes: (readonly Span[])[] = []
  if (planned.applies === 'unknown') notes.push([{ text: ifItApplies(planned, telling), marks: ['strong'] }])
  if (others.length > 0) notes.push([{ text: words.say('tables.with', { roles: others.join(', ') }) }])
  return notes
}

/** The questions that would decide whether it applies. */
export function ifItApplies({ unanswered }: Pick<PlannedTask, 'unanswered'>, { guide, words }: Telling): string {
  const names = unanswered.map((id) => guide.data.conditions.find((one) => one.id === id)?.name ?? id)
  return words.say('tables.if-it-applies', { conditions: names.join(', ') })
}

/** The first role owns the task; the row's own name for it stands below. */
export function ownerCell({ task }: PlannedTask, { guide, plan, words }: Telling): Cell {
  const [owner] = task.roles
  if (owner === undefined) return { spans: [{ text: words.say('tables.no-owner') }] }
  const person = plan.practice.contacts[owner]?.name
  return { spans: [{ text: roleName(owner, guide) }], ...(person ? { more: [[{ text: person }]] } : {}) }
}

/** "by …" for a deadline, "on …" for an event, "… to …" for a span; the year only where it is not that of go-live. */
export function sayDue({ due, from, sense }: PlannedTask, { plan, words }: Telling): string {
  if (due === null) return words.say('tables.no-date')
  const year = plan.practice.goLive.slice(0, 'YYYY'.length)
  const day = dayOfYear(due, year)
  if (from !== null && from < due) return words.say('dates.span', { from: dayOfYear(from, year), due: day })
  return words.say(`dates.${sense}`, { date: day })
}
