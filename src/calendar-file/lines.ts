/**
 * Lines of an iCalendar file: folding, escaping, days.
 *
 * @module
 */
import { dayPartOf, isMoment, type IsoDay, type IsoMoment, timePartOf } from '../base/day.ts'

/** Octets that a line may have, its end not counted (RFC 5545, 3.1). */
const MOST_OCTETS = 75

/** Folds a line between characters, never inside one; each further line starts with a space. */
export function contentLine(line: string): string {
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

// Controls have no place in a text value; a line end becomes `\n`.
const CONTROLS = /(?!\n)\p{Cc}/gu

export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')

/** `2027-04-07` → `20270407`, `2027-04-07T18:30` → `20270407T183000` */
export function plainMoment(value: IsoDay | IsoMoment): string {
  const day = dayPartOf(value).replaceAll('-', '')
  return isMoment(value) ? `${day}T${timePartOf(value).replace(':', '')}00` : day
}
