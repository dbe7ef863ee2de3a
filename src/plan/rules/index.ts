/**
 * The rules about dates, in the order in which their findings are shown within a severity.
 *
 * @module
 */
import { busyPeriod } from './busy-period.ts'
import { cutoverOver72Hours } from './cutover-over-72-hours.ts'
import { cutoverOverTwoWeeks } from './cutover-over-two-weeks.ts'
import { cutoverTooShort } from './cutover-too-short.ts'
import { extractNoticeTooShort } from './extract-notice-too-short.ts'
import { holidaysUnknown } from './holidays-unknown.ts'
import { milestoneInThePast } from './milestone-in-the-past.ts'
import { milestonesOutOfOrder } from './milestones-out-of-order.ts'
import { notWorkingDay } from './not-working-day.ts'
import { planningMeetingTooLate } from './planning-meeting-too-late.ts'
import type { DateRule } from './rule.ts'
import { sourcesDisagree } from './sources-disagree.ts'
import { span } from './span.ts'

export const DATE_RULES: readonly DateRule[] = [
  milestonesOutOfOrder,
  holidaysUnknown,
  notWorkingDay,
  cutoverTooShort,
  cutoverOverTwoWeeks,
  planningMeetingTooLate,
  extractNoticeTooShort,
  span,
  milestoneInThePast,
  cutoverOver72Hours,
  sourcesDisagree,
  busyPeriod,
]
