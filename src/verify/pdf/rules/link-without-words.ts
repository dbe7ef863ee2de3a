import type { Rule } from '../../rule.ts'
import { onPage } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { textOf } from '../pdf-value.ts'

export const linkWithoutWords: Rule<PdfSubject> = {
  id: 'link-without-words',
  why: 'Links are often read out as a list of their own; one without words is only “link”.',
  *check({ file, pages }) {
    for (const page of pages)
      for (const { subtype, dict } of page.annotations)
        if (subtype === 'Link' && (textOf(file.entry(dict, 'Contents')) ?? '').trim() === '')
          yield { message: 'A link does not say where it leads (Contents)', where: onPage(page.number) }
  },
}
