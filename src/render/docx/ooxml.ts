/**
 * Basics of WordprocessingML: text as XML, units, and the rough width of a text.
 *
 * Characters that XML 1.0 cannot contain (controls, lone surrogates) are dropped: nobody sees them, and one of them
 * makes a whole document unreadable.
 *
 * @module
 */
import { escapeMarkup, withoutNotXml } from '../../base/markup.ts'

/** For element content and for attributes in double quotes. */
export const escapeXml = (text: string): string => escapeMarkup(withoutNotXml(text).replace(/[\t\n\r]/g, ' '))

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

// Thousandths of the type size, by character code; anything outside ASCII counts as an average letter.
const average = 560
const widths = new Uint16Array(128).fill(average)
const set = (characters: string, width: number): void => {
  for (const character of characters) widths[character.charCodeAt(0)] = width
}
set("ijl'|", 230)
set(' .,:;!/\\fIt()[]-r', 300)
set('ABCDEFGHKNOPQRSTUVXYZ&', 710)
set('mwMW@%', 880)

/**
 * The approximate width of a text in Arial: good enough to choose between two layouts and to keep a word unbroken in a
 * narrow column. Nothing depends on it being exact.
 *
 * @returns points
 */
export function roughWidthPt(text: string, sizePt: number): number {
  let thousandths = 0
  for (let i = 0; i < text.length; i += 1) thousandths += widths[text.charCodeAt(i)] ?? average
  return (thousandths * sizePt) / 1000
}

/** The number of lines of a text at this width. */
export function roughLines(text: string, sizePt: number, widthPt: number): number {
  // A line is rarely full, because words are not divided.
  return Math.max(1, Math.ceil((roughWidthPt(text, sizePt) * 1.08) / widthPt))
}
