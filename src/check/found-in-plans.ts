/**
 * Rules about a practice's dates: what `explain` says of them. Their functions stand in `plan/rules/`.
 *
 * @module
 */
import type { RuleInfo } from '../model/rule.ts'
import { rule } from './rule-line.ts'

/** Found while dates are planned. */
export const FOUND_IN_PLANS: readonly RuleInfo[] = [
  rule(
    'milestones-out-of-order',
    'error',
    'Milestones in the wrong order',
    'The second cannot happen before the first: the plan cannot be carried out.',
    'Change one of the two dates in the practices file.',
  ),
  rule(
    'go-live-not-working-day',
    'warning',
    'Go live on a day off',
    'Suppliers and helpdesks have few people there, and patients find nobody to ask.',
    'Choose one of the working days that the message names.',
  ),
  rule(
    'fixed-date-not-working-day',
    'warning',
    'A date on a day off',
    'Nobody may be there to do it.',
    'Choose one of the working days that the message names.',
  ),
  rule(
    'cutover-too-short',
    'warning',
    'Too few working days in the cutover',
    'Loading, rechecking and approving the data will not be done in time.',
    'Bring final data production forward, or go live later.',
  ),
  rule(
    'cutover-over-two-weeks',
    'warning',
    'A cutover of more than two weeks',
    'All that is entered meanwhile is entered twice.',
    'Bring the two dates closer together.',
  ),
  rule(
    'cutover-over-72-hours',
    'note',
    'A cutover of more than 72 hours',
    'A source of 2019 named that limit; today’s guidance plans for one to two weeks.',
    'Ask your integrated care board what applies.',
  ),
  rule(
    'planning-meeting-too-late',
    'warning',
    'A planning meeting too late',
    'What it decides cannot be done before the data are copied.',
    'Move the meeting, or final data production.',
  ),
  rule(
    'extract-notice-too-short',
    'warning',
    'Too little notice for the data extract',
    'The current supplier may refuse the date, and everything after it slips.',
    'Ask for the extract earlier, or plan the data later.',
  ),
  rule(
    'span-under-12-weeks',
    'warning',
    'Less than twelve weeks from order to go live',
    'Migrations take at least that long; something will be left out.',
    'Go live later, or order earlier.',
  ),
  rule(
    'span-over-16-weeks',
    'note',
    'More than sixteen weeks from order to go live',
    'More time does no harm, if people stay available.',
    'Nothing, unless somebody is booked for too short a time.',
  ),
  rule(
    'milestone-in-the-past',
    'warning',
    'A milestone that has passed',
    'The plan relies on something that may not have happened.',
    'Say in its status column that it is done, or plan it again.',
  ),
  rule(
    'busy-period',
    'warning',
    'Cutover in a busy period',
    'Patients call more and fewer people can help.',
    'Move the dates, or plan for more staff.',
  ),
  rule(
    'holidays-unknown',
    'warning',
    'A plan beyond the known bank holidays',
    'A day in the plan may be a bank holiday.',
    'Bring a newer file of bank holidays.',
  ),
]
