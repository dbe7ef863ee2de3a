import { longDate } from '../../base/day-in-words.ts'
import type { IsoDay } from '../../base/day.ts'
import type { Plan } from '../../model/plan.ts'
import type { Document } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
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

/** What a document says of the days of each phase: its facts, or the paragraph below its heading. */
function* phaseDays({ blocks }: Document): Iterable<{ readonly id: string; readonly printed: string }> {
  let heading: string | null = null
  for (const block of allBlocks(blocks)) {
    if (block.type === 'facts') yield { id: block.id.replace(/^phase-/, ''), printed: factsText(block) }
    if (block.type === 'paragraph' && heading !== null)
      yield { id: heading.replace(/-about$/, ''), printed: spansText(block.spans) }
    heading = block.type === 'heading' ? block.id : null
  }
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
      for (const { id: about, printed } of phaseDays(document)) {
        const phase = plan.phases.find(({ id }) => id === about)
        if (phase === undefined) continue
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
