import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const untaggedFile: Rule<PdfSubject> = {
  id: 'untagged-file',
  why: 'Without tags a screen reader guesses what is a heading, a table or a tick box.',
  *check({ file, tree }) {
    const marked = file.entry(file.catalogue.entries.get('MarkInfo'), 'Marked')
    if (marked !== true || tree.kids.length === 0) yield { message: 'The file has no tags (structure tree)' }
  },
}
