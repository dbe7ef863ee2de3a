/**
 * Working days: Monday to Friday without the bank holidays of England and Wales (TIMING: "working day").
 *
 * Dates come and go as `YYYY-MM-DD`; inside they are whole days since 1970, so that counting is integer arithmetic and
 * clocks that change cannot matter. Every answer is remembered: practices share go-live dates.
 *
 * @module
 */
import { Temporal } from 'temporal-polyfill'
import type { TimingRule } from '../model/guide.ts'
import type { Holiday } from '../model/plan.ts'
import type { HolidayData } from '../model/policy.ts'

type Offset = NonNullable<TimingRule['offset']>

/** A day that was counted and then moved to a working day. */
export interface Shifted {
  readonly date: string
  /** Before landing. */
  readonly counted: string
  /** Bank holidays stepped over in counting or landing. */
  readonly holidays: readonly Holiday[]
}

export interface Calendar {
  isWorkingDay(date: string): boolean
  /** The bank holiday on this day, if it is one. */
  holidayOn(date: string): Holiday | undefined
  /** False outside the holiday data: what is said of such a day is not certain. */
  covers(date: string): boolean
  /** @param offset absent: the day itself, landed */
  shift(date: string, offset: Offset | undefined, landing: TimingRule['landing']): Shifted
  addDays(date: string, days: number): string
  /** Whole days from `a` to `b`; negative when `b` is earlier. */
  daysBetween(a: string, b: string): number
  /** Working days strictly between two days. */
  workingDaysBetween(a: string, b: string): number
}

const EPOCH = Temporal.PlainDate.from('1970-01-01')
/** 1970-01-01 was a Thursday; Monday is 0. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7

export function makeCalendar(data: HolidayData): Calendar {
  const days = new Map<string, number>()
  const dates = new Map<number, string>()
  const dayOf = (date: string): number => {
    let day = days.get(date)
    if (day === undefined) {
      day = EPOCH.until(Temporal.PlainDate.from(date, { overflow: 'reject' })).days
      days.set(date, day)
    }
    return day
  }
  const dateOf = (day: number): string => {
    let date = dates.get(day)
    if (date === undefined) {
      date = EPOCH.add({ days: day }).toString()
      dates.set(day, date)
    }
    return date
  }

  const holidays = new Map(data.holidays.map((holiday) => [dayOf(holiday.date), holiday]))
  const first = dayOf(data.from)
  const last = dayOf(data.to)
  const isWorking = (day: number): boolean => weekday(day) < 5 && !holidays.has(day)

  /** Steps until `count` working days are met; notes the holidays on weekdays that were stepped over. */
  const walk = (from: number, step: 1 | -1, count: number, passed: Holiday[]): number => {
    let day = from
    for (let met = 0; met < count;) {
      day += step
      const holiday = holidays.get(day)
      if (holiday && weekday(day) < 5) passed.push(holiday)
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
        // TIMING, tasks: a month keeps the day's number, else the month's last day.
        return dayOf(
          Temporal.PlainDate.from(dateOf(day))
            .add({ months: sign * offset.value }, { overflow: 'constrain' })
            .toString(),
        )
    }
  }

  const land = (day: number, landing: TimingRule['landing'], passed: Holiday[]): number => {
    if (landing === 'stay' || isWorking(day)) return day
    const here = holidays.get(day)
    if (here && weekday(day) < 5) passed.push(here)
    return walk(day, landing === 'back' ? -1 : 1, 1, passed)
  }

  const known = new Map<string, Shifted>()
  const MOST_KNOWN = 10_000
  return {
    isWorkingDay: (date) => isWorking(dayOf(date)),
    holidayOn: (date) => holidays.get(dayOf(date)),
    covers: (date) => dayOf(date) >= first && dayOf(date) <= last,
    addDays: (date, more) => dateOf(dayOf(date) + more),
    daysBetween: (a, b) => dayOf(b) - dayOf(a),
    workingDaysBetween(a, b) {
      let met = 0
      for (let day = dayOf(a) + 1; day < dayOf(b); day += 1) if (isWorking(day)) met += 1
      return met
    },
    shift(date, offset, landing) {
      const key = offset ? `${date} ${offset.value} ${offset.unit} ${offset.side} ${landing}` : `${date} ${landing}`
      const remembered = known.get(key)
      if (remembered) return remembered
      const passed: Holiday[] = []
      const counted = offset ? count(dayOf(date), offset, passed) : dayOf(date)
      const landed = land(counted, landing, passed)
      const shifted: Shifted = { date: dateOf(landed), counted: dateOf(counted), holidays: passed }
      // Practices of one run share few days; whoever plans years ahead starts over instead of growing.
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(key, shifted)
      return shifted
    },
  }
}
