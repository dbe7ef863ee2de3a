/**
 * Bytes of a text file → text, whichever of the usual programs wrote them.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'

/**
 * UTF-8 and UTF-16 ("Unicode text" in Excel) with or without a byte order mark, else Windows-1252 (plain "CSV" in Excel),
 * which is told in a finding because accents may be wrong.
 */
export function decodeText(file: string, bytes: Uint8Array): { text: string; findings: Finding[] } {
  const wide = utf16Of(bytes)
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), findings: [] }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] }
  } catch {
    const text = windows1252(bytes)
    return {
      text,
      findings: [
        findingOf(
          'not-utf-8',
          'The file is not saved as UTF-8, so it was read as Windows text (Windows-1252). Check names with accents in ' +
            'the packs. To be sure, save it again as “CSV UTF-8” or as an Excel workbook.',
          { place: { file, line: lineOfFirstAccent(text), column: 1 } },
        ),
      ],
    }
  }
}

function lineOfFirstAccent(text: string): number {
  const at = text.search(/[^\x00-\x7f]/)
  return text.slice(0, at).split(/\r\n|\n|\r/).length
}

/** By the byte order mark; without one by its zeros: every other byte of plain letters is one. */
function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined)) return 'utf-16be'
  return null
}

/** What Windows-1252 has at 0x80 to 0x9F; `\uFFFD` where it has nothing. */
const WINDOWS = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

/** Not TextDecoder: that of Node 20 reads Latin-1 instead, which loses the apostrophe of St Anne’s. */
const windows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[\x80-\x9f]/g, (character) => WINDOWS[character.charCodeAt(0) - 0x80] ?? character)
