import { addressFault } from '../../address-fault.ts'
import type { Rule } from '../../rule.ts'
import { destinationNames } from '../destination-names.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { isArray, isKind, nameOf, textOf } from '../pdf-value.ts'

export const linkTargetBroken: Rule<PdfSubject> = {
  id: 'link-target-broken',
  why: 'A link that leads nowhere costs a reader the trust in all the others.',
  *check({ file, pages }) {
    const names = destinationNames(file)
    const pageObjects = new Set(pages.map((page) => page.object))
    for (const page of pages)
      for (const { subtype, dict } of page.annotations) {
        if (subtype !== 'Link') continue
        const where = onPage(page.number)
        const action = file.entry(dict, 'A')
        const address = textOf(file.entry(action, 'URI'))
        if (address !== undefined) {
          const fault = addressFault(address)
          if (fault) yield { message: fault, where }
          continue
        }
        const target = file.get(dict.entries.get('Dest') ?? file.dict(action).entries.get('D'))
        const name = textOf(target) ?? nameOf(target)
        const first = isArray(target) ? target[0] : undefined
        if (name !== undefined && !names.has(name))
          yield { message: `A link leads to \`${name}\`, which is not there`, where }
        else if (name === undefined && !(isKind(first, 'ref') && pageObjects.has(first.num)))
          yield { message: 'A link leads to no page of this file', where }
      }
  },
}
