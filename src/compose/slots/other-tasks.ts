/**
 * `slot: other-tasks; role: …` or `week: …`: tasks that stand to be ticked elsewhere, for information. Those of others that
 * a role helps with; those that go on in a week and are due later.
 *
 * @module
 */
import type { Span } from '../../document/document.ts'
import { goingOnIn, ofHelper } from '../choose-tasks.ts'
import { dueHeading, ownerCell, sayDue } from './tasks.ts'
import type { Slot } from './slot.ts'

export const otherTasks: Slot = (context, { role, week }) => {
  const { plan, words } = context
  const rows = role !== undefined ? ofHelper(plan, role) : goingOnIn(plan, week ?? '')
  if (rows.length === 0) return []
  const say = (name: string): readonly Span[] => [{ text: words.say(`tables.${name}`) }]
  const caption = role !== undefined ? 'helps-with' : 'going-on'
  return [
    {
      type: 'table',
      id: `${caption}-${role ?? week ?? ''}`,
      caption: say(caption),
      captionVisible: true,
      header: [say('task'), say('owner'), dueHeading(context)],
      shares: [6, 3, 4],
      rowHeader: 0,
      rows: rows.map((planned) => ({
        cells: [
          { spans: planned.task.spans },
          ownerCell(planned, context),
          { spans: [{ text: sayDue(planned, context) }] },
        ],
      })),
    },
  ]
}
