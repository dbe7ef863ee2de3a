/**
 * The view of a checklist by role and by week: who has tasks, and in which weeks something is due.
 *
 * @module
 */
import { type IsoDay, mondayOf } from '../base/day.ts'
import type { MilestoneView, View } from '../model/view.ts'
import { goingOnIn, NO_OWNER, NO_WEEK, ofHelper, ofOwner, ofWeek } from './choose-tasks.ts'
import { longDate } from '../base/day-in-words.ts'
import { roleName } from './say-role.ts'
import type { ComposeContext } from './compose-context.ts'

/** @param milestones in order of their days */
export function checklistView(
  context: ComposeContext,
  milestones: readonly MilestoneView[],
): Pick<View, 'owners' | 'unowned' | 'weeks' | 'undated'> {
  const { plan } = context
  return {
    owners: owners(context),
    unowned: ofOwner(plan, NO_OWNER).length > 0,
    weeks: weeks(context, milestones),
    undated: ofWeek(plan, NO_WEEK).length > 0,
  }
}

/** The practice's own people first: the checklist is theirs. */
function owners({ guide, plan }: ComposeContext): View['owners'] {
  const known = guide.data.roles
  const own = known.filter(({ belongs }) => belongs === 'practice')
  const ids = [...own, ...known.filter((role) => !own.includes(role))].map(({ id }) => id)
  const written = plan.tasks.flatMap(({ task }) => task.roles.slice(0, 1)).filter((id) => !ids.includes(id))
  return [...ids, ...new Set(written)].flatMap((id) => {
    const count = ofOwner(plan, id).length
    if (count === 0) return []
    const helps = ofHelper(plan, id).length > 0
    return [{ id, role: roleName(id, guide), name: plan.practice.contacts[id]?.name ?? null, tasks: `${count}`, helps }]
  })
}

/** Weeks in which a task or a milestone is due. */
function weeks({ plan, words }: ComposeContext, milestones: readonly MilestoneView[]): View['weeks'] {
  const week = new Map(plan.milestones.map(({ id, date }): [string | null, IsoDay] => [id, mondayOf(date)]))
  const due = plan.tasks.flatMap((planned) => (planned.due === null ? [] : [mondayOf(planned.due)]))
  return [...new Set([...due, ...week.values()])].sort().map((id) => ({
    id,
    title: words.say('tables.week', { day: longDate(id) }),
    tasks: ofWeek(plan, id).length > 0,
    goingOn: goingOnIn(plan, id).length > 0,
    milestones: milestones.filter((one) => week.get(one.id) === id).map(({ name, summary }) => ({ name, summary })),
  }))
}
