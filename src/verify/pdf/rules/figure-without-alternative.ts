import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { alternative, elementsOf } from '../structure-tree.ts'

/** Shorter than this is a file name or a word, not what a picture says. */
const SHORTEST = 10

export const figureWithoutAlternative: Rule<PdfSubject> = {
  id: 'figure-without-alternative',
  why: 'Someone who cannot see the picture gets only its text alternative.',
  *check({ file, tree }) {
    for (const figure of elementsOf(tree, 'Figure', 'Formula')) {
      const words = alternative(file, figure).trim()
      if (words.length < SHORTEST)
        yield {
          message: words === '' ? 'A figure has no text alternative' : `A figure's text alternative is only “${words}”`,
        }
    }
  },
}
