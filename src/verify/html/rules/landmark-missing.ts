import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const landmarkMissing: Rule<HtmlSubject> = {
  id: 'landmark-missing',
  why: 'People who use a keyboard or a screen reader jump to the main part and past everything before it.',
  *check({ root }) {
    const [main, second] = elementsIn(root, 'main')
    if (!main) return yield { message: 'The page has no main part (`main`)' }
    if (second) yield { message: 'The page has more than one main part (`main`)' }
    const [link] = elementsIn(root, 'a')
    const target = link?.attributes.get('href') ?? ''
    const isInMain = [main, ...elementsIn(main)].some((element) => `#${element.attributes.get('id')}` === target)
    if (!isInMain) yield { message: 'The first link of the page does not skip to its main part' }
  },
}
