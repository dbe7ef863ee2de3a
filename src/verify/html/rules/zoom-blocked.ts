import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const zoomBlocked: Rule<HtmlSubject> = {
  id: 'zoom-blocked',
  why: 'On a phone the page must fit, and must still grow under two fingers.',
  *check({ root }) {
    const viewport = [...elementsIn(root, 'meta')].find((meta) => meta.attributes.get('name') === 'viewport')
    const content = viewport?.attributes.get('content') ?? ''
    if (!/width\s*=\s*device-width/.test(content))
      yield { message: 'The page does not adapt to the width of a phone (viewport)' }
    if (/user-scalable\s*=\s*(no|0)|maximum-scale/.test(content))
      yield { message: 'The page keeps readers from making it larger (viewport)' }
  },
}
