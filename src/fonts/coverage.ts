/**
 * Which characters can be printed. Small and independent of any font library, so that names can be checked long before
 * a page is laid out.
 *
 * @module
 */

/**
 * Code points that both faces have a glyph for, as ranges of hexadecimal numbers. Made from the font files; a test
 * compares it with them, and prints the table to put here when the font package changes.
 *
 * Left out although the fonts have them: Hebrew and the marks that change the direction of text (nothing here sets text
 * from right to left), private use, and the replacement character, which is the trace of a corrupted file.
 */
export const COVERED =
  '20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-52f 1ab0-1abe 1c80-1c88 1d00-1df5 1dfb-1f15 1f18-1f1d ' +
  '1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef ' +
  '1ff2-1ff4 1ff6-1ffe 2000-2029 202f-2064 206a-2071 2074-208e 2090-209c 20a0-20be 20f0 2100-214f 2153-2154 ' +
  '215b-215e 2184 2190-2195 21a8 2202 2206 220f 2211-2212 2215 2219-221a 221e-221f 2229 222b 2248 2260-2261 ' +
  '2264-2265 2302 2310 2320-2321 2500 2502 250c 2510 2514 2518 251c 2524 252c 2534 253c 2550-256c 2580 2584 ' +
  '2588 258c 2590-2593 25a0-25a1 25aa-25ac 25b2 25ba 25bc 25c4 25ca-25cc 25cf 25d8-25d9 25e6 263a-263c 2640 ' +
  '2642 2660 2663 2665-2666 266a-266b 266f 2c60-2c7f 2de0-2e42 a640-a69f a717-a7ae a7b0-a7b7 a7f7-a7ff ' +
  'ab30-ab65 fb01-fb04 fe20-fe2f feff'

const ranges = COVERED.split(' ').map((range) => {
  const [first = '', last = first] = range.split('-')
  return [parseInt(first, 16), parseInt(last, 16)] as const
})

function isCovered(codePoint: number): boolean {
  // Nearly everything is in the first range. White space of any kind is printed as a space.
  if (codePoint <= 0x7e) return codePoint >= 0x20 || (codePoint >= 9 && codePoint <= 13)
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = ranges[middle] ?? [0, 0]
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}

/** A character as a person sees it, and its index in UTF-16 units. */
interface MissingCharacter {
  readonly character: string
  readonly index: number
}

/** The first character of `text` that the fonts cannot show, or null if they can show it all. */
export function firstMissing(text: string): MissingCharacter | null {
  let index = 0
  for (const character of text) {
    if (!isCovered(character.codePointAt(0) ?? 0)) return { character, index }
    index += character.length
  }
  return null
}

/** How many characters before and after a missing one show where it is. */
const AROUND = 30

export const aroundMissing = (text: string, { character, index }: MissingCharacter): string =>
  text.slice(Math.max(0, index - AROUND), index + character.length + AROUND).trim()

/** @param context the text around it, so that a person can find the place */
export function glyphProblem(character: string, context: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `No font has the character ${character} (U+${code}), found in "${context}"`
}
