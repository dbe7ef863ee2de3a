import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { nameOf } from '../pdf-value.ts'

export const tabOrderMissing: Rule<PdfSubject> = {
  id: 'tab-order-missing',
  why: 'The Tab key must move through links and fields in reading order.',
  *check({ file, pages }) {
    for (const page of pages)
      if (page.annotations.length > 0 && nameOf(file.entry(page.dict, 'Tabs')) !== 'S')
        yield { message: 'The Tab key does not follow the reading order (Tabs)', where: onPage(page.number) }
  },
}
