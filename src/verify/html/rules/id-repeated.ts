import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const idRepeated: Rule<HtmlSubject> = {
  id: 'id-repeated',
  why: 'Labels and links find their target by id; with two, one of them is never found.',
  *check({ root }) {
    const seen = new Set<string>()
    for (const element of elementsIn(root)) {
      const id = element.attributes.get('id')
      if (id === undefined) continue
      if (id.trim() === '') yield { message: `A ${element.name} has an empty id` }
      else if (seen.has(id)) yield { message: `Two elements have the id \`${id}\`` }
      seen.add(id)
    }
  },
}
