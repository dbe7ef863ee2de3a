import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'

const SHORTEST = 10

export const figureWithoutAlternative: Rule<DocxSubject> = {
  id: 'figure-without-alternative',
  why: 'Someone who cannot see the picture gets only its text alternative.',
  *check({ stories }) {
    for (const { part, root } of stories)
      for (const picture of elementsIn(root, 'wp:docPr')) {
        const [decorative] = [...elementsIn(picture, 'adec:decorative')]
        const words = picture.attributes.get('descr')?.trim() ?? ''
        if (decorative?.attributes.get('val') !== '1' && words.length < SHORTEST)
          yield {
            message:
              words === '' ? 'A picture has no text alternative' : `A picture's text alternative is only “${words}”`,
            where: part,
          }
      }
  },
}
