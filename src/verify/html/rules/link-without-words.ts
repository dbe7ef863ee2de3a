import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import { accessibleName, type HtmlSubject } from '../html-subject.ts'

export const linkWithoutWords: Rule<HtmlSubject> = {
  id: 'link-without-words',
  why: 'Links are often read out as a list of their own; one without words is only “link”.',
  *check(subject) {
    for (const link of elementsIn(subject.root, 'a'))
      if (link.attributes.has('href') && accessibleName(subject, link) === '')
        yield { message: `The link to \`${link.attributes.get('href')}\` has no words` }
  },
}
