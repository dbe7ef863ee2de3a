import type { Rule } from '../../rule.ts'
import { elementsIn, textIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'

export const titleMissing: Rule<DocxSubject> = {
  id: 'title-missing',
  why: 'The title is the first thing read out, and what the window is called.',
  *check({ parts }) {
    const core = parts.get('docProps/core.xml')
    const [title] = core ? [...elementsIn(core, 'dc:title')] : []
    if (textIn(title).trim() === '')
      yield { message: 'The document has no title in its properties', where: 'docProps/core.xml' }
  },
}
