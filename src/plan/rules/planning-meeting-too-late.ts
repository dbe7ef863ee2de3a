import { daysBetween } from '../../base/day.ts'
import type { DateRule } from './rule.ts'

/** A meeting that a person set so late that what it decides cannot be arranged any more. */
export const planningMeetingTooLate: DateRule = function* ({ milestone, calendar, policy, cures }) {
  const meeting = milestone('cutover-planning-meeting')
  const production = milestone('final-data-production')
  const least = policy.limits.planningMeetingMinDays
  const days = daysBetween(meeting.date, production.date)
  if (!meeting.fixed || days >= least) return
  const meetingBy = calendar.shift(production.date, { value: least, unit: 'day', side: 'before' }, 'back').date
  const productionFrom = calendar.shift(meeting.date, { value: least, unit: 'day', side: 'after' }, 'on').date
  yield {
    rule: 'planning-meeting-too-late',
    severity: 'warning',
    values: {
      days,
      least,
      meeting: meeting.date,
      production: production.date,
      meetingBy: cures('planning-meeting-too-late', { 'cutover-planning-meeting': meetingBy }) ? meetingBy : '',
      productionFrom: cures('planning-meeting-too-late', { 'final-data-production': productionFrom })
        ? productionFrom
        : '',
    },
    milestones: ['cutover-planning-meeting', 'final-data-production'],
    place: policy.limitPlaces.planningMeetingMinDays,
  }
}
