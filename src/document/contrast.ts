/**
 * Contrast of two colours, as WCAG 2.2 computes it (relative luminance).
 *
 * @module
 */

/** Red, green and blue from 0 to 1. */
export type Rgb = readonly [number, number, number]

/** @param colour `#rrggbb` */
export function rgbOf(colour: string): Rgb {
  const channel = (at: number): number => parseInt(colour.slice(at, at + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}

/** `#rrggbb` */
export const toHex = (colour: Rgb): string =>
  `#${colour
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

/** From 1 (the same) to 21 (black on white). Colours are `#rrggbb`, or channels from 0 to 1. */
export function contrast(one: Rgb | string, other: Rgb | string): number {
  const [a, b] = [one, other].map((colour) => luminance(typeof colour === 'string' ? rgbOf(colour) : colour)) as [
    number,
    number,
  ]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** The colour itself, or as much darker as it takes to be read on `ground`: 4.5 to 1. Both `#rrggbb`. */
export function readableOn(ground: string, colour: string): string {
  let darker = colour.toLowerCase()
  while (contrast(darker, ground) < 4.5)
    darker = `#${rgbOf(darker)
      .map((channel) =>
        Math.floor(channel * 255 * 0.95)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
  return darker
}
