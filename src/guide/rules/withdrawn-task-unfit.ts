import { didYouMean } from '../../base/text.ts'
import type { WithdrawnTask } from '../../model/guide.ts'
import type { GuideRule } from '../guide-rule.ts'

export const withdrawnTaskUnfit: GuideRule = {
  id: 'withdrawn-task-unfit',
  severity: 'error',
  title: 'A withdrawn task that does not fit the guide',
  why: 'Somebody with an older sheet is told that a task is gone that is still there, or is sent to one that is not.',
  fix: 'Correct the entry of withdrawn-tasks.yaml, or the id in the guide.',
  *check({ guide: { tasks, data } }) {
    const present = new Set(tasks.map(({ id }) => id))
    const listed = new Set<string>()
    for (const { id, renamedTo, place } of data.withdrawnTasks) {
      const task = tasks.find((one) => one.id === id)
      if (task !== undefined)
        yield {
          message: `Unexpected withdrawn task \`${id}\`: it is in the guide, at ${task.place.file}:${task.place.line}. Take it out of the list, or give the task another id.`,
          place,
        }
      if (listed.has(id))
        yield { message: `Unexpected second entry for the task \`${id}\`, expected one. Keep the newer one.`, place }
      listed.add(id)
      if (renamedTo === null || present.has(renamedTo)) continue
      // What was renamed may have been renamed again, or withdrawn after that.
      if (!data.withdrawnTasks.some((one) => one.id === renamedTo))
        yield {
          message: `Unexpected \`renamed_to: ${renamedTo}\`, expected the id of a task in the guide, or of another entry of this list.${didYouMean(renamedTo, present)}`,
          place,
        }
      else if (leadsRound(id, data.withdrawnTasks))
        yield {
          message: `Unexpected \`renamed_to: ${renamedTo}\`, which leads back to \`${id}\`. Name the id that the task has now.`,
          place,
        }
    }
  },
}

function leadsRound(id: string, all: readonly WithdrawnTask[]): boolean {
  const next = new Map(all.map((one) => [one.id, one.renamedTo]))
  const seen = new Set<string>()
  for (let at = next.get(id); typeof at === 'string' && !seen.has(at); at = next.get(at)) seen.add(at)
  return seen.has(id)
}
