import type { Rule } from '../../rule.ts'
import { ancestor, childrenOf, elementsIn } from '../../xml/find-elements.ts'
import type { XmlElement } from '../../xml/parse-xml.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { wordsOf } from '../word-text.ts'

export const emptyParagraph: Rule<DocxSubject> = {
  id: 'empty-paragraph',
  why: 'Empty lines used as space are each read out as “blank”.',
  *check({ body }) {
    const blocks = childrenOf(body)
    for (const [index, block] of blocks.entries()) {
      if (block.name !== 'w:p' || !isEmpty(block)) continue
      // Two tables would become one, and a table cannot be the last thing of a section.
      const besideTable =
        blocks[index - 1]?.name === 'w:tbl' && ['w:tbl', 'w:sectPr'].includes(blocks[index + 1]?.name ?? '')
      if (!besideTable) yield { message: `Paragraph ${index + 1} of the body is empty` }
    }
    for (const cell of elementsIn(body, 'w:tc')) {
      const paragraphs = childrenOf(cell, 'w:p')
      if (ancestor(cell, 'w:tc') === null && paragraphs.length > 1 && paragraphs.slice(0, -1).some(isEmpty))
        yield { message: `The cell “${wordsOf(cell).slice(0, 40)}” holds empty paragraphs` }
    }
  },
}

/** Breaks and section ends are no words, but they do something. */
const DOES_SOMETHING = [
  'w:t',
  'w:br',
  'w:drawing',
  'w:sdt',
  'w:fldChar',
  'w:fldSimple',
  'w:sym',
  'w:sectPr',
  'w:pict',
  'w:pageBreakBefore',
  'w:bookmarkStart',
]

const isEmpty = (paragraph: XmlElement): boolean => [...elementsIn(paragraph, ...DOES_SOMETHING)].length === 0
