import type { Rule } from '../../rule.ts'
import { contentControls } from '../content-controls.ts'
import type { DocxSubject } from '../docx-subject.ts'

export const fieldNameRepeated: Rule<DocxSubject> = {
  id: 'field-name-repeated',
  why: 'Controls of the same name cannot be told apart by a program that collects the answers.',
  *check(subject) {
    const seen = new Set<string>()
    // Titles may repeat: Word cuts them at 64 characters.
    for (const { tag, id } of contentControls(subject))
      for (const [kind, name] of Object.entries({ tag, id })) {
        if (name === '') continue
        if (seen.has(`${kind} ${name}`)) yield { message: `Two content controls have the ${kind} “${name}”` }
        seen.add(`${kind} ${name}`)
      }
  },
}
