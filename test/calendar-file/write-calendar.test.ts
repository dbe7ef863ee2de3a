import ICAL from 'ical.js'
import { afterEach, describe, expect, it } from 'vitest'
import { isoDay, momentOf } from '../../src/base/day.ts'
import { writeCalendar } from '../../src/render/ics.ts'
import type { CalendarEvent, CalendarRecord } from '../../src/model/data-files.ts'

const event = (id: string, more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: `z99901.task.${id}@practice-packs`,
  summary: `Task ${id}`,
  description: '',
  categories: ['Task'],
  start: isoDay('2027-04-07'),
  end: isoDay('2027-04-07'),
  agreed: true,
  ...more,
})

const TODAY = '2026-11-30'
const write = (events: readonly CalendarEvent[], before: CalendarRecord = {}, today = TODAY) =>
  writeCalendar(
    { name: 'Move: Siân Ŵyn & Partners', events, modified: isoDay('2026-11-20') },
    { before, today: isoDay(today) },
  )
const never = (): never => {
  throw new Error('no record')
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

interface Read {
  readonly uid: string
  readonly sequence: number
  readonly status: string
  readonly summary: string
  readonly start: string
  readonly end: string
  /** The moment in the whole world, for events with an hour. */
  readonly moment: string | null
}

/** What a calendar program understands: read by a library that we did not write. */
function read(bytes: Uint8Array): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text(bytes)))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, startDate, endDate, sequence } = new ICAL.Event(component)
    return {
      uid,
      sequence,
      status: String(component.getFirstPropertyValue('status')),
      summary,
      start: startDate.toString(),
      end: endDate.toString(),
      moment: startDate.isDate ? null : startDate.toJSDate().toISOString(),
    }
  })
}

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

describe('the calendar file', () => {
  it.each(['Europe/London', 'Pacific/Auckland', 'America/Los_Angeles', 'UTC'])('shows the same days in %s', (name) => {
    process.env['TZ'] = name
    const [day, span, winter, summer] = read(
      write([
        event('a'),
        event('b', { start: isoDay('2027-03-24'), end: isoDay('2027-04-13') }),
        event('c', { start: momentOf(isoDay('2027-03-27'), '18:30'), end: momentOf(isoDay('2027-03-28'), '06:30') }),
        event('d', { start: momentOf(isoDay('2027-04-07'), '18:30'), end: momentOf(isoDay('2027-04-08'), '06:30') }),
      ]).bytes,
    )
    expect([day?.start, day?.end]).toEqual(['2027-04-07', '2027-04-08'])
    expect([span?.start, span?.end]).toEqual(['2027-03-24', '2027-04-14'])
    expect(winter?.moment).toBe('2027-03-27T18:30:00.000Z')
    expect(summer?.moment).toBe('2027-04-07T17:30:00.000Z')
  })

  it('updates what changed and leaves the rest alone when it is made again', () => {
    const first = write([event('a'), event('b')])
    const moved = [event('a', { start: isoDay('2027-04-08'), end: isoDay('2027-04-08') }), event('b')]
    const second = write(moved, first.record)
    const sequence = read(first.bytes)[0]?.sequence ?? -1
    expect(read(second.bytes).map(({ uid, sequence, start }) => [uid.split('.')[2], sequence, start])).toEqual([
      ['a@practice-packs', sequence + 1, '2027-04-08'],
      ['b@practice-packs', sequence, '2027-04-07'],
    ])
    expect(write(moved, second.record).bytes).toEqual(second.bytes)
  })

  it('cancels what is gone, once and for good, and takes it back when it returns', () => {
    const first = write([event('a'), event('b')])
    const second = write([event('a')], first.record)
    const third = write([event('a')], second.record)
    const back = write([event('a'), event('b')], third.record)
    const b = ({ bytes }: typeof first) => read(bytes).find(({ uid }) => uid.includes('.b@'))
    const sequence = b(first)?.sequence ?? -1
    expect([b(second)?.status, b(second)?.sequence]).toEqual(['CANCELLED', sequence + 1])
    expect(third.bytes).toEqual(second.bytes)
    expect([b(back)?.status, b(back)?.sequence]).toEqual(['CONFIRMED', sequence + 2])
  })

  it('is newer when it is made on a later day, whatever is known of the last one', () => {
    const first = write([event('a')])
    const changed = write([event('a', { summary: 'Again' })], first.record)
    const moved = [event('a', { start: isoDay('2027-04-08'), end: isoDay('2027-04-08') })]
    const elsewhere = write(moved, {}, '2026-12-01')
    const [before, after] = [changed, elsewhere].map(({ bytes }) => read(bytes)[0]?.sequence ?? -1)
    expect(after).toBeGreaterThan(before ?? Infinity)
    expect(text(elsewhere.bytes)).toContain('DTSTAMP:20261201T000000Z')
    expect(text(elsewhere.bytes)).toContain('LAST-MODIFIED:20261201T000000Z')
    // A later run alone changes nothing.
    expect(write(moved, elsewhere.record, '2027-01-04').bytes).toEqual(elsewhere.bytes)
    // Nor does an earlier day make a change older.
    const back = write([event('a')], elsewhere.record, '2026-11-01')
    expect(read(back.bytes)[0]?.sequence).toBe((after ?? -1) + 1)
  })

  it('goes on from records that do not say when an event changed', () => {
    const { hash, summary, start, end } = write([event('a')]).record[event('a').uid] ?? never()
    const old = { [event('a').uid]: { sequence: 3, hash, summary, start, end } }
    const same = write([event('a')], old)
    expect(read(same.bytes)[0]?.sequence).toBe(3)
    expect(text(same.bytes)).toContain('DTSTAMP:20261120T000000Z')
    expect(read(write([event('a', { summary: 'Other' })], old).bytes)[0]?.sequence).toBeGreaterThan(3)
  })

  it('never has two events of one name, so that importing it again doubles nothing', () => {
    const first = write([event('a'), event('b')])
    const uids = read(write([event('a', { summary: 'Other words' })], first.record).bytes).map(({ uid }) => uid)
    expect(new Set(uids).size).toBe(uids.length)
    expect(uids.sort()).toEqual(read(first.bytes).map(({ uid }) => uid))
  })

  it('folds long lines between characters and gives odd words back as they were', () => {
    const summary = `Siân, Łukasz; back\\slash <b> ${'Ŵŷ🙂 '.repeat(40)}`.trim()
    const { bytes } = write([event('a', { summary, description: 'one\ntwo\u0007 three' })])
    for (const line of text(bytes).split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(read(bytes)[0]?.summary).toBe(summary)
    expect(text(bytes)).toContain('DESCRIPTION:one\\ntwo  three')
  })

  it('says that a proposed day is only proposed', () => {
    expect(read(write([event('a', { agreed: false })]).bytes)[0]?.status).toBe('TENTATIVE')
  })
})
