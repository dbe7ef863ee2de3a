import { describe, expect, it } from 'vitest'
import type { TimingRule } from '../../src/model/guide.ts'
import { parseTimingWords } from '../../src/guide/timing-words.ts'

const say = ({ sense, offset, anchor, landing, after, before }: TimingRule): string => {
  const edge = 'edge' in anchor ? `${anchor.edge} of ` : ''
  const name =
    'milestone' in anchor ? anchor.milestone : 'phase' in anchor ? `phase ${anchor.phase}` : `message ${anchor.message}`
  const count = offset === undefined ? '' : `${offset.value} ${offset.unit} ${offset.side} `
  const kept = after ? `, kept after ${after}` : before ? `, kept before ${before}` : ''
  return `${sense} ${count}${edge}${name}, ${landing}${kept}`
}
const NAMES = {
  phases: ['kick-off', 'pre-migration', 'data-checking', 'planning-for-cutover', 'cutover'],
  messages: ['posters', 'order-by-day'],
}

const read = (words: string): string => {
  const { value, findings } = parseTimingWords(words, NAMES)
  if (value === null) return `not understood: ${findings[0]?.message ?? 'without a reason'}`
  const from = value.from === undefined ? '' : `${say(value.from)} UNTIL `
  return `${value.repeats === undefined ? '' : `${value.repeats} `}${from}${say(value.due)}`
}

describe('timing words', () => {
  it.each([
    ['4 weeks before final data production', 'deadline 4 week before final-data-production, back'],
    ['Four weeks before Final-Data-Production', 'deadline 4 week before final-data-production, back'],
    ['at least 14 days before links off', 'deadline 14 day before links-off, back'],
    ['no later than a week after go live', 'deadline 1 week after go-live, on'],
    ['2 working days after go-live', 'deadline 2 working-day after go-live, on'],
    ['one month before cutover planning meeting', 'deadline 1 month before cutover-planning-meeting, back'],
    ['by kick-off', 'deadline kick-off, back'],
    ['on posters', 'event message posters, back'],
    ['from 5 working days before the order-by day', 'start 5 working-day before message order-by-day, on'],
    ['by the go live', 'deadline go-live, back'],
    ['before go live', 'deadline 1 working-day before go-live, back'],
    ['on links off', 'event links-off, back'],
    ['from go live', 'start go-live, on'],
    ['after data sign-off', 'start data-sign-off, on'],
    ['after training', 'start end of training, on'],
    ['by the end of training', 'deadline end of training, back'],
    ['by the start of training', 'deadline training, back'],
    ['by the end of planning-for-cutover', 'deadline end of phase planning-for-cutover, back'],
    ['by the start of cutover', 'deadline start of phase cutover, back'],
    ['from the start of pre migration', 'start start of phase pre-migration, on'],
    ['3 days before the end of data checking', 'deadline 3 day before end of phase data-checking, back'],
    ['by 3 days before go live', 'deadline 3 day before go-live, back'],
    [
      '2 working days before go live, after final data production',
      'deadline 2 working-day before go-live, back, kept after final-data-production',
    ],
    [
      '1 working day after final data production, before go live',
      'deadline 1 working-day after final-data-production, on, kept before go-live',
    ],
    ['14 days after go live, as it falls', 'deadline 14 day after go-live, stay'],
    ['on go live, on to a working day', 'event go-live, on'],
    ['2 days after go live, back to a working day', 'deadline 2 day after go-live, back'],
    ['from kick-off until go live', 'start kick-off, on UNTIL deadline go-live, back'],
    [
      'daily from links on until 2 days after go live, as it falls',
      'daily start links-on, on UNTIL deadline 2 day after go-live, stay',
    ],
    [
      'weekly from 28 days before final data production until the end of cutover',
      'weekly start 28 day before final-data-production, on UNTIL deadline end of phase cutover, back',
    ],
  ])('%s', (words, expected) => {
    expect(read(words)).toBe(expected)
  })

  it.each([
    ['2 weeks before goo live', 'Did you mean `go live`?'],
    ['by final data produktion', 'Did you mean `final data production`?'],
    ['by cutover', 'Did you mean `the start of cutover` or `the end of cutover`?'],
    ['by the end of planing for cutover', 'Did you mean `planning for cutover`?'],
    ['some weeks before go live', 'instead of `some`'],
    ['go live', 'expected `by`, `on`, `from`, or a number'],
    ['', 'expected a milestone'],
    ['from kick-off until whenever', 'instead of `whenever`'],
  ])('%s is not understood, and says why', (words, why) => {
    expect(read(words)).toContain(why)
  })

  it('keeps the words and hands on the place', () => {
    const place = { file: 'a.md', line: 3, column: 7 }
    expect(parseTimingWords(' by kick-off ', NAMES).value?.text).toBe('by kick-off')
    expect(parseTimingWords('never', NAMES, place).findings).toMatchObject([
      { rule: 'unreadable-timing', severity: 'error', place },
    ])
  })
})
