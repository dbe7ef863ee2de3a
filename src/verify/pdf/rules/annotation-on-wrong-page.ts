import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { walk } from '../structure-tree.ts'

export const annotationOnWrongPage: Rule<PdfSubject> = {
  id: 'annotation-on-wrong-page',
  why: 'Following a link or reaching a field would throw the reader onto another page.',
  *check({ tree, pages }) {
    const pageOf = new Map(pages.flatMap((page) => page.annotations.map((item) => [item.object, page.number] as const)))
    for (const kid of walk(tree)) {
      if (kid.kind !== 'object') continue
      const real = pageOf.get(kid.object)
      if (real === undefined) yield { message: 'The tags name an annotation that is on no page' }
      else if (real !== kid.page)
        yield {
          message: `The tags put an annotation of page ${real} on ${kid.page === 0 ? 'no page' : `page ${kid.page}`}`,
          where: onPage(real),
        }
    }
  },
}
