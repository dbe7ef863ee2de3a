import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { textOf } from '../pdf-value.ts'

export const titleMissing: Rule<PdfSubject> = {
  id: 'title-missing',
  why: 'The title is the first thing read out, and what the window and the tab are called.',
  *check({ file }) {
    const title = textOf(file.entry(file.trailer.entries.get('Info'), 'Title'))?.trim() ?? ''
    if (title === '') yield { message: 'The file has no title in its properties' }
    if (file.entry(file.catalogue.entries.get('ViewerPreferences'), 'DisplayDocTitle') !== true)
      yield { message: 'Readers are not asked to show the title instead of the file name' }
  },
}
