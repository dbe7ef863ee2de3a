/**
 * Events become an iCalendar file (RFC 5545) that updates existing entries when it is imported again.
 *
 * In:  events with stable uids, and the record of what the last file contained.
 * Out: the bytes, and the new record.
 *
 * A changed event gets a higher SEQUENCE and a later DTSTAMP; a removed one is sent once more as cancelled, and stays so. Both
 * are made of the day of the change, so that what is made later is newer in calendars whatever folder or machine it is made on,
 * also where nothing is known of the last file (RFC 5546, 2.1.5). Days are dates without a time, so they are the same day in
 * every time zone; hours have the zone they are meant in, because Outlook refuses times without one.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { addDays, dayNumber, dayPartOf, isMoment, type IsoDay, type IsoMoment, timePartOf } from '../base/day.ts'
import { compare } from '../base/text.ts'
import type { CalendarContent, CalendarEvent, CalendarRecord, WrittenEvent } from '../model/data-files.ts'

/** The most octets in a line, its end not counted (RFC 5545, 3.1). */
const MOST_OCTETS = 75

/** Folds a line between characters, never inside one; each further line starts with a space. */
function contentLine(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MOST_OCTETS) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}

// Control characters are not allowed in a text value; a line end becomes `\n`.
const CONTROLS = /(?!\n)\p{Cc}/gu

const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')

/** `2027-04-07` → `20270407`, `2027-04-07T18:30` → `20270407T183000` */
function plainMoment(value: IsoDay | IsoMoment): string {
  const day = dayPartOf(value).replaceAll('-', '')
  return isMoment(value) ? `${day}T${timePartOf(value).replace(':', '')}00` : day
}

interface WrittenCalendar {
  readonly bytes: Uint8Array
  readonly record: CalendarRecord
}

const ZONE = 'Europe/London'

/** The rules of the zone since 1996, when both changes moved to the last Sunday of their month. */
const TIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:DAYLIGHT',
  'TZNAME:BST',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:GMT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** What a calendar goes on from. */
export interface CalendarState {
  /** The record of the last calendar; empty for the first one. */
  readonly before: CalendarRecord
  /** The day on which what is new or different changes. */
  readonly today: IsoDay
}

export function writeCalendar(content: CalendarContent, { before, today }: CalendarState): WrittenCalendar {
  const record: Record<string, WrittenEvent> = {}
  // Records of earlier versions do not say when an event changed.
  const stampOf = ({ changed }: WrittenEvent): string => `${plainMoment(changed ?? content.modified)}T000000Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//practice-packs//migration calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(content.name)}`,
    `X-WR-CALNAME:${escapeText(content.name)}`,
    ...TIMEZONE,
  ]
  for (const event of [...content.events].sort(byUid)) {
    const written = nextVersion(event, before[event.uid], today)
    record[event.uid] = written
    lines.push(...eventLines(event, written.sequence, stampOf(written)))
  }
  for (const [uid, last] of Object.entries(before).sort(([a], [b]) => compare(a, b))) {
    if (record[uid]) continue
    const gone: WrittenEvent = last.gone ? last : { ...last, ...change(last, today), gone: true }
    record[uid] = gone
    lines.push(...goneLines(uid, gone, stampOf(gone)))
  }
  lines.push('END:VCALENDAR')
  return { bytes: new TextEncoder().encode(`${lines.map(contentLine).join('\r\n')}\r\n`), record }
}

const byUid = (a: CalendarEvent, b: CalendarEvent): number => compare(a.uid, b.uid)

/** That many changes of one event in a day are told apart. */
const CHANGES_A_DAY = 100

const change = (last: WrittenEvent | undefined, today: IsoDay): Pick<WrittenEvent, 'sequence' | 'changed'> => ({
  sequence: Math.max((last?.sequence ?? 0) + 1, dayNumber(today) * CHANGES_A_DAY),
  changed: today,
})

function nextVersion(event: CalendarEvent, last: WrittenEvent | undefined, today: IsoDay): WrittenEvent {
  const { summary, start, end } = event
  const hash = createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 16)
  const same = last !== undefined && last.hash === hash && last.gone !== true
  if (!same) return { ...change(last, today), hash, summary, start, end }
  const { sequence, changed } = last
  return { sequence, ...(changed === undefined ? {} : { changed }), hash, summary, start, end }
}

function eventLines(event: CalendarEvent, sequence: number, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${sequence}`,
    ...whenLines(event),
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description === '' ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
    ...(event.categories.length === 0 ? [] : [`CATEGORIES:${event.categories.map(escapeText).join(',')}`]),
    `STATUS:${event.agreed ? 'CONFIRMED' : 'TENTATIVE'}`,
    // A deadline leaves the day free; an hour of the cutover does not.
    `TRANSP:${event.start.includes('T') ? 'OPAQUE' : 'TRANSPARENT'}`,
    ...(event.alarm === true ? alarmLines(event.summary) : []),
    'END:VEVENT',
  ]
}

/** At 9 in the morning of the day before: a whole day begins at midnight (RFC 5545, 3.6.6 and 3.8.6.3). */
const alarmLines = (summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escapeText(summary)}`,
  'TRIGGER:-PT15H',
  'END:VALARM',
]

const goneLines = (uid: string, { sequence, summary, start, end }: WrittenEvent, stamp: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${stamp}`,
  `LAST-MODIFIED:${stamp}`,
  `SEQUENCE:${sequence}`,
  ...whenLines({ start, end }),
  `SUMMARY:${escapeText(summary)}`,
  'STATUS:CANCELLED',
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
]

/** The end of whole days is the day after: RFC 5545, 3.6.1. */
function whenLines({ start, end }: Pick<CalendarEvent, 'start' | 'end'>): string[] {
  if (isMoment(start)) return [`DTSTART;TZID=${ZONE}:${plainMoment(start)}`, `DTEND;TZID=${ZONE}:${plainMoment(end)}`]
  return [`DTSTART;VALUE=DATE:${plainMoment(start)}`, `DTEND;VALUE=DATE:${plainMoment(addDays(dayPartOf(end), 1))}`]
}
