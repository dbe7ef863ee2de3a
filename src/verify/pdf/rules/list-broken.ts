import { excerpt, type Rule } from '../../rule.ts'
import { wordsIn, type PdfSubject } from '../pdf-subject.ts'
import { elementsOf } from '../structure-tree.ts'

export const listBroken: Rule<PdfSubject> = {
  id: 'list-broken',
  why: '“List of five items” is only said when the list is tagged as one, item by item.',
  *check(subject) {
    for (const list of elementsOf(subject.tree, 'L'))
      for (const kid of list.kids)
        if (kid.kind !== 'element' || !['LI', 'L', 'Caption'].includes(kid.type))
          yield { message: `A list holds ${kid.kind === 'element' ? kid.type : 'words'} instead of items` }
    for (const item of elementsOf(subject.tree, 'LI'))
      if (!item.kids.some((kid) => kid.kind === 'element' && kid.type === 'LBody'))
        yield { message: `List item “${excerpt(wordsIn(subject, item))}” has no body` }
  },
}
