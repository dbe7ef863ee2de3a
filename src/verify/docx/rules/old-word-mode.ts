import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'

/** Word 2013 and later. */
const CURRENT = 15

export const oldWordMode: Rule<DocxSubject> = {
  id: 'old-word-mode',
  why: 'In compatibility mode Word lays pages out as it did in 2007, and tick boxes cannot be ticked.',
  *check({ parts }) {
    const settings = parts.get('word/settings.xml')
    const mode = settings
      ? [...elementsIn(settings, 'w:compatSetting')].find(
          (setting) => setting.attributes.get('w:name') === 'compatibilityMode',
        )
      : undefined
    if (Number(mode?.attributes.get('w:val') ?? 12) < CURRENT)
      yield { message: 'Word opens the document in compatibility mode', where: 'word/settings.xml' }
  },
}
