import { describe, expect, it } from 'vitest'
import { isoDay, momentOf } from '../../src/base/day.ts'
import { clockTime, moment } from '../../src/base/day-in-words.ts'

describe('a time of day in words', () => {
  it.each([
    ['00:00', 'midnight'],
    ['00:01', '12.01am'],
    ['00:30', '12.30am'],
    ['01:00', '1am'],
    ['08:00', '8am'],
    ['09:05', '9.05am'],
    ['11:59', '11.59am'],
    ['12:00', 'midday'],
    ['12:01', '12.01pm'],
    ['12:30', '12.30pm'],
    ['12:59', '12.59pm'],
    ['13:00', '1pm'],
    ['18:30', '6.30pm'],
    ['23:59', '11.59pm'],
  ])('%s is %s', (time, words) => {
    expect(clockTime(time)).toBe(words)
    expect(moment(momentOf(isoDay('2027-04-07'), time))).toContain(words)
  })

  it('is different words for each minute of the day, and says the half of the day that it is in', () => {
    const said = new Set<string>()
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const hour = Math.floor(minute / 60)
      const words = clockTime(`${String(hour).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
      said.add(words)
      if (!/^mid(?:day|night)$/.test(words)) expect(words.endsWith('pm'), `${hour}:${minute % 60}`).toBe(hour >= 12)
    }
    expect(said.size).toBe(24 * 60)
  })
})
