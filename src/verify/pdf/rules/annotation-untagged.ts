import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { walk } from '../structure-tree.ts'

export const annotationUntagged: Rule<PdfSubject> = {
  id: 'annotation-untagged',
  why: 'A link or field outside the tags cannot be reached by someone who reads by ear.',
  *check({ tree, pages }) {
    const tagged = new Set([...walk(tree)].map((kid) => (kid.kind === 'object' ? kid.object : 0)))
    for (const page of pages)
      for (const annotation of page.annotations)
        if (annotation.subtype !== 'Popup' && (annotation.object === 0 || !tagged.has(annotation.object)))
          yield { message: `A ${annotation.subtype} annotation is not in the tags`, where: onPage(page.number) }
  },
}
