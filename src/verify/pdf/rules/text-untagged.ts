import { excerpt, type Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import { contentKey, type PdfSubject } from '../pdf-subject.ts'

export const textUntagged: Rule<PdfSubject> = {
  id: 'text-untagged',
  why: 'Words outside the tags are seen but never heard.',
  *check({ items, owners }) {
    for (const { page, mcid, artifact, text } of items) {
      if (artifact || text.trim() === '') continue
      if (mcid === null || !owners.has(contentKey(page, mcid)))
        yield { message: `“${excerpt(text)}” is not in the tags`, where: onPage(page) }
    }
  },
}
