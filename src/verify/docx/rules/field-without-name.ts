import type { Rule } from '../../rule.ts'
import { contentControls } from '../content-controls.ts'
import type { DocxSubject } from '../docx-subject.ts'

export const fieldWithoutName: Rule<DocxSubject> = {
  id: 'field-without-name',
  why: 'Someone who tabs through the form hears only this title, and must know what to fill in.',
  *check(subject) {
    for (const { title, tag } of contentControls(subject)) {
      if (title.trim() === '') yield { message: `Content control \`${tag}\` has no title` }
      if (tag.trim() === '')
        yield { message: `Content control “${title}” has no tag, so its value cannot be found again` }
    }
  },
}
