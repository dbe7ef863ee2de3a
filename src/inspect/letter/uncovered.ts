/**
 * What of a box stands outside all the rectangles that it may stand in.
 *
 * @module
 */
import type { Zone } from '../../document/letter-layout.ts'
import { type PaperBox, common } from '../pdf/geometry.ts'

export const boxOf = ({ xMm, yMm, widthMm, heightMm }: Zone, grownBy = 0): PaperBox => [
  xMm - grownBy,
  yMm - grownBy,
  xMm + widthMm + grownBy,
  yMm + heightMm + grownBy,
]

/** Rounding of positions in a PDF, in mm. */
const ROUNDING = 0.05

/** The pieces of `box` that no box of `allowed` covers. */
export function uncovered(box: PaperBox, allowed: readonly PaperBox[]): PaperBox[] {
  let pieces: PaperBox[] = [box]
  for (const zone of allowed) {
    pieces = pieces.flatMap((piece) => without(piece, zone))
    if (pieces.length === 0) return []
  }
  return pieces.filter(([left, top, right, bottom]) => right - left > ROUNDING || bottom - top > ROUNDING)
}

function without(piece: PaperBox, zone: PaperBox): PaperBox[] {
  const inside = common(piece, zone)
  if (!inside) return [piece]
  const [left, top, right, bottom] = piece
  const [inLeft, inTop, inRight, inBottom] = inside
  const rest: PaperBox[] = [
    [left, top, right, inTop],
    [left, inBottom, right, bottom],
    [left, inTop, inLeft, inBottom],
    [inRight, inTop, right, inBottom],
  ]
  return rest.filter((one) => one[2] - one[0] > ROUNDING && one[3] - one[1] > ROUNDING)
}
