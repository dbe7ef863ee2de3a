/**
 * Which practices a marker touches: those whose checklist holds the section it stands in.
 *
 * A marker at a task touches the practices that have the task; any other marker of a phase, all that have the phase.
 *
 * @module
 */
import type { Guide, Marker, Task } from '../model/guide.ts'
import type { Plan } from '../model/plan.ts'

/** @returns ODS codes, in the order of the practices file */
export function practicesTouched(guide: Guide, plans: readonly Plan[]): (marker: Marker) => readonly string[] {
  return (marker) => {
    if (marker.phase === null) return []
    const task = taskOf(marker, guide)
    const has = ({ tasks, phases }: Plan): boolean =>
      task === null
        ? phases.some(({ id }) => id === marker.phase) || tasks.some((one) => one.task.phase === marker.phase)
        : tasks.some((one) => one.task.id === task.id)
    return plans.filter(has).map(({ practice }) => practice.ods)
  }
}

/** A comment in column 1 starts its bracket here: anything further in stands inside a list item. */
const FIRST_COLUMN = 6

/** The task that a marker stands at: on its line, right below it, or indented under it. */
export function taskOf({ place }: Marker, { tasks, pages }: Guide): Task | null {
  const above = tasks.filter((task) => task.place.file === place.file && task.place.line <= place.line)
  const task = above.reduce<Task | null>((last, one) => (last && last.place.line > one.place.line ? last : one), null)
  if (task === null) return null
  const headings = pages.find(({ file }) => file === place.file)?.headings ?? []
  if (headings.some((heading) => heading.place.line > task.place.line && heading.place.line < place.line)) return null
  const near = place.line - task.place.line <= 1
  return near || place.column > FIRST_COLUMN + 1 ? task : null
}
