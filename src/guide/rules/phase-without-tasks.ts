import type { GuideRule } from '../guide-rule.ts'

export const phaseWithoutTasks: GuideRule = {
  id: 'phase-without-tasks',
  severity: 'warning',
  title: 'A phase without tasks',
  why: 'A practice finds this phase empty in its checklist, as if nothing had to be done.',
  fix: 'Add the tasks of the phase, or say in its text that there is nothing to do.',
  *check({ guide }) {
    const busy = new Set(guide.tasks.map(({ phase }) => phase))
    for (const { id, title, place } of guide.phases)
      if (!busy.has(id))
        yield {
          message: `Unexpected phase \`${title}\` without a task, expected at least one. Checklists show it empty.`,
          place,
        }
  },
}
