/**
 * Contrast of two colours, as WCAG 2.2 computes it.
 *
 * @module
 */

/** Red, green and blue of `#rrggbb`, from 0 to 1. */
const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** The colour itself, or as much darker as it takes to be read on `ground`: 4.5 to 1. */
export function readableOn(ground: string, colour: string): string {
  let darker = colour.toLowerCase()
  while (contrast(darker, ground) < 4.5)
    darker = `#${channels(darker)
      .map((c) =>
        Math.floor(c * 255 * 0.95)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
  return darker
}
