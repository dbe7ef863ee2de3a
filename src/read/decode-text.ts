/**
 * Bytes of a text file → text, whichever of the usual programs wrote them.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'

/**
 * UTF-8 with or without a byte order mark, UTF-16 with one ("Unicode text" in Excel), else Windows-1252 (plain "CSV" in
 * Excel), which is told in a finding because accents may be wrong.
 */
export function decodeText(file: string, bytes: Uint8Array): { text: string; findings: Finding[] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), findings: [] }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), findings: [] }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] }
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes)
    return {
      text,
      findings: [
        {
          rule: 'not-utf-8',
          severity: 'warning',
          message:
            'The file is not saved as UTF-8, so it was read as Windows text (Windows-1252). Check names with accents in ' +
            'the packs. To be sure, save it again as “CSV UTF-8” or as an Excel workbook.',
          place: { file, line: lineOfFirstAccent(text), column: 1 },
        },
      ],
    }
  }
}

function lineOfFirstAccent(text: string): number {
  const at = text.search(/[^\x00-\x7f]/)
  return text.slice(0, at).split(/\r\n|\n|\r/).length
}
