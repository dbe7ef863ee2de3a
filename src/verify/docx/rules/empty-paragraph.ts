import type { Rule } from '../../rule.ts'
import { ancestor, childrenOf, elementsIn } from '../../xml/find-elements.ts'
import type { XmlElement } from '../../xml/parse-xml.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { paragraphProperty, wordsOf } from '../word-text.ts'

export const emptyParagraph: Rule<DocxSubject> = {
  id: 'empty-paragraph',
  why: 'Empty lines used as space are each read out as “blank”.',
  *check(subject) {
    const { body } = subject
    const blocks = childrenOf(body)
    for (const [index, block] of blocks.entries()) {
      if (block.name !== 'w:p' || !isEmpty(block)) continue
      const [before, after] = [blocks[index - 1], blocks[index + 1]]
      if (!keepsApart(subject, before, after)) yield { message: `Paragraph ${index + 1} of the body is empty` }
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
  // A line to write on.
  'w:pBdr',
  'w:pict',
  'w:pageBreakBefore',
  'w:bookmarkStart',
]

const isEmpty = (paragraph: XmlElement): boolean => [...elementsIn(paragraph, ...DOES_SOMETHING)].length === 0

/**
 * Without a paragraph between them, two tables or two framed paragraphs become one; and a table cannot be the last thing
 * of a section.
 */
function keepsApart(subject: DocxSubject, before: XmlElement | undefined, after: XmlElement | undefined): boolean {
  if (before?.name === 'w:tbl') return after?.name === 'w:tbl' || after?.name === 'w:sectPr'
  return isFramed(subject, before) && isFramed(subject, after)
}

const isFramed = (subject: DocxSubject, block: XmlElement | undefined): boolean =>
  block?.name === 'w:p' && paragraphProperty(subject, block, 'w:pBdr') !== undefined
