/**
 * Fonts that a printer would have to guess.
 *
 * @module
 */
import type { LetterFault } from './check-letter.ts'
import type { LetterPage } from './read-pages.ts'

export function fontFaults(pages: readonly LetterPage[]): LetterFault[] {
  const faults: LetterFault[] = []
  const seen = new Set<string>()
  for (const { number, fonts } of pages)
    for (const { name, missingFile, isType3Font } of fonts) {
      if (seen.has(name) || (missingFile !== true && isType3Font !== true)) continue
      seen.add(name)
      faults.push({
        rule: isType3Font === true ? 'font-of-type-3' : 'font-not-embedded',
        severity: 'error',
        page: number,
        zone: null,
        what: name,
        message:
          isType3Font === true
            ? `The font “${name}” on page ${number} is drawn (Type 3): it prints badly. Use an ordinary font.`
            : `The font “${name}” on page ${number} is not in the file: the printer would use another. Save the PDF with all fonts embedded.`,
      })
    }
  return faults
}
