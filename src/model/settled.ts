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

/** Warnings about dates that a partner settles: a date is changed, or the warning is accepted. Till then messages wait. */
export const WARNINGS_TO_SETTLE = [
  'cutover-too-short',
  'cutover-over-two-weeks',
  'weekend-cutover-not-offered',
] as const

/** What a task agrees or finds out: the day of a milestone, one of {@link HOURS_TO_SETTLE}, or who has a role, by its id. */
export type Settled = string
