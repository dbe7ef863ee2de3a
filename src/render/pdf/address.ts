/**
 * Addresses: lines of text, or lines placed in a letter's zones in mm.
 *
 * @module
 */
import type { Address, Document, Span } from '../../document/document.ts'
import { DocumentError } from '../../document/document-error.ts'
import type { LetterLayout, Zone } from '../../document/letter-layout.ts'
import { spansText } from '../../document/plain-text.ts'
import { mm, type Placed, type Tag } from './boxes.ts'
import { bodyStyle, type Place, type TextStyle } from './place.ts'
import { textSlices } from './text-slices.ts'

/** Thrown where an address needs more room than its zone has: it would stand where a window or a mark is. */
export class ZoneTooSmallError extends DocumentError {
  constructor(address: Address, zone: Zone) {
    const lines = address.lines.map(spansText).join(', ')
    super(
      'zone-too-small',
      `The ${address.zone}'s address does not fit ${zone.widthMm} by ${zone.heightMm} mm, the zone that the letter has for it: ${lines}`,
    )
    this.name = 'ZoneTooSmallError'
  }
}

/** Lines with a space at their ends, so that a reader hears two words where one line ends and the next begins. */
export const addressLines = (address: Address): readonly (readonly Span[])[] =>
  address.lines.map((line, i) => (i < address.lines.length - 1 ? [...line, { text: ' ' }] : line))

/**
 * Sizes to try, largest first. Royal Mail: 10 to 12 pt; NHS Notify prints at 8 pt. A sender goes below 12 pt only where
 * the practice's name is longer than any we know.
 */
function sizesFor(address: Address, letter: LetterLayout, bodyPt: number): readonly number[] {
  if (address.zone === 'recipient') return [letter.addressPt, 9.5, 9, 8.5, 8].filter((pt) => pt <= letter.addressPt)
  return [bodyPt, 16, 14, 12, 10, 8].filter((pt) => pt <= bodyPt)
}

/** @throws {ZoneTooSmallError} */
function inZone(address: Address, letter: LetterLayout, place: Place): Placed {
  const zone = address.zone === 'recipient' ? letter.address : letter.sender
  const tag: Tag = { type: 'P', parent: place.parent }
  const at: Place = { ...place, x: mm(zone.xMm), width: mm(zone.widthMm) }
  for (const size of sizesFor(address, letter, place.theme.bodyPt))
    for (const lineHeight of [1.2, 1.08]) {
      const style: TextStyle = { ...bodyStyle(place.theme), size, lineHeight }
      const slices = addressLines(address).flatMap((line) => textSlices(line, style, tag, at))
      if (slices.length * size * lineHeight > mm(zone.heightMm)) continue
      const boxes = slices.flatMap((slice, i) =>
        slice.boxes.map((box) => ({ ...box, y: box.y + i * size * lineHeight })),
      )
      return { y: mm(zone.yMm), boxes }
    }
  throw new ZoneTooSmallError(address, zone)
}

/** The addresses of a letter, in the order of the document; empty for any other document. */
export function placedAddresses(document: Document, place: Place): readonly Placed[] {
  const { letter } = document
  if (letter === undefined) return []
  return document.blocks.flatMap((block) => (block.type === 'address' ? [inZone(block, letter, place)] : []))
}
