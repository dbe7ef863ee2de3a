import type { Rule } from '../../rule.ts'
import { ancestor, elementsIn } from '../../xml/find-elements.ts'
import { BODY_PT, isLargePrint } from '../../print-sizes.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { runProperty, value, wordsOf } from '../word-text.ts'

export const bodyTooSmall: Rule<DocxSubject> = {
  id: 'body-too-small',
  why: 'Clear print is 12 pt or more, large print 16 pt or more; practices must meet this need.',
  *check(subject) {
    const characters = new Map<number, number>()
    for (const run of elementsIn(subject.body, 'w:r')) {
      const paragraph = ancestor(run, 'w:p')
      if (!paragraph) continue
      const size = Number(value(runProperty(subject, run, paragraph, 'w:sz')) ?? 20) / 2
      characters.set(size, (characters.get(size) ?? 0) + wordsOf(run).length)
    }
    const [most] = [...characters].sort((one, two) => two[1] - one[1])
    const expected = isLargePrint(subject.path) ? BODY_PT.largePrint : BODY_PT.standard
    if (most && most[1] > 0 && most[0] < expected)
      yield { message: `Most of the text is ${most[0]} pt, expected ${expected} pt or more` }
  },
}
