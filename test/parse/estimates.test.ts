import { describe, expect, it } from 'vitest'
import type { Quantity } from '../../src/model/guide.ts'
import { parseEstimate } from '../../src/guide/timing-words.ts'

const place = { file: 'a.md', line: 4, column: 12 }
const say = (quantity: Quantity | null): string => (quantity === null ? '?' : `${quantity.value} ${quantity.unit}`)
const read = (subtitle: string | null): string => {
  const { value, findings } = parseEstimate(subtitle, place)
  const rules = findings.map(({ rule }) => ` ! ${rule}`).join('')
  if (value === null) return `none${rules}`
  return `${say(value.min)} to ${value.openEnded ? 'open' : say(value.max)}${rules}`
}

describe('estimates', () => {
  it.each([
    [null, 'none'],
    ['', 'none'],
    ['-', 'none'],
    ['Things to start doing', 'none'],
    ['What happens in the first 2 weeks', 'none'],
    ['Estimated timeline: 1 day', '1 day to 1 day'],
    ['Estimated timeline:  1 to 5 days', '1 day to 5 day'],
    ['Estimated timeline: 1-2 weeks', '1 week to 2 week'],
    ['1 to 2 weeks', '1 week to 2 week'],
    ['3 days - 3 weeks', '3 day to 3 week'],
    ['Estimated timeline: 3 days to 2 weeks', '3 day to 2 week'],
    ['Estimated timeline: 5 days to 2 weeks(varies with the size of the practice)', '5 day to 2 week'],
    ["'Estimated timeline: 5 days to 2 weeks'(varies)", '5 day to 2 week'],
    ['Estimated timeline: new SLA is 3 days although it may take up to 2 weeks', '3 day to 2 week'],
    ['The new SLA under some framework is 3 days for the cutover', '3 day to 3 day'],
    ['Estimated timeline: 3 to 2 weeks', '3 week to 2 week ! estimate-min-above-max'],
    ['Estimated timeline: 2 weeks to 3 days', '2 week to 3 day ! estimate-min-above-max'],
    ['Estimated timeline: 2 weeks or more', '2 week to open'],
    ['Estimated timeline: 4 weeks or longer', '4 week to open'],
    ['Estimated timeline: at least 10 working days', '10 working-day to open'],
    ['Estimated timeline: usually 2 to 3 weeks', '2 week to 3 week'],
    ['Estimated timeline: one to two weeks', '1 week to 2 week'],
    ['Estimated timeline: 72 hours', '72 hour to 72 hour'],
    ['Estimated timeline: 12\u201316 weeks', '12 week to 16 week'],
    ['Estimated timeline: 2\u00A0weeks', '2 week to 2 week'],
    ['Estimated timeline: The case will differ for each practice. Buying takes 1 to 2 weeks.', '1 week to 2 week'],
    ['Estimated timeline: different for each practice', '? to open'],
    ['Estimated timeline: soon', 'none ! estimate-unreadable'],
  ])('%s', (subtitle, expected) => {
    expect(read(subtitle)).toBe(expected)
  })
})
