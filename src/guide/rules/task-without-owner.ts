import type { GuideRule } from '../guide-rule.ts'

export const taskWithoutOwner: GuideRule = {
  id: 'task-without-owner',
  severity: 'error',
  title: 'A task without an owner',
  why: 'Nobody does a task that nobody owns: the checklist shows it with a blank where a name should be.',
  fix: 'Add `who:` to the task’s annotation, with the role that owns it first.',
  *check({ guide }) {
    for (const { id, roles, place } of guide.tasks)
      if (roles.length === 0)
        yield {
          message: `Unexpected task \`${id}\` without an owner, expected \`who:\` in its annotation. Add it.`,
          place,
        }
  },
}
