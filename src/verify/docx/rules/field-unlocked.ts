import type { Rule } from '../../rule.ts'
import { contentControls } from '../content-controls.ts'
import type { DocxSubject } from '../docx-subject.ts'

export const fieldUnlocked: Rule<DocxSubject> = {
  id: 'field-unlocked',
  why: 'A control that is not locked is deleted with one key, together with its name.',
  *check(subject) {
    for (const { title, lock } of contentControls(subject)) {
      if (lock === '' || lock === 'unlocked')
        yield { message: `Content control “${title}” can be deleted by accident (lock)` }
      if (lock === 'contentLocked' || lock === 'sdtContentLocked')
        yield { message: `Content control “${title}” cannot be filled in (lock)` }
    }
  },
}
