import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { nameOf } from '../pdf-value.ts'

const ACTIVE = new Set(['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'Movie', 'Sound'])

export const activeContent: Rule<PdfSubject> = {
  id: 'active-content',
  why: 'Mail filters of the NHS hold back files with scripts or attachments, and readers warn of them.',
  *check({ file, pages }) {
    const names = file.dict(file.entry(file.catalogue, 'Names'))
    for (const key of ['JavaScript', 'EmbeddedFiles'])
      if (names.entries.has(key)) yield { message: `The file holds ${key}` }
    const actions = [
      file.entry(file.catalogue, 'OpenAction'),
      ...pages.flatMap((page) => page.annotations.map((annotation) => file.entry(annotation.dict, 'A'))),
    ]
    for (const action of actions) {
      const kind = nameOf(file.entry(action, 'S')) ?? ''
      if (ACTIVE.has(kind)) yield { message: `The file runs an action ${kind}` }
    }
    if (pages.some((page) => page.annotations.some((annotation) => annotation.dict.entries.has('AA'))))
      yield { message: 'A field runs actions of its own' }
  },
}
