/**
 * Contrast of two colours (WCAG 2.2, relative luminance).
 *
 * @module
 */

/** Red, green and blue from 0 to 1. */
export type Rgb = readonly [number, number, number]

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

/** 1 for the same colour, 21 for black on white. */
export function contrast(one: Rgb, two: Rgb): number {
  const [lighter, darker] = [luminance(one), luminance(two)].sort((a, b) => b - a) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

export const toHex = (colour: Rgb): string =>
  `#${colour
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
