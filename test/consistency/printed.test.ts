/** Days as pages print them. */
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { dayOfWords } from '../../src/consistency/printed.ts'

describe('a day without a year', () => {
  it.each([
    ['6', 'January', '2027-12-29', '2028-01-06'],
    ['29', 'December', '2028-01-04', '2027-12-29'],
    ['14', 'April', '2027-04-07', '2027-04-14'],
  ])('%s %s near %s is %s', (day, month, like, meant) => {
    expect(dayOfWords(day, month, undefined, isoDay(like))).toBe(meant)
  })

  it('has the year that is written', () => {
    expect(dayOfWords('6', 'January', '2027', isoDay('2027-12-29'))).toBe('2027-01-06')
    expect(dayOfWords('31', 'April', '2027', isoDay('2027-04-07'))).toBe(null)
  })
})
