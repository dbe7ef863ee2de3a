/**
 * About how wide a text is in Arial. Good enough to choose between two ways of setting it and to keep a word whole in a
 * narrow column; nothing depends on it being exact.
 *
 * @module
 */

// Thousandths of the type size, by character code; everything outside ASCII counts as an average letter.
const average = 560
const widths = new Uint16Array(128).fill(average)
const set = (characters: string, width: number): void => {
  for (const character of characters) widths[character.charCodeAt(0)] = width
}
set("ijl'|", 230)
set(' .,:;!/\\fIt()[]-r', 300)
set('ABCDEFGHKNOPQRSTUVXYZ&', 710)
set('mwMW@%', 880)

/** @returns points */
export function roughWidthPt(text: string, sizePt: number): number {
  let thousandths = 0
  for (let i = 0; i < text.length; i += 1) thousandths += widths[text.charCodeAt(i)] ?? average
  return (thousandths * sizePt) / 1000
}

/** Lines that a text takes when it is broken at this width. */
export function roughLines(text: string, sizePt: number, widthPt: number): number {
  // A line is rarely full: words move down whole.
  return Math.max(1, Math.ceil((roughWidthPt(text, sizePt) * 1.08) / widthPt))
}
