import { excerpt, type Rule } from '../../rule.ts'
import { ancestor, elementsIn } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { runProperty, value, wordsOf } from '../word-text.ts'

/** In points: as in a PDF; addresses of letters go down to 8 and stand in frames. */
const SMALLEST = 10
const SMALLEST_IN_FRAME = 8

export const textTooSmall: Rule<DocxSubject> = {
  id: 'text-too-small',
  why: 'Below 10 pt, many people cannot read a printed page at all.',
  *check(subject) {
    const told = new Set<number>()
    for (const { root, part } of subject.stories)
      for (const run of elementsIn(root, 'w:r')) {
        const paragraph = ancestor(run, 'w:p')
        if (!paragraph || wordsOf(run) === '') continue
        // Word writes sizes in half points, and takes 10 pt when nobody says any.
        const size = Number(value(runProperty(subject, run, paragraph, 'w:sz')) ?? 20) / 2
        const framed =
          [...elementsIn(paragraph, 'w:framePr')].length > 0 || ancestor(run, 'w:txbxContent', 'w:tbl') !== null
        if (size >= (framed ? SMALLEST_IN_FRAME : SMALLEST) || told.has(size)) continue
        told.add(size)
        yield { message: `“${excerpt(wordsOf(run))}” is ${size} pt, expected ${SMALLEST} pt or more`, where: part }
      }
  },
}
