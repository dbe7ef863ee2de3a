/**
 * Geometry of a page: matrices as in PDF, and boxes.
 *
 * @module
 */

/** `[a, b, c, d, e, f]` (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]
export type Point = readonly [number, number]

export interface Box {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/**
 * On paper, for judging letters: left, top, right, bottom, measured from the top left corner; left ≤ right, top ≤
 * bottom.
 */
export type PaperBox = readonly [number, number, number, number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** First `one`, then `two`. */
export const multiply = (one: Matrix, two: Matrix): Matrix => [
  one[0] * two[0] + one[1] * two[2],
  one[0] * two[1] + one[1] * two[3],
  one[2] * two[0] + one[3] * two[2],
  one[2] * two[1] + one[3] * two[3],
  one[4] * two[0] + one[5] * two[2] + two[4],
  one[4] * two[1] + one[5] * two[3] + two[5],
]

export const move = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y]

export const place = (x: number, y: number, matrix: Matrix): Point => [
  x * matrix[0] + y * matrix[2] + matrix[4],
  x * matrix[1] + y * matrix[3] + matrix[5],
]

export function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}

const area = (box: Box): number => (box.right - box.left) * (box.top - box.bottom)

/** Share of the first box that is under the second, from 0 to 1. */
export function overlap(one: Box, two: Box): number {
  const width = Math.min(one.right, two.right) - Math.max(one.left, two.left)
  const height = Math.min(one.top, two.top) - Math.max(one.bottom, two.bottom)
  return width <= 0 || height <= 0 ? 0 : (width * height) / Math.max(1, area(one))
}

export const MM_PER_POINT = 25.4 / 72

export const toMm = (points: number): number => points * MM_PER_POINT

/** The bounding rectangle of a transformed box. */
export function paperBoxAfter(matrix: Matrix, [left, top, right, bottom]: PaperBox): PaperBox {
  const corners = [
    place(left, top, matrix),
    place(right, top, matrix),
    place(left, bottom, matrix),
    place(right, bottom, matrix),
  ]
  const box = boxOf(corners)
  return [box.left, box.bottom, box.right, box.top]
}

/** The intersection; null where there is none. */
export function common(a: PaperBox, b: PaperBox): PaperBox | null {
  const box: PaperBox = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  return box[0] < box[2] && box[1] < box[3] ? box : null
}

/** The factor by which a matrix enlarges lengths. */
export const scaleOf = (matrix: Matrix): number => Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))

/** A matrix from a file or a library; numbers that are missing are taken from the identity. */
export function toMatrix(numbers: ArrayLike<unknown>): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(numbers, Number)
  return [a, b, c, d, e, f]
}
