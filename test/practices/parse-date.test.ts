import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DateOrder, parseDate } from '../../src/practices/parse-date.ts'

describe('a date as people write it', () => {
  it.each([
    '2027-04-14',
    '2027/4/14',
    '14/04/2027',
    '14.4.2027',
    '14-04-2027',
    '14 April 2027',
    '14 apr 2027',
    '14th April 2027',
    '14-Apr-2027',
    'Wednesday 14 April 2027',
    'Wednesday, 14 April 2027',
    'Wed 14 Apr 2027',
    'April 14, 2027',
    '2027-04-14T00:00:00',
    '2027-04-14 00:00:00',
  ])('%s', (written) => {
    expect(parseDate(written)).toEqual({ date: '2027-04-14' })
  })

  it.each<[string, DateOrder, string]>([
    ['03/04/2027', 'dmy', '2027-04-03'],
    ['03/04/2027', 'mdy', '2027-03-04'],
    ['04/14/2027', 'mdy', '2027-04-14'],
    ['31/03/2027', 'dmy', '2027-03-31'],
  ])('%s with --date-order %s', (written, order, date) => {
    expect(parseDate(written, order)).toEqual({ date })
  })

  it.each([
    ['03/04/2027', 'date-two-ways'],
    ['14/04/27', 'date-two-ways'],
    ['04/14/2027', 'date-does-not-exist'],
    ['30/02/2027', 'date-does-not-exist'],
    ['29 February 2027', 'date-does-not-exist'],
    ['2027-13-01', 'date-does-not-exist'],
    ['Tuesday 14 April 2027', 'weekday-disagrees'],
    ['46491', 'date-not-understood'],
    ['14 Foo 2027', 'date-not-understood'],
    ['1927-04-14', 'date-not-understood'],
    ['2027-04-14 09:30', 'date-not-understood'],
    ['soon', 'date-not-understood'],
  ])('%s is %s', (written, rule) => {
    expect(parseDate(written)).toMatchObject({ rule })
  })

  it('understands 29 February in a leap year', () => {
    expect(parseDate('29/02/2028')).toEqual({ date: '2028-02-29' })
  })

  it('never guesses: a date with a small day and month is only read when the order is given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (first, second) => {
        const parsed = parseDate(`${first}/${second}/2027`)
        expect('date' in parsed).toBe(first === second)
      }),
    )
  })
})
