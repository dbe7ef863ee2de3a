/**
 * What a task agrees or finds out (`settles`): where the practice's row says it, the task is left out.
 *
 * @module
 */
/** The hours that a practice's row may give, as a task's `settles` names them. */
export const HOURS_TO_SETTLE = {
  'final-data-production-hour': 'final-data-production',
  'go-live-hour': 'go-live',
} as const

export const isHourToSettle = (id: string): id is keyof typeof HOURS_TO_SETTLE => Object.hasOwn(HOURS_TO_SETTLE, id)

/** What a task agrees or finds out: the day of a milestone, one of {@link HOURS_TO_SETTLE}, or who has a role, by its id. */
export type Settled = string
