/**
 * Today in England: the one place where the clock enters.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander'
import { dayInEngland, isDay, type IsoDay } from '../base/day.ts'

export const today = (now: Date = new Date()): IsoDay => dayInEngland(now)

/** A day as a flag gives it. @throws InvalidArgumentError for one that does not exist */
export function day(value: string): IsoDay {
  if (!isDay(value)) throw new InvalidArgumentError('Write a day that exists, such as 2027-04-14.')
  return value
}
