/**
 * The view of a guide's phases as a plan dates them.
 *
 * @module
 */
import type { Guide, Phase } from '../model/guide.ts'
import type { View } from '../model/view.ts'
import { compare } from '../base/text.ts'
import { isPlanAgreed } from './is-agreed.ts'
import { daysWithin, longDate } from '../base/day-in-words.ts'
import { roleName } from './say-role.ts'
import type { ComposeContext } from './compose-context.ts'

/** The phases of a cutover plan. */
export const AROUND_CUTOVER: readonly Guide['phases'][number]['datesOf'][] = [
  'planning-for-cutover',
  'cutover',
  'go-live',
  'post-go-live',
]

/** In order of their first day; phases without dates come last. */
export function viewPhases({ guide, plan, words }: ComposeContext): View['phases'] {
  const starts = new Map(plan.phases.map((phase) => [phase.id, phase]))
  // No year begins with a 9.
  const startOf = ({ id }: Phase): string => starts.get(id)?.start ?? '9'
  const byStart = (a: Phase, b: Phase): number => compare(startOf(a), startOf(b)) || a.order - b.order
  return [...guide.phases].sort(byStart).map((phase) => {
    const dates = starts.get(phase.id)
    const one = dates && dates.start === dates.end
    return {
      id: phase.id,
      number: String(phase.order),
      title: phase.title,
      dates: !dates
        ? null
        : one
          ? longDate(dates.start)
          : words.say('dates.range', { from: longDate(dates.start), to: longDate(dates.end) }),
      estimate: phase.estimate?.text ?? null,
      who: phase.who.length > 0 ? phase.who.map((role) => roleName(role, guide)).join(', ') : null,
      tasks: plan.tasks.some(({ task }) => task.phase === phase.id),
      limits: guide.slas.some((sla) => sla.phase === phase.id),
      callouts: guide.callouts.some((callout) => callout.phase === phase.id),
      gaps: guide.markers.some((marker) => marker.kind === 'GAP' && marker.phase === phase.id),
      proposed: !isPlanAgreed(plan),
      aroundCutover: AROUND_CUTOVER.includes(phase.datesOf),
      days: !dates ? null : daysWithin(dates.start, dates.end, plan.practice.goLive),
    }
  })
}
