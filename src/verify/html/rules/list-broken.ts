import type { Rule } from '../../rule.ts'
import { childrenOf, elementsIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ul: ['li', 'script', 'template'],
  ol: ['li', 'script', 'template'],
  dl: ['dt', 'dd', 'div', 'script', 'template'],
}

export const listBroken: Rule<HtmlSubject> = {
  id: 'list-broken',
  why: '“List of five items” is only said when the list holds items and nothing else.',
  *check({ root }) {
    for (const list of elementsIn(root, 'ul', 'ol', 'dl'))
      for (const child of childrenOf(list))
        if (!(ALLOWED[list.name] ?? []).includes(child.name))
          yield { message: `A list (${list.name}) holds \`${child.name}\`` }
  },
}
