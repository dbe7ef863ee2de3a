/**
 * `slot: links-off-days`: from links off to the log-off everyone still works in the current system. What goes off on which day, a grid
 * of what is the same on each of these days, and the tasks that are for one of them alone.
 *
 * @module
 */
import type { IsoDay } from '../../base/day.ts'
import { longDate } from '../../base/day-in-words.ts'
import { compare } from '../../base/text.ts'
import type { Block, Span, TableRow } from '../../document/document.ts'
import { dayOfMilestone, type PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { soonest } from '../shown-tasks.ts'
import { dayGrid, type RuleOfDays, taskCell } from './day-grid.ts'
import { shortDay } from './hours.ts'
import { runbookTable } from './runbook-table.ts'
import { shortOwner } from './task-lists.ts'

export const linksOffDays: Slot = (context) => {
  const { plan } = context
  if (plan.linksOffDays.length === 0) return []
  const first = dayOfMilestone(plan, 'links-off')
  const last = dayOfMilestone(plan, 'final-data-production')
  // What is planned by the hour stands on the page of the evening.
  const evening = plan.hours.find(({ kind }) => kind === 'evening')?.rows.map(({ planned }) => planned) ?? []
  const tasks = [...plan.tasks].sort(soonest)
  const every = plan.tasks.filter((planned) => goesOn(planned, first, last))
  const once = tasks.filter(
    (planned) =>
      planned.due !== null &&
      planned.due >= first &&
      planned.due <= last &&
      // What has gone on for weeks, such as training, is not for the day on which it ends.
      (planned.from === null || planned.from >= first) &&
      !every.includes(planned) &&
      !evening.includes(planned),
  )
  return [...whatGoesOff(last, context), ...everyDay(every, context), ...ofOneDay(once, context)]
}

/** Each day anew, or from the day on which links go off; what begins with the copy is not for these days. */
function goesOn({ task, from, due }: PlannedTask, first: IsoDay, last: IsoDay): boolean {
  if (from === null || due === null || from >= last || due <= first || from >= due) return false
  return from >= first || task.timing?.repeats === 'daily'
}

/** By day; last of all what nobody knows the day of. */
function whatGoesOff(last: IsoDay, context: ComposeContext): Block[] {
  const { plan, words } = context
  const named = (links: ComposeContext['plan']['externalLinks']): readonly Span[] => [
    { text: links.map(({ line }) => line.name).join('; ') },
  ]
  const days = plan.externalLinks
    .flatMap(({ off }) => (off.kind === 'day' && off.date <= last ? [off.date] : []))
    .sort(compare)
  const unknown = plan.externalLinks.filter(({ off }) => off.kind !== 'day' && off.kind !== 'stays-on')
  const rows = [
    ...[...new Set(days)].map((date) => ({
      label: [{ text: words.say('runbook.links-off.off', { date: longDate(date) }) }],
      value: { spans: named(plan.externalLinks.filter(({ off }) => off.kind === 'day' && off.date === date)) },
    })),
    ...(unknown.length === 0
      ? []
      : [{ label: [{ text: words.say('runbook.links-off.unknown') }], value: { spans: named(unknown) } }]),
  ]
  return rows.length === 0 ? [] : [{ type: 'facts', id: 'links-off-what', rows }]
}

function everyDay(tasks: readonly PlannedTask[], context: ComposeContext): Block[] {
  const { linksOffDays: days } = context.plan
  const fieldOf = (name: string, at: number): string => `links-off-${days[at] ?? ''}:${name}`
  const rules = tasks.map((planned): RuleOfDays => {
    const { task, from, due } = planned
    const holdsOn = (date: IsoDay | undefined): boolean =>
      date !== undefined && from !== null && due !== null && date >= from && date <= due
    return {
      id: `links-off-${task.id}`,
      planned,
      owner: shortOwner(planned, context),
      fieldOn: (at) => (holdsOn(days[at]) ? fieldOf(`${task.id}:initials`, at) : null),
    }
  })
  return [dayGrid({ id: 'links-off-every-day', owner: 'owner', days, rules, fieldOf, rows: 'links-off' }, context)]
}

function ofOneDay(tasks: readonly PlannedTask[], context: ComposeContext): Block[] {
  const { words } = context
  const rows = tasks.map((planned): TableRow => {
    const { task, due } = planned
    const label = words.say('runbook.fields.one-day', { task: task.text })
    return {
      id: `links-off-once-${task.id}`,
      cells: [
        { spans: [{ text: due === null ? '' : shortDay(due, context) }] },
        taskCell(planned, context),
        shortOwner(planned, context),
        { field: { id: `links-off:${task.id}:actual`, kind: 'text', label } },
      ],
    }
  })
  return runbookTable('links-off-once', ['date', 'task', 'owner', 'actual'], [1.6, 6.4, 2.2, 1.6], rows, context, 1)
}
