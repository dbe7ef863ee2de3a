/**
 * Today in England: the one place where the clock enters.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander'

const HOUR = 3_600_000

/**
 * `YYYY-MM-DD`. Summer time is an hour ahead, from 1am UTC on the last Sunday of March to the last Sunday of October
 * (Summer Time Order 2002). Worked out here, because asking for time zones costs every command as much as reading a guide
 * page.
 */
export function today(now: Date = new Date()): string {
  const year = now.getUTCFullYear()
  const summer = now.getTime() >= lastSunday(year, 2) + HOUR && now.getTime() < lastSunday(year, 9) + HOUR
  return new Date(now.getTime() + (summer ? HOUR : 0)).toISOString().slice(0, 10)
}

/** @param month from 0; both have 31 days */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31))
  return last.getTime() - last.getUTCDay() * 24 * HOUR
}

/** A day as a flag gives it. @throws InvalidArgumentError for one that does not exist */
export function day(value: string): string {
  const date = new Date(`${value}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(value))
    throw new InvalidArgumentError('Write a day that exists, such as 2027-04-14.')
  return value
}
