import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const textReadTwice: Rule<PdfSubject> = {
  id: 'text-read-twice',
  why: 'Words that two elements claim are read out twice.',
  *check({ owners, words }) {
    for (const [key, claims] of owners) {
      const [first] = claims
      if (first && claims.length > 1)
        yield {
          message: `“${excerpt(words.get(key) ?? '')}” stands in the tags ${claims.length} times`,
          where: onPage(first.page),
        }
    }
  },
}
