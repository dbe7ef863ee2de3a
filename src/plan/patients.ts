/**
 * Patients' days: when posters, messages and thanks are due, and the last day on which letters can be handed to a printer
 * so that the slowest of each class of post arrives in time. Bank holidays count for neither printing nor post.
 *
 * @module
 */
import type { PatientDate } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Calendar } from './calendar.ts'
import { dayOf, type Days } from './days.ts'

export const datePatients = (policy: TimingPolicy, days: Days, calendar: Calendar): PatientDate[] =>
  policy.patients.map(({ id, rule }) => {
    const { date, reason } = dayOf(rule, days, calendar, 'ours')
    const postBy = policy.post.map(({ id: post, workingDays }) => ({
      post,
      date: calendar.shift(date, { value: workingDays, unit: 'working-day', side: 'before' }, 'back').date,
    }))
    return { id, date, reason, postBy }
  })
