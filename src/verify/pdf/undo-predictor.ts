/**
 * Undoes the PNG row filters that cross-reference and object streams are stored with (ISO 32000-1, 7.4.4.4).
 *
 * @module
 */
import { PdfSyntaxError } from './pdf-tokens.ts'

/** @param parameter looks up an entry of DecodeParms, 0 where absent */
export function undoPredictor(bytes: Buffer, parameter: (key: string) => number): Buffer {
  const predictor = parameter('Predictor')
  if (predictor < 2) return bytes
  if (predictor < 10) throw new PdfSyntaxError('A stream is stored with the TIFF predictor, which is not read here')
  const bytesPerPixel = Math.max(1, ((parameter('Colors') || 1) * (parameter('BitsPerComponent') || 8)) >> 3)
  const rowLength = (parameter('Columns') || 1) * bytesPerPixel
  const rows = Math.ceil(bytes.length / (rowLength + 1))
  const out = Buffer.alloc(rows * rowLength)
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (rowLength + 1)] ?? 0
    for (let column = 0; column < rowLength; column += 1) {
      const here = row * rowLength + column
      const left = column >= bytesPerPixel ? (out[here - bytesPerPixel] ?? 0) : 0
      const above = row > 0 ? (out[here - rowLength] ?? 0) : 0
      const corner = row > 0 && column >= bytesPerPixel ? (out[here - rowLength - bytesPerPixel] ?? 0) : 0
      out[here] = (bytes[row * (rowLength + 1) + 1 + column] ?? 0) + guess(filter, left, above, corner)
    }
  }
  return out
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  return filter === 4 ? paeth(left, above, corner) : 0
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ]
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
}
