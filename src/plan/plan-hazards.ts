/**
 * The known hazards that concern one practice, each with the tasks of its plan that control it.
 *
 * @module
 */
import type { Hazard } from '../model/guide.ts'
import type { PlannedHazard, PlannedTask } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import { planLines } from './guide-lines.ts'

/** A hazard whose tasks are all left out is left out too: this practice does not have what could go wrong. */
export function planHazards(
  hazards: readonly Hazard[],
  practice: Practice,
  tasks: readonly PlannedTask[],
): PlannedHazard[] {
  return planLines(hazards, practice).flatMap((planned) => {
    const controls = planned.line.controls.flatMap((id) => tasks.find(({ task }) => task.id === id) ?? [])
    return controls.length === 0 ? [] : [{ ...planned, controls }]
  })
}
