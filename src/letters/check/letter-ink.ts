/**
 * How high a letter reaches above and below the line that it stands on.
 *
 * @module
 */
import type { FontFacts } from './page-marks.ts'

/**
 * Top and bottom of a letter's ink as shares of the type's size. The font's own height would blame a line of small
 * letters for room that only an accent needs.
 */
export function inkOf(letter: string, font: FontFacts | null): readonly [number, number] {
  const above = /^[\u0020-\u007e\u00ab\u00bb\u2013-\u2022]+$/.test(letter) ? 0.74 : (font?.ascent ?? 0.9)
  const below = /[gjpqyQ,;()[\]{}|/@$_]/.test(letter) ? (font?.descent ?? -0.21) : -0.02
  return [above, below]
}
