/**
 * The address as a machine reads it: the words in and close around its block, line by line.
 *
 * @module
 */
import type { Zone } from '../../document/letter-layout.ts'
import { common } from '../pdf/geometry.ts'
import type { PageMark } from './page-marks.ts'
import { boxOf } from './uncovered.ts'

/** GOV.UK Notify reads a little more than the block: what is half outside still belongs to the address. */
const READ_AROUND_MM = 3
/** Letters whose feet are this close, as a share of their size, stand on one line. */
const SAME_LINE = 0.4

export function addressLines(marks: readonly PageMark[], zone: Zone): string[] {
  const block = boxOf(zone, READ_AROUND_MM)
  const letters = marks.filter(({ kind, box }) => kind === 'text' && common(box, block) !== null)
  const lines: PageMark[][] = []
  for (const letter of [...letters].sort((a, b) => middle(a) - middle(b))) {
    const line = lines.find(([one]) => one && Math.abs(middle(one) - middle(letter)) < letter.sizeMm * SAME_LINE)
    if (line) line.push(letter)
    else lines.push([letter])
  }
  return lines.map(lineText).filter((line) => line.trim() !== '')
}

const middle = ({ box }: PageMark): number => (box[1] + box[3]) / 2

function lineText(line: readonly PageMark[]): string {
  const sorted = [...line].sort((a, b) => a.box[0] - b.box[0])
  return sorted
    .map((mark, i) => {
      const before = sorted[i - 1]
      const gap = before ? mark.box[0] - before.box[2] : 0
      return gap > mark.sizeMm * 0.15 ? ` ${mark.letter}` : mark.letter
    })
    .join('')
}
