/**
 * The slots that templates may place, by name.
 *
 * @module
 */
import { communications } from './communications.ts'
import { callouts, gaps, limits, phaseIntro } from './phase.ts'
import type { Slot } from './slot.ts'
import { tasks } from './tasks.ts'

export const SLOTS: Readonly<Record<string, Slot>> = {
  tasks,
  'phase-intro': phaseIntro,
  callouts,
  limits,
  gaps,
  communications,
}
