import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as days from '../../src/base/day.ts'
import type { IsoDay } from '../../src/base/day.ts'

/** Days from 1999 to 2100, by their number since 1970. */
const anyDay = fc.integer({ min: 10_600, max: 47_800 }).map(days.fromDayNumber)
const plain = (date: IsoDay): Temporal.PlainDate => Temporal.PlainDate.from(date)

describe('a day of the calendar', () => {
  it.each(['2027-04-14', '2028-02-29', '2000-02-29', '1999-12-31', '0100-01-01'])('%s is one', (text) => {
    expect(days.isDay(text)).toBe(true)
    expect(days.isoDay(text)).toBe(text)
  })

  it.each([
    '2027-02-29',
    '2100-02-29',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-04-00',
    '2027-4-14',
    '0027-04-14',
    '14 April 2027',
    '2027-04-14T08:30',
    ' 2027-04-14',
    '2027-04-14\n',
    '',
  ])('%j is none', (text) => {
    expect(days.isDay(text)).toBe(false)
    expect(days.parseDay(text)).toBeNull()
    expect(() => days.isoDay(text)).toThrow(RangeError)
  })

  it('counts days, weeks and months as Temporal does', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: -60, max: 60 }), (date, other, many) => {
        expect(days.addDays(date, many)).toBe(plain(date).add({ days: many }).toString())
        expect(days.addMonths(date, many)).toBe(plain(date).add({ months: many }).toString())
        expect(days.daysBetween(date, other)).toBe(plain(date).until(plain(other)).days)
        expect(days.weekdayOf(date)).toBe(plain(date).dayOfWeek - 1)
        expect(days.daysInMonth(plain(date).year, plain(date).month)).toBe(plain(date).daysInMonth)
        expect(days.weekdayOf(days.mondayOf(date))).toBe(0)
        expect(days.daysBetween(days.mondayOf(date), date)).toBe(days.weekdayOf(date))
      }),
    )
  })
})

describe('the clock in England', () => {
  const zoned = (moment: string): Temporal.ZonedDateTime =>
    Temporal.PlainDateTime.from(moment).toZonedDateTime('Europe/London')
  const written = (moment: Temporal.ZonedDateTime): string =>
    moment.toPlainDateTime().toString({ smallestUnit: 'minute' })
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  // Every second day is one on which clocks change: there alone it is difficult.
  const lastSunday = (of: IsoDay): IsoDay => days.addDays(of, -((days.weekdayOf(of) + 1) % 7))
  const changes = Array.from({ length: 100 }, (_, at) => 2000 + at).flatMap((year) =>
    ['03', '10'].map((month) => lastSunday(days.isoDay(`${year}-${month}-31`))),
  )
  const someDay = fc.oneof(anyDay, fc.constantFrom(...changes))

  it('adds elapsed time as Temporal does', () => {
    fc.assert(
      fc.property(
        someDay,
        time,
        someDay,
        time,
        fc.integer({ min: -6000, max: 6000 }),
        (date, at, other, then, more) => {
          const moment = days.momentOf(date, at)
          const second = days.momentOf(other, then)
          expect(days.toInstant(moment)).toBe(zoned(moment).epochMilliseconds)
          expect(days.addMinutes(moment, more)).toBe(written(zoned(moment).add({ minutes: more })))
          expect(days.hoursBetween(moment, second)).toBe(
            (zoned(second).epochMilliseconds - zoned(moment).epochMilliseconds) / 3_600_000,
          )
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('knows which day it is', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (now) => {
        const there = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/London')
        expect(days.dayInEngland(now)).toBe(there.toPlainDate().toString())
      }),
    )
  })
})
