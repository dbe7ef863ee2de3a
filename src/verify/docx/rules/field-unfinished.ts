import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'

export const fieldUnfinished: Rule<DocxSubject> = {
  id: 'field-unfinished',
  why: 'A field that begins and never ends (a page number, a merge field) swallows the text after it.',
  *check({ stories }) {
    for (const { part, root } of stories) {
      let open = 0
      for (const mark of elementsIn(root, 'w:fldChar')) {
        const type = mark.attributes.get('w:fldCharType')
        if (type === 'begin') open += 1
        if (type === 'end') open -= 1
        if (open < 0) break
      }
      if (open !== 0) yield { message: 'A field begins without an end, or ends without a beginning', where: part }
    }
  },
}
