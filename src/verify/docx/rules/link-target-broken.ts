import { addressFault } from '../../address-fault.ts'
import { excerpt, type Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { relationships } from '../relationships.ts'
import { wordsOf } from '../word-text.ts'

export const linkTargetBroken: Rule<DocxSubject> = {
  id: 'link-target-broken',
  why: 'A link that leads nowhere costs a reader the trust in all the others.',
  *check(subject) {
    const bookmarks = new Set(
      [...elementsIn(subject.body, 'w:bookmarkStart')].map((mark) => mark.attributes.get('w:name')),
    )
    for (const { root, part } of subject.stories)
      for (const link of elementsIn(root, 'w:hyperlink')) {
        const anchor = link.attributes.get('w:anchor')
        if (anchor !== undefined && !link.attributes.has('r:id') && !bookmarks.has(anchor))
          yield { message: `Link “${excerpt(wordsOf(link))}” leads to \`${anchor}\`, which is not there`, where: part }
        if (wordsOf(link) === '') yield { message: 'A link has no words', where: part }
      }
    for (const { type, target, part } of relationships(subject)) {
      const fault = type === 'hyperlink' ? addressFault(target) : null
      if (fault) yield { message: fault, where: part }
    }
  },
}
