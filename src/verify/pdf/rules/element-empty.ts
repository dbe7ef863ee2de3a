import type { Rule } from '../../rule.ts'
import { keyOf } from '../drawn.ts'
import { contentKey, type PdfSubject } from '../pdf-subject.ts'
import { elementsOf } from '../structure-tree.ts'

/** A cell may be left blank for someone to write in. */
const MAY_BE_EMPTY = new Set(['TD'])

export const elementEmpty: Rule<PdfSubject> = {
  id: 'element-empty',
  why: 'An element with nothing in it is announced (“list item”, “figure”) and then says nothing.',
  *check({ tree, events }) {
    const drawn = new Set(events.map(keyOf))
    for (const element of elementsOf(tree)) {
      if (MAY_BE_EMPTY.has(element.type)) continue
      const full = element.kids.some((kid) => kid.kind !== 'content' || drawn.has(contentKey(kid.page, kid.mcid)))
      const page = element.kids.find((kid) => kid.kind === 'content')?.page
      if (!full) yield { message: `An element ${element.type} is empty`, where: page ? `page ${page}` : '' }
    }
  },
}
