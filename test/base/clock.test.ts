import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { addMinutes, isoDay, momentOf } from '../../src/base/day.ts'

/** Every minute of the days around both changes of the clocks, and of a plain one. */
const days = ['2027-03-27', '2027-03-28', '2027-03-29', '2027-10-30', '2027-10-31', '2027-11-01', '2027-04-14']

it('adds minutes as they pass in Europe/London, also where the clocks change', () => {
  const anyMoment = fc.tuple(fc.constantFrom(...days), fc.nat(24 * 60 - 1), fc.integer({ min: -3000, max: 3000 }))
  fc.assert(
    fc.property(anyMoment, ([day, minute, minutes]) => {
      const time = Temporal.PlainTime.from('00:00').add({ minutes: minute }).toString({ smallestUnit: 'minute' })
      const then = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Europe/London').add({ minutes })
      expect(addMinutes(momentOf(isoDay(day), time), minutes)).toBe(
        then.toPlainDateTime().toString({ smallestUnit: 'minute' }),
      )
    }),
    { numRuns: 2000 },
  )
})
