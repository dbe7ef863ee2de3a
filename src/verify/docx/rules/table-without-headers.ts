import { excerpt, type Rule } from '../../rule.ts'
import { childAt, childrenOf } from '../../xml/find-elements.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { dataTables, isOn, wordsOf } from '../word-text.ts'

export const tableWithoutHeaders: Rule<DocxSubject> = {
  id: 'table-without-headers',
  why: 'Someone who hears a cell, or reads the second page of a table, needs the names of its columns.',
  *check(subject) {
    for (const table of dataTables(subject)) {
      const [first] = childrenOf(table, 'w:tr')
      if (
        first &&
        !isOn(childAt(first, 'w:trPr', 'w:tblHeader')) &&
        !namesItsRows(childAt(table, 'w:tblPr', 'w:tblLook'))
      )
        yield { message: `Table “${excerpt(wordsOf(table))}” has neither a header row nor a header column` }
    }
  },
}

/** Pairs of name and value: the first column is the header, and Word has no other way to say so. */
function namesItsRows(look: ReturnType<typeof childAt>): boolean {
  const on = (name: string): boolean => ['1', 'true'].includes(look?.attributes.get(name) ?? '')
  const bits = Number.parseInt(look?.attributes.get('w:val') ?? '0', 16)
  return (on('w:firstColumn') || (bits & 0x80) !== 0) && !on('w:firstRow')
}
