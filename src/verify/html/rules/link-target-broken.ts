import { addressFault } from '../../address-fault.ts'
import { excerpt, type Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import { wordsOf, type HtmlSubject } from '../html-subject.ts'

export const linkTargetBroken: Rule<HtmlSubject> = {
  id: 'link-target-broken',
  why: 'A link that leads nowhere costs a reader the trust in all the others.',
  *check({ root }) {
    const ids = new Set([...elementsIn(root)].map((element) => element.attributes.get('id')))
    for (const link of elementsIn(root, 'a')) {
      const address = link.attributes.get('href')
      if (address === undefined) continue
      const where = `link “${excerpt(wordsOf(link))}”`
      if (address.startsWith('#')) {
        if (!ids.has(decodeURIComponent(address.slice(1))))
          yield { message: `\`${address}\` is not on the page`, where }
        continue
      }
      const fault = addressFault(address)
      if (fault) yield { message: fault, where }
    }
  },
}
