/**
 * Days and times as the NHS service manual writes them: `Wednesday 7 April 2027`, `6.30pm`, `midday`.
 *
 * @module
 */

const dates = new Map<string, string>()
const parts = (date: string): [number, number, number] => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return [year, month, day]
}

function format(date: string, language: string, weekday: boolean): string {
  const key = `${language} ${weekday} ${date}`
  let words = dates.get(key)
  if (words === undefined) {
    const [year, month, day] = parts(date)
    const found = Intl.DateTimeFormat(language, {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }).formatToParts(Date.UTC(year, month - 1, day))
    const part = (type: string): string => found.find((one) => one.type === type)?.value ?? ''
    // Put together by hand: some language data has a comma after the weekday, the service manual has none.
    words = [...(weekday ? [part('weekday')] : []), part('day'), part('month'), part('year')].join(' ')
    dates.set(key, words)
  }
  return words
}

/** `Wednesday 7 April 2027` */
export const longDate = (date: string, language = 'en-GB'): string => format(date, language, true)
/** `7 April 2027` */
export const shortDate = (date: string, language = 'en-GB'): string => format(date, language, false)

/** `Wednesday 7 April`, with the year only where it is another than `year`: for rows below a date that says it. */
export function dayOfYear(date: string, year: string, language = 'en-GB'): string {
  const words = format(date, language, true)
  return date.startsWith(year) ? words.slice(0, words.lastIndexOf(' ')) : words
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
export function moment(value: string): string {
  const [date = value, time] = value.split('T')
  return time === undefined ? longDate(date) : `${longDate(date)}, ${clockTime(time)}`
}

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** `Wednesday 7 April to Wednesday 14 April 2027`, `7 to 14 April 2027`: what both days share is said once. */
export function dateRange(from: string, to: string, weekday: boolean, language = 'en-GB', word = 'to'): string {
  const words = (date: string): string[] => format(date, language, weekday).split(' ')
  const first = words(from)
  const last = words(to)
  const month = last.length - 2
  if (first.at(-1) === last.at(-1)) {
    first.pop()
    // With weekdays the month stays: `Wednesday 7 to Wednesday 14 April` reads as two Aprils to some.
    if (!weekday && first[month] === last[month]) first.pop()
  }
  return [...first, word, ...last].join(' ')
}

/** `7 to 14 April`, `29 December 2026 to 13 January`: with the year only where it is another than that of `day`. */
export function daysWithin(from: string, to: string, day: string): string {
  const year = ` ${day.slice(0, 'YYYY'.length)}`
  const words = from === to ? shortDate(from) : dateRange(from, to, false)
  return words.replaceAll(year, '')
}
