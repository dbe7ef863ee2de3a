import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import { accessibleName, isHiddenFromReaders, type HtmlSubject } from '../html-subject.ts'

export const figureWithoutAlternative: Rule<HtmlSubject> = {
  id: 'figure-without-alternative',
  why: 'Someone who cannot see the picture gets only its text alternative.',
  *check(subject) {
    for (const picture of elementsIn(subject.root, 'img', 'svg')) {
      if (isHiddenFromReaders(picture)) continue
      // An empty `alt` says: decoration. No `alt` says nothing.
      if (picture.name === 'img' && !picture.attributes.has('alt')) yield { message: 'A picture has no `alt`' }
      if (picture.name === 'svg' && accessibleName(subject, picture) === '')
        yield { message: 'A drawing (svg) has neither a name nor `aria-hidden`' }
    }
  },
}
