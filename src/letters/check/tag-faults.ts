/**
 * The tag that GOV.UK Notify prints in white on the first page of what it sends. A file that has it already was
 * downloaded from there.
 *
 * @module
 */
import type { PrinterProfile } from '../../model/letter.ts'
import type { LetterFault } from './check-letter.ts'
import { boxOf } from './uncovered.ts'
import type { LetterPage } from './read-pages.ts'

const TAG = 'NOTIFY'

export function tagFaults({ number, words }: LetterPage, { keepClear }: PrinterProfile): LetterFault[] {
  const place = keepClear.find(({ name }) => name.startsWith(TAG))
  if (!place || number === 1) return []
  const [left, top, right, bottom] = boxOf(place.zone, 1)
  const found = words.find(
    ({ text, xMm, yMm }) => text.trim() === TAG && xMm >= left && xMm <= right && yMm >= top && yMm <= bottom,
  )
  if (!found) return []
  return [
    {
      rule: 'tag-on-later-page',
      severity: 'error',
      page: number,
      zone: place.name,
      what: TAG,
      message: `Page ${number} has the tag “${TAG}” in its corner: it comes from a letter that GOV.UK Notify has made before. Use the original page.`,
    },
  ]
}
