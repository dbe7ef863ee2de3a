/**
 * One day of the calendar, and the clock in England.
 *
 * A day is a string, `2027-04-14`, with a branded type: days compare and sort as strings, are written to JSON as they are,
 * and cannot be confused with a day in words (`base/day-in-words.ts`), a moment or a cell that is not parsed yet. Input
 * becomes a day through {@link isDay}, {@link parseDay} or {@link dayFrom}.
 *
 * @module
 */

declare const dayBrand: unique symbol
declare const momentBrand: unique symbol

/** `YYYY-MM-DD` of a day that exists. */
export type IsoDay = string & { readonly [dayBrand]: true }
/** `YYYY-MM-DDTHH:MM` in Europe/London. */
export type IsoMoment = string & { readonly [momentBrand]: true }

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether this is `YYYY-MM-DD` of a day that exists. */
export function isDay(text: string): text is IsoDay {
  const [, year, month, day] = ISO_DAY.exec(text) ?? []
  return day !== undefined && dayFrom(Number(year), Number(month), Number(day)) === text
}

/** @returns null for anything but `YYYY-MM-DD` of a day that exists */
export const parseDay = (text: string): IsoDay | null => (isDay(text) ? text : null)

/** A day that code or a file of ours contains. @throws RangeError when there is no such day */
export function isoDay(text: string): IsoDay {
  if (!isDay(text)) throw new RangeError(`There is no day ${text}.`)
  return text
}

/**
 * @param month from 1
 * @returns null when there is no such day: the 30th of February is not the 2nd of March
 */
export function dayFrom(year: number, month: number, dayOfMonth: number): IsoDay | null {
  // `Date.UTC` takes years below 100 for years of the last century.
  if (year < 100 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null
  return fromDayNumber(Date.UTC(year, month - 1, dayOfMonth) / DAY_MS)
}

/** The calendar months from that of the first day to that of the last, each with its first and last day. */
export function monthsBetween(first: IsoDay, last: IsoDay): { readonly from: IsoDay; readonly to: IsoDay }[] {
  const months: { readonly from: IsoDay; readonly to: IsoDay }[] = []
  let from = addDays(first, 1 - partsOf(first).dayOfMonth)
  while (from <= last) {
    const next = addMonths(from, 1)
    months.push({ from, to: addDays(next, -1) })
    from = next
  }
  return months
}

/** @param month from 1 */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Days since 1970-01-01: counting days is integer arithmetic, so clock changes have no effect. */
export const dayNumber = (date: IsoDay): number => Date.parse(date) / DAY_MS
export const fromDayNumber = (number: number): IsoDay =>
  new Date(number * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length) as IsoDay

export const addDays = (date: IsoDay, days: number): IsoDay => fromDayNumber(dayNumber(date) + days)

/** The same day of the month, `months` later, or that month's last day if it has no such day. */
export function addMonths(date: IsoDay, months: number): IsoDay {
  const { year, month, dayOfMonth } = partsOf(date)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = daysInMonth(first.getUTCFullYear(), first.getUTCMonth() + 1)
  return fromDayNumber(first.getTime() / DAY_MS + Math.min(dayOfMonth, last) - 1)
}

/** @returns undefined where there are none */
export const earliestOf = <Time extends IsoDay | IsoMoment>(times: readonly Time[]): Time | undefined =>
  times.reduce<Time | undefined>((first, one) => (first === undefined || one < first ? one : first), undefined)
/** @returns undefined where there are none */
export const latestOf = <Time extends IsoDay | IsoMoment>(times: readonly Time[]): Time | undefined =>
  times.reduce<Time | undefined>((last, one) => (last === undefined || one > last ? one : last), undefined)

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: IsoDay, to: IsoDay): number => dayNumber(to) - dayNumber(from)

/** 0 is Monday, 6 Sunday. */
export const weekdayOf = (date: IsoDay): number => weekdayOfNumber(dayNumber(date))
/** 1970-01-01 was a Thursday. */
export const weekdayOfNumber = (number: number): number => (((number + 3) % 7) + 7) % 7

/** The Monday of the day's week. */
export const mondayOf = (date: IsoDay): IsoDay => addDays(date, -weekdayOf(date))

/** @returns the month from 1 */
export function partsOf(date: IsoDay): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return { year, month, dayOfMonth }
}

/** `2027` */
export const yearOf = (date: IsoDay): string => date.slice(0, 'YYYY'.length)

/** @param time `HH:MM` */
export const momentOf = (date: IsoDay, time: string): IsoMoment => `${date}T${time}` as IsoMoment

export const isMoment = (value: IsoDay | IsoMoment): value is IsoMoment => value.includes('T')

/** The day of a moment, or the day itself. */
export const dayPartOf = (value: IsoDay | IsoMoment): IsoDay => value.slice(0, 'YYYY-MM-DD'.length) as IsoDay

/** `HH:MM` of a moment. */
export const timePartOf = (moment: IsoMoment): string => moment.slice('YYYY-MM-DDT'.length)

/**
 * The day in England at this moment.
 *
 * Summer time is computed here because `Intl` takes as long to load time zones as reading a guide page takes.
 */
export const dayInEngland = (now: Date): IsoDay =>
  fromDayNumber(Math.floor((now.getTime() + offsetAt(now.getTime())) / DAY_MS))

/**
 * Milliseconds since 1970 in UTC. A time in the hour that summer time skips becomes one an hour later; in the hour that
 * occurs twice, the first is meant.
 */
export function toInstant(moment: IsoMoment): number {
  const local = Date.parse(`${moment}:00Z`)
  const asSummer = local - HOUR_MS
  // If the instant read as summer time is within summer time, that reading is right.
  return offsetAt(asSummer) === HOUR_MS ? asSummer : local
}

export const fromInstant = (instant: number): IsoMoment =>
  new Date(instant + offsetAt(instant)).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length) as IsoMoment

/** Elapsed hours, clock changes included; may be fractional, negative when the second moment is earlier. */
export const hoursBetween = (from: IsoMoment, to: IsoMoment): number => (toInstant(to) - toInstant(from)) / HOUR_MS

/** @param minutes elapsed; negative goes back */
export const addMinutes = (moment: IsoMoment, minutes: number): IsoMoment =>
  fromInstant(toInstant(moment) + minutes * 60_000)

/** Milliseconds by which clocks in England are ahead of UTC (Summer Time Order 2002: changes at 1am UTC on last Sundays). */
function offsetAt(instant: number): number {
  const year = new Date(instant).getUTCFullYear()
  return instant >= lastSunday(year, 3) + HOUR_MS && instant < lastSunday(year, 10) + HOUR_MS ? HOUR_MS : 0
}

/** @param month from 1; one of 31 days */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month - 1, 31)
  return last - new Date(last).getUTCDay() * DAY_MS
}

/** The date of documents and calendars of a guide that gives none, so that the same input makes the same bytes. */
export const UNDATED = isoDay('2000-01-01')
