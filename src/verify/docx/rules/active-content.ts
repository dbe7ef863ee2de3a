import type { Rule } from '../../rule.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { relationships } from '../relationships.ts'

export const activeContent: Rule<DocxSubject> = {
  id: 'active-content',
  why: 'Mail filters of the NHS hold back files with macros or outside parts, and Word warns of them.',
  *check(subject) {
    for (const name of subject.names)
      if (/vbaProject|activeX|embeddings\//i.test(name)) yield { message: `The file holds \`${name}\`` }
    for (const { external, type, target, part } of relationships(subject))
      if (external && type !== 'hyperlink')
        yield { message: `The file loads \`${target}\` from outside (${type})`, where: part }
  },
}
