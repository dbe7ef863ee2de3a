import type { DateRule } from './rule.ts'

/** A day that a person set is kept, but nobody may be there: go-live and every other fixed date. */
export const notWorkingDay: DateRule = function* ({ milestones, calendar, place }) {
  for (const { id, date, fixed } of milestones) {
    if (!fixed || calendar.isWorkingDay(date)) continue
    yield {
      rule: id === 'go-live' ? 'go-live-not-working-day' : 'fixed-date-not-working-day',
      severity: 'warning',
      values: {
        milestone: id,
        date,
        holiday: calendar.holidayOn(date)?.name ?? '',
        before: calendar.shift(date, undefined, 'back').date,
        after: calendar.shift(date, undefined, 'on').date,
      },
      milestones: [id],
      place: place(id),
    }
  }
}
