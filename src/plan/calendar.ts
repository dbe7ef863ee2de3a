/**
 * Working days: Monday to Friday without the bank holidays of England and Wales.
 *
 * Internally, days are numbers since 1970. The results of `shift` are cached, because practices share go-live dates.
 *
 * @module
 */
import { addMonths, dayNumber, fromDayNumber, weekdayOfNumber, type IsoDay } from '../base/day.ts'
import type { TimingRule } from '../model/guide.ts'
import type { Holiday } from '../model/plan.ts'
import type { HolidayData } from '../model/policy.ts'

type Offset = NonNullable<TimingRule['offset']>

/** A day that was counted and then moved to a working day. */
interface Shifted {
  readonly date: IsoDay
  /** The counted day, before landing. */
  readonly counted: IsoDay
  /** Bank holidays skipped in counting or landing. */
  readonly holidays: readonly Holiday[]
}

export interface Calendar {
  isWorkingDay(date: IsoDay): boolean
  /** The bank holiday on this day, if it is one. */
  holidayOn(date: IsoDay): Holiday | undefined
  /** False outside the holiday data, where bank holidays are not known. */
  covers(date: IsoDay): boolean
  /** @param offset absent: the day itself, landed */
  shift(date: IsoDay, offset: Offset | undefined, landing: TimingRule['landing']): Shifted
  /** Working days strictly between two days. */
  workingDaysBetween(a: IsoDay, b: IsoDay): number
}

export function makeCalendar(data: HolidayData): Calendar {
  const holidays = new Map(data.holidays.map((holiday) => [dayNumber(holiday.date), holiday]))
  const first = dayNumber(data.from)
  const last = dayNumber(data.to)
  const isWorking = (day: number): boolean => weekdayOfNumber(day) < 5 && !holidays.has(day)

  /** Steps over `count` working days; records the skipped bank holidays. */
  const walk = (from: number, step: 1 | -1, count: number, passed: Holiday[]): number => {
    let day = from
    for (let met = 0; met < count;) {
      day += step
      const holiday = holidays.get(day)
      if (holiday && weekdayOfNumber(day) < 5) passed.push(holiday)
      if (isWorking(day)) met += 1
    }
    return day
  }

  const count = (day: number, offset: Offset, passed: Holiday[]): number => {
    const sign = offset.side === 'before' ? -1 : 1
    switch (offset.unit) {
      case 'working-day':
        return offset.value === 0 ? day : walk(day, sign, offset.value, passed)
      case 'day':
        return day + sign * offset.value
      case 'week':
        return day + sign * offset.value * 7
      case 'month':
        // The same day of the month, or the month's last day.
        return dayNumber(addMonths(fromDayNumber(day), sign * offset.value))
    }
  }

  const land = (day: number, landing: TimingRule['landing'], passed: Holiday[]): number => {
    if (landing === 'stay' || isWorking(day)) return day
    const here = holidays.get(day)
    if (here && weekdayOfNumber(day) < 5) passed.push(here)
    return walk(day, landing === 'back' ? -1 : 1, 1, passed)
  }

  const known = new Map<string, Shifted>()
  const MOST_KNOWN = 10_000
  return {
    isWorkingDay: (date) => isWorking(dayNumber(date)),
    holidayOn: (date) => holidays.get(dayNumber(date)),
    covers: (date) => dayNumber(date) >= first && dayNumber(date) <= last,
    workingDaysBetween(a, b) {
      let met = 0
      for (let day = dayNumber(a) + 1; day < dayNumber(b); day += 1) if (isWorking(day)) met += 1
      return met
    },
    shift(date, offset, landing) {
      const key = offset ? `${date} ${offset.value} ${offset.unit} ${offset.side} ${landing}` : `${date} ${landing}`
      const remembered = known.get(key)
      if (remembered) return remembered
      const passed: Holiday[] = []
      const counted = offset ? count(dayNumber(date), offset, passed) : dayNumber(date)
      const landed = land(counted, landing, passed)
      const shifted: Shifted = { date: fromDayNumber(landed), counted: fromDayNumber(counted), holidays: passed }
      // Bounds the cache; the practices of a run share few days.
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(key, shifted)
      return shifted
    },
  }
}
