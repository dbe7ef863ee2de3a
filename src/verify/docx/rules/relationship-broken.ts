import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { relationships } from '../relationships.ts'

const POINTERS = ['r:id', 'r:embed', 'r:link', 'r:pict']

export const relationshipBroken: Rule<DocxSubject> = {
  id: 'relationship-broken',
  why: 'Word calls a file with loose ends damaged and offers to repair it.',
  *check(subject) {
    const all = relationships(subject)
    for (const { external, target, part } of all)
      if (!external && !subject.names.has(target)) yield { message: `\`${target}\` is not in the file`, where: part }
    for (const { part, root } of subject.stories) {
      const known = new Set(all.filter((relationship) => relationship.part === part).map(({ id }) => id))
      for (const element of elementsIn(root))
        for (const pointer of POINTERS) {
          const id = element.attributes.get(pointer)
          if (id !== undefined && !known.has(id))
            yield { message: `\`${element.name}\` points at \`${id}\`, which is not there`, where: part }
        }
    }
  },
}
