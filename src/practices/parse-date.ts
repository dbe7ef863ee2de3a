/**
 * A day as people write it → a day, and a warning where a spreadsheet program may have swapped day and month. A date that
 * can be read two ways is asked about, never guessed.
 *
 * @module
 */
import { longDate, MONTHS, shortDate, weekdayName } from '../base/day-in-words.ts'
import { addDays, dayFrom, daysInMonth, isoDay, type IsoDay } from '../base/day.ts'
import { defined } from '../base/shape.ts'
import { option } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import { letterIn, rowName, type PracticeTable, type PracticeRow } from '../model/practice-table.ts'
import { findingOf } from '../model/rules.ts'
import type { MatchedColumn } from './match-columns.ts'
import type { CellFinding } from './parse-value.ts'

/** Which of the two first numbers of `03/04/2027` is the day, where the user has said so. */
export type DateOrder = 'dmy' | 'mdy'

export type ParsedDate = { readonly date: IsoDay } | CellFinding

/** Day 0 of Excel. */
const FIRST_OF_EXCEL = isoDay('1899-12-30')
const EXAMPLE = 'Write it like 14 April 2027 or 2027-04-14.'

/** Migrations are planned months ahead; a year outside this span is a typing error. */
const FIRST_YEAR = 2000
const LAST_YEAR = 2099

export function parseDate(text: string, order?: DateOrder): ParsedDate {
  const weekday = WEEKDAY.exec(text)
  if (weekday !== null) return withWeekday(text, weekday[1] ?? '', text.slice(weekday[0].length), order)
  return withoutWeekday(text, text, order)
}

/** @param written the whole text, for messages */
function withoutWeekday(written: string, text: string, order?: DateOrder): ParsedDate {
  // A workbook or a program may add midnight to a day.
  const day = text.replace(/[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?$/, '')
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(day)
  if (numeric !== null) return dayFirst(written, Number(numeric[1]), Number(numeric[2]), Number(numeric[3]), order)
  const yearFirst = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(day) ?? /^(20\d\d)(0[1-9]|1[0-2])(\d\d)$/.exec(day)
  if (yearFirst !== null) return checked(written, Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const short = /^(\d{1,2})[/. -](\d{1,2})[/. -]['’]?(\d{2})$/.exec(day)
  if (short !== null) {
    if (order === undefined) return shortYear(written)
    return dayFirst(written, Number(short[1]), Number(short[2]), CENTURY + Number(short[3]), order)
  }
  return inWords(written, day, order) ?? notUnderstood(written)
}

const CENTURY = 2000

const shortYear = (written: string): CellFinding => ({
  rule: 'date-two-ways',
  message: `“${written}” has only two digits for the year, so it can be read more than one way.`,
  fix: `Write the year in full, like 14 April 2027 or 2027-04-14. If the first number is the day and the last one the year in the whole file, run again with ${option('dateOrder', 'dmy')}.`,
})

/** As people shorten them. */
const WEEKDAYS: Readonly<Record<string, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  tues: 'Tuesday',
  wed: 'Wednesday',
  weds: 'Wednesday',
  wednes: 'Wednesday',
  thu: 'Thursday',
  thur: 'Thursday',
  thurs: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  satur: 'Saturday',
  sun: 'Sunday',
}
const WEEKDAY =
  /^((?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?)\b[,.]?\s*(?:the\s+)?(?=\d|[a-z])/i

/** A weekday may say which of two readings is meant; otherwise it must fit the date. */
function withWeekday(written: string, weekday: string, text: string, order?: DateOrder): ParsedDate {
  const wanted = WEEKDAYS[weekday.toLowerCase().replace(/day$/, '')]
  const parsed = withoutWeekday(written, text, order)
  if ('date' in parsed) {
    const real = weekdayName(parsed.date)
    if (real === wanted) return parsed
    return {
      rule: 'weekday-disagrees',
      message: `“${written}” contradicts itself: ${shortDate(parsed.date)} is a ${real}.`,
      fix: 'Correct the weekday or the date.',
    }
  }
  if (parsed.rule !== 'date-two-ways' || order !== undefined) return parsed
  const fitting = (['dmy', 'mdy'] as const).flatMap((one) => {
    const read = withoutWeekday(written, text, one)
    return 'date' in read && weekdayName(read.date) === wanted ? [read] : []
  })
  const [only] = fitting
  return only !== undefined && fitting.length === 1 && /\d{4}/.test(text) ? only : parsed
}

/** `03/04/2027`: the third of April in the United Kingdom, but the fourth of March in the United States. */
function dayFirst(written: string, first: number, second: number, year: number, order?: DateOrder): ParsedDate {
  if (order === 'mdy') return checked(written, year, first, second)
  if (order === 'dmy' || first === second) return checked(written, year, second, first)
  if (first > 12) return checked(written, year, second, first)
  const ways = [dayFrom(year, second, first), dayFrom(year, first, second)]
  if (second > 12) {
    const reading = ways[1]
    return {
      rule: 'date-does-not-exist',
      message: `“${written}” is not a date with the day first: there is no month ${second}.`,
      fix:
        reading === undefined || reading === null
          ? EXAMPLE
          : `If ${longDate(reading)} is meant, write that; if all dates in the file have the month first, run again with ${option('dateOrder', 'mdy')}.`,
    }
  }
  return {
    rule: 'date-two-ways',
    message: `“${written}” can be read two ways: ${ways.flatMap((way) => (way === null ? [] : [longDate(way)])).join(' or ')}.`,
    fix: `Write the month as a word, or the year first (2027-04-14). If every date in the file has the day first, run again with ${option('dateOrder', 'dmy')}.`,
  }
}

/** `14 April 2027`, `the 14th of Apr 2027`, `14-Apr-2027`, `14Apr2027`, `April 14, 2027`; `14-Apr-27` where the order is given. */
function inWords(written: string, day: string, order?: DateOrder): ParsedDate | null {
  const text = day
    .replace(/^(\d{1,2})([a-z]{3,})(\d{4})$/i, '$1 $2 $3')
    .replaceAll(/[,.\s/-]+/g, ' ')
    .trim()
    .replace(/^the /i, '')
  const match =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)|([a-z]+) (?:the )?(\d{1,2})(?:st|nd|rd|th)?) (?:(\d{4})|['’]?(\d{2}))$/i.exec(
      text,
    )
  if (match === null) return null
  const [, dayBefore, monthAfter, monthBefore, dayAfter, year, short] = match
  const month = monthNumber(monthAfter ?? monthBefore ?? '')
  if (month === 0) {
    return {
      rule: 'date-not-understood',
      message: `“${written}” cannot be read as a date: “${monthAfter ?? monthBefore ?? ''}” is not a month.`,
      fix: EXAMPLE,
    }
  }
  if (year === undefined && order === undefined) return shortYear(written)
  return checked(
    written,
    year === undefined ? CENTURY + Number(short) : Number(year),
    month,
    Number(dayBefore ?? dayAfter),
  )
}

function notUnderstood(written: string): ParsedDate {
  const serial = /^\d{5}(?:\.\d+)?$/.test(written) ? Math.floor(Number(written)) : 0
  if (serial > 0) {
    const meant = addDays(FIRST_OF_EXCEL, serial)
    return {
      rule: 'date-not-understood',
      message: `“${written}” is the number that Excel keeps behind a date; as a date it would be ${longDate(meant)}.`,
      fix: `Show the column as dates in Excel and save again, or write ${shortDate(meant)}.`,
    }
  }
  const timed = /^(.*\d)(?:[T ]| at )\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[ap]m)?$/i.exec(written)
  if (timed !== null) {
    return {
      rule: 'date-not-understood',
      message: `“${written}” is a date with a time in one cell.`,
      fix: `Write the date alone, like 14 April 2027. A time goes into a column of its own, such as go_live_time.`,
    }
  }
  // `14 April 2027 (TBC)`, `14/04/2027?`, `w/c 12 April 2027`: more than a date, and what is more may change its meaning.
  const more = /\d{4}/.test(written)
    ? ' The cell has the date alone; whether it is agreed is said in the column of its status.'
    : ''
  return { rule: 'date-not-understood', message: `“${written}” cannot be read as a date.`, fix: EXAMPLE + more }
}

function checked(written: string, year: number, month: number, dayOfMonth: number): ParsedDate {
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return {
      rule: 'date-not-understood',
      message: `“${written}” is in the year ${year}, which is probably a mistake.`,
      fix: EXAMPLE,
    }
  }
  const date = dayFrom(year, month, dayOfMonth)
  if (date !== null) return { date }
  const name = MONTHS[month - 1]
  const message =
    name === undefined
      ? `“${written}” is not a date: there is no month ${month}.`
      : `“${written}” is not a day in the calendar: ${name} ${year} has ${daysInMonth(year, month)} days.`
  return { rule: 'date-does-not-exist', message, fix: EXAMPLE }
}

function monthNumber(name: string): number {
  if (name.length < 3) return 0
  const wanted = name.toLowerCase() === 'sept' ? 'sep' : name.toLowerCase()
  return MONTHS.findIndex((month) => month.toLowerCase() === wanted || month.slice(0, 3).toLowerCase() === wanted) + 1
}

/**
 * Typed dates beside real ones in a workbook: a spreadsheet that reads days the American way takes 3/4/2027 for the
 * fourth of March and leaves 31/03/2027 as text, so the real ones may be wrong.
 */
export function datesOfTwoKinds(
  rows: readonly PracticeRow[],
  columns: ReadonlyMap<string, MatchedColumn>,
  table: PracticeTable,
): Finding[] {
  return [...columns.values()].flatMap(({ column, header }): Finding[] => {
    if (!['date', 'repeat-order-by', 'previous-go-live', 'apps-off'].includes(column.kind)) return []
    const typed = rows.find(({ values }) =>
      /^(?:1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})$/.test((values[header.index] ?? '').trim()),
    )
    const real = rows.find(
      ({ values, realDates }) =>
        realDates?.includes(header.index) === true && Number((values[header.index] ?? '').slice(8, 10)) <= 12,
    )
    if (typed === undefined || real === undefined) return []
    const message = `Some cells of “${header.written}” are dates to the spreadsheet program (such as row ${rowName(real, table)}, read as ${real.values[header.index] ?? ''}), others are text that it did not understand (such as row ${rowName(typed, table)}, “${typed.values[header.index] ?? ''}”). That happens when it takes the month for the day. Check the dates whose day is 12 or less.`
    const cell = { row: real.row, column: header.written, letter: letterIn(real, table, header) }
    return [
      findingOf('dates-of-two-kinds', message, {
        cell: { ...cell, ...defined({ sheet: real.sheet ?? table.sheet }) },
      }),
    ]
  })
}
