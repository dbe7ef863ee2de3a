import { excerpt, type Rule } from '../../rule.ts'
import { onPage, wordsNear } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { nameOf } from '../pdf-value.ts'

export const characterWithoutGlyph: Rule<PdfSubject> = {
  id: 'character-without-glyph',
  why: 'A character that the font lacks is printed as an empty box, also in somebody’s name.',
  *check(subject) {
    const { file } = subject
    for (const event of subject.events) {
      if (event.kind !== 'text' || nameOf(file.entry(event.font, 'Encoding')) !== 'Identity-H') continue
      // Two bytes a character; 0 is the font's box for “no such character”.
      for (let index = 0; index + 1 < event.codes.length; index += 2)
        if (event.codes.charCodeAt(index) === 0 && event.codes.charCodeAt(index + 1) === 0) {
          yield {
            message: `A character has no glyph near “${excerpt(wordsNear(subject, event))}”`,
            where: onPage(event.page),
          }
          break
        }
    }
  },
}
