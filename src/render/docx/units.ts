/**
 * Points and millimetres, which the rest of the project uses, to the units of WordprocessingML.
 *
 * @module
 */

/** Twentieths of a point: lengths. */
export const twips = (pt: number): number => Math.round(pt * 20)

export const twipsOfMm = (mm: number): number => Math.round((mm * 1440) / 25.4)

export const ptOfMm = (mm: number): number => (mm * 72) / 25.4

export const mmOfPt = (pt: number): number => (pt * 25.4) / 72

/** Sizes of type. */
export const halfPoints = (pt: number): number => Math.round(pt * 2)

/** Widths of borders, in eighths of a point. */
export const eighths = (pt: number): number => Math.round(pt * 8)

/** WordprocessingML writes colours without `#`. */
export const hex = (colour: string): string => colour.replace('#', '').toUpperCase()

export const a4Mm = { width: 210, height: 297 } as const
