/**
 * The orders in which the tasks of a checklist can be shown: by week, by role, by phase. A document's blocks have the first; each row
 * says its place in all.
 *
 * @module
 */
import { longDate } from '../base/day-in-words.ts'
import type { Arrangement } from '../document/document.ts'
import type { ComposeContext } from './compose-context.ts'
import { roleName } from './say.ts'
import { inOrder, NO_OWNER, NO_WEEK, ownersOf, weeksWith } from './shown-tasks.ts'

export function arrangementsOf({ guide, plan, words }: ComposeContext): readonly Arrangement[] {
  const label = (id: Arrangement['id']): string => words.say(`arrangements.${id}`)
  const weeks = weeksWith(plan).map((id) => ({ id, label: words.say('tables.week', { day: longDate(id) }) }))
  const roles = ownersOf(guide, plan).map((id) => ({
    id,
    label: words.say('arrangements.owner', { role: roleName(id, guide), name: plan.practice.contacts[id]?.name }),
  }))
  const phases = inOrder(guide, plan).map(({ id, title }) => ({ id, label: title }))
  const undated = { id: NO_WEEK, label: words.say('arrangements.undated') }
  const unowned = { id: NO_OWNER, label: words.say('arrangements.unowned') }
  return [
    { id: 'week', label: label('week'), groups: [...weeks, undated] },
    { id: 'role', label: label('role'), groups: [...roles, unowned] },
    { id: 'phase', label: label('phase'), groups: phases },
  ]
}
