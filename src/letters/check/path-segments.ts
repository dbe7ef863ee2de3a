/**
 * A path of pdf.js as its pieces: numbers of an operator and its points, one after the other.
 *
 * @module
 */
import type { Box } from './matrix.ts'

const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3

/** The straight pieces of a path, each with the box around it: a frame is four lines, not an area. */
export function segmentsOf(data: ArrayLike<number> | null, whole: Box): Box[] {
  if (!data) return [whole]
  const segments: Box[] = []
  let start: readonly [number, number] = [0, 0]
  let at = start
  const to = (x: number, y: number): void => {
    segments.push([Math.min(at[0], x), Math.min(at[1], y), Math.max(at[0], x), Math.max(at[1], y)])
    at = [x, y]
  }
  for (let i = 0; i < data.length;) {
    const operator = data[i]
    const number = (offset: number): number => data[i + offset] ?? 0
    if (operator === MOVE) {
      start = at = [number(1), number(2)]
      i += 3
    } else if (operator === LINE) {
      to(number(1), number(2))
      i += 3
    } else if (operator === CURVE || operator === QUADRATIC) {
      const points = operator === CURVE ? 3 : 2
      const [fromX, fromY] = at
      const xs = [fromX, ...Array.from({ length: points }, (_, n) => number(1 + 2 * n))]
      const ys = [fromY, ...Array.from({ length: points }, (_, n) => number(2 + 2 * n))]
      segments.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])
      at = [xs.at(-1) ?? 0, ys.at(-1) ?? 0]
      i += 1 + 2 * points
    } else {
      to(start[0], start[1])
      i += 1
    }
  }
  return segments
}
