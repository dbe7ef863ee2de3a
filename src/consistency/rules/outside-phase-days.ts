import { longDate } from '../../base/day-in-words.ts'
import type { IsoDay } from '../../base/day.ts'
import type { Plan } from '../../model/plan.ts'
import { allBlocks } from '../../document/walk.ts'
import type { ConsistencyRule } from '../pack.ts'
import { factsText } from '../printed.ts'

/** The first and the last day on which there is something to do on the page of a phase. */
function daysOfTasks({ tasks }: Plan, phase: string): readonly IsoDay[] {
  const days = tasks
    .filter(({ task }) => task.phase === phase)
    .flatMap(({ due, from }) => [from, due])
    .filter((day) => day !== null)
    .sort()
  const [first] = days
  const last = days.at(-1)
  return first === undefined || last === undefined ? [] : [first, last]
}

/** A page that says from when until when its phase lasts names the days of its tasks where these lie outside. */
export const outsidePhaseDays: ConsistencyRule = {
  id: 'outside-phase-days',
  severity: 'warning',
  title: 'A page with tasks outside the days that it prints',
  why: 'Whoever opens the page when the phase begins finds a task that is late.',
  fix: 'Print the first and the last day of its tasks too, or give the task another day.',
  *find({ plan, guide, documents }) {
    if (guide.kind !== 'own') return
    for (const document of documents)
      for (const block of allBlocks(document.blocks)) {
        if (block.type !== 'facts') continue
        const phase = plan.phases.find(({ id }) => block.id === `phase-${id}`)
        if (phase === undefined) continue
        const printed = factsText(block)
        const outside = daysOfTasks(plan, phase.id).find(
          (day) => (day < phase.start || day > phase.end) && !printed.includes(longDate(day)),
        )
        if (outside === undefined) continue
        yield {
          values: {
            document: document.title,
            day: longDate(outside),
            phase: guide.phases.find(({ id }) => id === phase.id)?.title ?? phase.id,
            from: longDate(phase.start),
            to: longDate(phase.end),
          },
        }
      }
  },
}
