/**
 * Tells how a text file is encoded, and what bytes look like in Windows-1252.
 *
 * @module
 */

/** By the byte order mark; without one by its zeros: every other byte of plain letters is one. */
export function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined)) return 'utf-16be'
  return null
}

/**
 * The same file read anew where it is UTF-16; null where it is not.
 *
 * @param text as read in UTF-8
 */
export function ifUtf16(text: string, bytes: () => Uint8Array): string | null {
  // The byte order mark and the zeros of UTF-16 show in the first two characters.
  if (!/^.?[\0\uFFFD]/s.test(text)) return null
  const all = bytes()
  const wide = utf16Of(all)
  return wide === null ? null : new TextDecoder(wide).decode(all)
}

/** What Windows-1252 has at 0x80 to 0x9F; `\uFFFD` where it has nothing. */
export const WINDOWS_1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'
