/**
 * Days and times as the NHS service manual writes them: `Wednesday 7 April 2027`, `6.30pm`, `midday`.
 *
 * A day in words has a type of its own, so that it cannot be confused with an {@link IsoDay}.
 *
 * @module
 */
import { boundedCache } from './cache.ts'
import { dayPartOf, isMoment, partsOf, timePartOf, yearOf, type IsoDay, type IsoMoment } from './day.ts'

declare const inWords: unique symbol

/** A day, a range of days or a moment in words, such as `14 April 2027`. */
export type DayInWords = string & { readonly [inWords]: true }

/** In English, as every document is. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const MONTH = MONTHS.map((month) => `${month}|${month.slice(0, 3)}`).join('|')
const YEAR = '20\\d\\d\\b'
/** A day and its month, a month and its year: `7 April 2027`, `14 Apr`, `January 2027`. */
const WHOLE_DAY = new RegExp(`\\b(?:\\d{1,2} (?:${MONTH})\\b(?: ${YEAR})?|(?:${MONTH}) ${YEAR})`, 'g')

/** Cuts a text into what is a day and what is not, in turn: at uneven places stand the days, which no line may divide. */
export function cutAtDays(text: string): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (const { 0: day, index } of text.matchAll(WHOLE_DAY)) {
    parts.push(text.slice(from, index), day)
    from = index + day.length
  }
  parts.push(text.slice(from))
  return parts
}

/** The text with spaces in its days at which no line ends. It stays as long as it is. */
export const withWholeDays = (text: string): string => text.replace(WHOLE_DAY, (day) => day.replaceAll(' ', '\u00a0'))

/** Cached because making a format is slow. */
const formatIn = boundedCache(
  20,
  (language) =>
    new Intl.DateTimeFormat(language, {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
)

/** Cached because the practices of a run share their days. */
const wordsOf = boundedCache(10_000, (key): readonly string[] => {
  const [language = '', date = ''] = key.split(' ')
  const found = formatIn(language).formatToParts(Date.parse(date))
  const part = (type: string): string => found.find((one) => one.type === type)?.value ?? ''
  return [part('weekday'), part('day'), part('month'), part('year')]
})

function format(date: IsoDay, language: string, weekday: boolean): DayInWords {
  const words = wordsOf(`${language} ${date}`)
  // Joined by hand: some locales put a comma after the weekday, the service manual does not.
  return (weekday ? words : words.slice(1)).join(' ') as DayInWords
}

/** `Wednesday 7 April 2027` */
export const longDate = (date: IsoDay, language = 'en-GB'): DayInWords => format(date, language, true)
/** `7 April 2027` */
export const shortDate = (date: IsoDay, language = 'en-GB'): DayInWords => format(date, language, false)
/** `Wednesday` */
export const weekdayName = (date: IsoDay, language = 'en-GB'): string => wordsOf(`${language} ${date}`)[0] ?? ''

/** `Wednesday 7 April`, with the year only if it is not `year`: for rows below a date that gives the year. */
export function dayOfYear(date: IsoDay, year: string, language = 'en-GB'): DayInWords {
  const words = format(date, language, true)
  return yearOf(date) === year ? (words.slice(0, words.lastIndexOf(' ')) as DayInWords) : words
}

/** `Wed 7 Apr`, with the year only if it is not `year`: for cells of tables whose heading gives the year. */
export function briefDay(date: IsoDay, year: string): DayInWords {
  const [weekday = '', day = '', month = ''] = wordsOf(`en-GB ${date}`)
  const words = [weekday.slice(0, 3), day, month.slice(0, 3), ...(yearOf(date) === year ? [] : [yearOf(date)])]
  return words.join(' ') as DayInWords
}

/** `18:30` → `6.30pm`, `08:00` → `8am`, `12:00` → `midday` */
export function clockTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  if (minute === 0 && hour === 12) return 'midday'
  if (minute === 0 && hour === 0) return 'midnight'
  const minutes = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** `2027-04-07T18:30` → `Wednesday 7 April 2027, 6.30pm`; a plain day stays a day. */
export const moment = (value: IsoDay | IsoMoment): DayInWords =>
  isMoment(value)
    ? (`${longDate(dayPartOf(value))}, ${clockTime(timePartOf(value))}` as DayInWords)
    : longDate(dayPartOf(value))

/** `Wed 7 Apr, 6.30pm`: the same for tables, with the year where it is another one. */
export const briefMoment = (value: IsoDay | IsoMoment, year: string): DayInWords =>
  isMoment(value)
    ? (`${briefDay(dayPartOf(value), year)}, ${clockTime(timePartOf(value))}` as DayInWords)
    : briefDay(dayPartOf(value), year)

/** `Wednesday 7 April to Wednesday 14 April 2027`, `7 to 14 April 2027`: what both days share is written once. */
export function dateRange(from: IsoDay, to: IsoDay, weekday: boolean, language = 'en-GB', word = 'to'): DayInWords {
  const words = (date: IsoDay): string[] => format(date, language, weekday).split(' ')
  const first = words(from)
  const last = words(to)
  const month = last.length - 2
  if (first.at(-1) === last.at(-1)) {
    first.pop()
    // With weekdays the month is repeated: `Wednesday 7 to Wednesday 14 April` is hard to read.
    if (!weekday && first[month] === last[month]) first.pop()
  }
  return [...first, word, ...last].join(' ') as DayInWords
}

/** `7 to 14 April`, `29 December 2026 to 13 January`: with the year only where it is not that of `day`. */
export function daysWithin(from: IsoDay, to: IsoDay, day: IsoDay): DayInWords {
  const words = from === to ? shortDate(from) : dateRange(from, to, false)
  return words.replaceAll(` ${partsOf(day).year}`, '') as DayInWords
}
