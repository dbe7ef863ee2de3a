/**
 * `slot: tasks; phase: …`: the tasks of one phase as rows to tick, soonest first.
 *
 * @module
 */
import type { Cell, Span, TableRow } from '../../document/document.ts'
import type { PlannedTask } from '../../model/plan.ts'
import type { Words } from '../../template/words.ts'
import { longDate } from '../say-date.ts'
import { roleName } from '../say-role.ts'
import type { Telling } from '../view-of-plan.ts'
import type { Slot } from './slot.ts'

export const tasks: Slot = (telling, { phase: id = '' }) => {
  const { guide, plan, words } = telling
  const phase = guide.phases.find((one) => one.id === id)
  const rows = plan.tasks.filter(({ task }) => task.phase === id).sort(soonest)
  if (rows.length === 0) return []
  const agreed = plan.milestones.every(
    ({ id, status }) => !(id === 'go-live' || id === 'final-data-production') || status !== 'proposed',
  )
  const say = (name: string): readonly Span[] => [{ text: words.say(`tables.${name}`) }]
  return [
    {
      type: 'table',
      id: `tasks-${id}`,
      caption: [{ text: words.say('tables.tasks', { phase: phase?.title ?? id }) }],
      captionVisible: false,
      header: [say('done'), say('task'), say('owner'), say(agreed ? 'due' : 'due-proposed'), say('initials')],
      shares: [1, 7, 2.6, 2.6, 1.4],
      rowHeader: 1,
      rows: rows.map((row) => taskRow(row, telling)),
    },
  ]
}

const soonest = (a: PlannedTask, b: PlannedTask): number => {
  const first = a.due ?? '9'
  const second = b.due ?? '9'
  return first < second ? -1 : first > second ? 1 : 0
}

function taskRow(planned: PlannedTask, telling: Telling): TableRow {
  const { task, applies } = planned
  const { words } = telling
  const label = (kind: string): string => words.say(`tables.${kind}`, { task: task.text })
  const notes: Span[][] = applies === 'unknown' ? [[{ text: ifItApplies(planned, telling), marks: ['strong'] }]] : []
  return {
    id: task.id,
    cells: [
      { field: { id: `${task.id}:done`, kind: 'check', label: label('done-field') } },
      { spans: task.spans, ...(notes.length > 0 ? { more: notes } : {}) },
      ownerCell(planned, telling),
      { spans: [{ text: sayDue(planned, words) }] },
      { field: { id: `${task.id}:initials`, kind: 'text', label: label('initials-field') } },
    ],
  }
}

/** The question that would decide whether this task applies. */
function ifItApplies({ unanswered }: PlannedTask, { guide, words }: Telling): string {
  const names = unanswered.map((id) => guide.data.conditions.find((one) => one.id === id)?.name ?? id)
  return words.say('tables.if-it-applies', { conditions: names.join(', ') })
}

/** The first role owns the task; others share it. The row's own name for the owner stands below. */
function ownerCell({ task }: PlannedTask, { guide, plan, words }: Telling): Cell {
  const [owner, ...others] = task.roles
  if (owner === undefined) return { spans: [{ text: words.say('tables.no-owner') }] }
  const person = plan.practice.contacts[owner]?.name
  const more: Span[][] = []
  if (person) more.push([{ text: person }])
  if (others.length > 0)
    more.push([{ text: words.say('tables.with', { roles: others.map((role) => roleName(role, guide)).join(', ') }) }])
  return { spans: [{ text: roleName(owner, guide) }], ...(more.length > 0 ? { more } : {}) }
}

/** "by …" for a deadline, "on …" for an event, "… to …" for a span. */
export function sayDue({ due, from, sense }: PlannedTask, words: Words): string {
  if (due === null) return words.say('tables.no-date')
  if (from !== null && from < due) return words.say('dates.span', { from: longDate(from), due: longDate(due) })
  return words.say(`dates.${sense}`, { date: longDate(due) })
}
