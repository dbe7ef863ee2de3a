/**
 * Moments between clock times: real elapsed hours in Europe/London, so that a night in which the clocks change has one
 * hour less or more (TIMING, below the table).
 *
 * @module
 */
import { Temporal } from 'temporal-polyfill'

const ZONE = 'Europe/London'
const SAFE_HOUR = 3

/** Remembered: practices share days and hours, and a time zone is slow to ask. */
const known = new Map<string, Temporal.ZonedDateTime>()

function at(date: string, time: string): Temporal.ZonedDateTime {
  const moment = `${date}T${time}`
  const found = known.get(moment) ?? Temporal.PlainDateTime.from(moment).toZonedDateTime(ZONE)
  known.set(moment, found)
  return found
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** Elapsed hours from one moment to another; may be fractional, negative when the second is earlier. */
export function hoursBetween(fromDate: string, fromTime: string, toDate: string, toTime: string): number {
  return (at(toDate, toTime).epochMilliseconds - at(fromDate, fromTime).epochMilliseconds) / 3_600_000
}

/** @returns the moment so many elapsed hours later, `YYYY-MM-DDTHH:MM` */
export function addHours(date: string, time: string, hours: number): string {
  return at(date, time).add({ hours }).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/**
 * @param moment `YYYY-MM-DDTHH:MM`
 * @param minutes elapsed; negative goes back
 */
export function addMinutes(moment: string, minutes: number): string {
  const [date = '', time = '00:00'] = moment.split('T')
  // The clocks change before three in the morning: later on the same day minutes are minutes.
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const later = hour * 60 + minute + minutes
  if (hour >= SAFE_HOUR && later >= SAFE_HOUR * 60 && later < 24 * 60)
    return `${date}T${twoDigits(Math.floor(later / 60))}:${twoDigits(later % 60)}`
  return at(date, time).add({ minutes }).toPlainDateTime().toString({ smallestUnit: 'minute' })
}
