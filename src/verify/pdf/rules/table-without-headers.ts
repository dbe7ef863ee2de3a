import { excerpt, type Rule } from '../../rule.ts'
import { wordsIn, type PdfSubject } from '../pdf-subject.ts'
import { nameOf } from '../pdf-value.ts'
import { attribute, elementsOf } from '../structure-tree.ts'

export const tableWithoutHeaders: Rule<PdfSubject> = {
  id: 'table-without-headers',
  why: 'Someone who hears a cell needs the names of its column and row with it.',
  *check(subject) {
    for (const table of elementsOf(subject.tree, 'Table')) {
      const headers = [...elementsOf(table, 'TH')]
      const start = excerpt(wordsIn(subject, table))
      if (headers.length === 0) yield { message: `Table “${start}” has no header cells` }
      for (const header of headers) {
        const words = wordsIn(subject, header)
        // What someone writes into a header cell becomes its words.
        if (words === '' && elementsOf(header, 'Form').next().done)
          yield { message: `A header cell of table “${start}” says nothing` }
        if (nameOf(attribute(subject.file, header, 'Scope')) === undefined)
          yield { message: `Header cell “${excerpt(words)}” does not say whether it names a row or a column` }
      }
    }
  },
}
