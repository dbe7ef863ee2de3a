import { describe, expect, it } from 'vitest'
import { isoDay, momentOf, type IsoDay } from '../../src/base/day.ts'
import {
  cutAtDays,
  dateRange,
  dayOfYear,
  daysWithin,
  longDate,
  moment,
  shortDate,
  weekdayName,
  withWholeDays,
  type DayInWords,
} from '../../src/base/day-in-words.ts'
import type { PlannedMilestone } from '../../src/model/plan.ts'
import type { MilestoneView } from '../../src/model/view.ts'

const from = isoDay('2026-12-29')
const to = isoDay('2027-01-13')

describe('a day in words', () => {
  it('is said as the service manual says it, in the language of the reader', () => {
    expect(longDate(to)).toBe('Wednesday 13 January 2027')
    expect(shortDate(to)).toBe('13 January 2027')
    expect(weekdayName(to)).toBe('Wednesday')
    expect(longDate(to, 'pl')).toBe('środa 13 stycznia 2027')
    expect(moment(momentOf(to, '18:30'))).toBe('Wednesday 13 January 2027, 6.30pm')
    expect(moment(to)).toBe('Wednesday 13 January 2027')
  })

  it('is never divided from its month and year', () => {
    const text = 'From Wednesday 7 April 2027 to 14 Apr, or in May 2027; 3 Marches, 12 Mayors, 20 things'
    expect(withWholeDays(text)).toBe(
      'From Wednesday 7_April_2027 to 14_Apr, or in May_2027; 3 Marches, 12 Mayors, 20 things'.replaceAll(
        '_',
        '\u00a0',
      ),
    )
    expect(cutAtDays(text).filter((_, i) => i % 2 === 1)).toEqual(['7 April 2027', '14 Apr', 'May 2027'])
    expect(cutAtDays(text).join('')).toBe(text)
  })

  it('says once what two days share', () => {
    expect(dateRange(from, to, false)).toBe('29 December 2026 to 13 January 2027')
    expect(daysWithin(from, to, to)).toBe('29 December 2026 to 13 January')
    expect(daysWithin(isoDay('2027-01-07'), to, to)).toBe('7 to 13 January')
    expect(daysWithin(to, to, to)).toBe('13 January')
    expect(dayOfYear(to, '2027')).toBe('Wednesday 13 January')
    expect(dayOfYear(from, '2027')).toBe('Tuesday 29 December 2026')
  })

  it('is another type than a day, and neither is any text', () => {
    // @ts-expect-error a day for a reader is no day to count with
    const counted: IsoDay = longDate(to)
    // @ts-expect-error a day to count with is not for a reader
    const said: DayInWords = to
    // @ts-expect-error nobody has asked whether it exists
    const unread: IsoDay = '2027-02-30'
    // @ts-expect-error a moment is no day
    const early: IsoDay = momentOf(to, '08:00')
    // @ts-expect-error the date of a plan's milestone is not that of its view
    const view = (milestone: PlannedMilestone): MilestoneView['date'] => milestone.date
    // @ts-expect-error nor the other way round
    const plan = (milestone: MilestoneView): PlannedMilestone['date'] | null => milestone.date
    expect([counted, said, unread, early, view, plan]).toHaveLength(6)
  })
})
