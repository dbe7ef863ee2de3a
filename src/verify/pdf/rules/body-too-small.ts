import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { BODY_PT, isLargePrint } from '../../print-sizes.ts'
import { bodySize } from '../visible-text.ts'

export const bodyTooSmall: Rule<PdfSubject> = {
  id: 'body-too-small',
  why: 'Clear print is 12 pt or more, large print 16 pt or more; practices must meet this need.',
  *check(subject) {
    const expected = isLargePrint(subject.path) ? BODY_PT.largePrint : BODY_PT.standard
    const size = bodySize(subject)
    if (size !== 0 && size < expected)
      yield { message: `Most of the text is ${size} pt, expected ${expected} pt or more` }
  },
}
