import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CsvError, readCsvRecords } from '../../src/base/csv.ts'
import { type CellEdit, editCsv } from '../../src/practices/edit-csv.ts'

const edit = (csv: string, edits: readonly CellEdit[], added: readonly string[] = [], width = 2): string =>
  editCsv(readCsvRecords(csv), edits, added, { headerRow: 1, width })

it('changes the cells meant, whatever the line ends and quotes, and leaves every other byte alone', () => {
  const text = 'sep=,\r\na,b\r\n"x\r\ny",  2\n\r\n3,"4"'
  expect(edit(text, [])).toBe(text)
  expect(edit(text, [{ row: 4, column: 0, text: 'n"w, ' }])).toBe('sep=,\r\na,b\r\n"x\r\ny",  2\n\r\n"n""w, ","4"')
  expect(edit(text, [{ row: 2, column: 1, text: 'z' }])).toBe('sep=,\r\na,b\r\n"x\r\ny",z\n\r\n3,"4"')
  expect(edit('a\n1\n', [{ row: 2, column: 1, text: 'z' }], ['c'], 1)).toBe('a,c\n1,z\n')
})

it('guards what it writes and nothing else', () => {
  expect(edit('a;b\n-1;=2\n', [{ row: 2, column: 0, text: '=cmd|x' }])).toBe("a;b\n'=cmd|x;=2\n")
})

it('writes a row with stray quotation marks as it is read', () => {
  const text = 'a,b,c\n1 "x",y"z,w\n'
  const changed = edit(text, [{ row: 2, column: 2, text: 'new' }], [], 3)
  expect(readCsvRecords(changed).records.map(({ values }) => values)).toEqual([
    ['a', 'b', 'c'],
    ['1 "x"', 'y"z', 'new'],
  ])
})

it('changes no other value of any file that can be read', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 20 })
  fc.assert(
    fc.property(text, fc.nat(3), fc.nat(3), (body, row, column) => {
      // The separator is said, so that no other one is guessed after the change.
      const csv = `sep=,\n${body}`
      const expected = valuesOf(csv)
      const changed = expected?.[row]
      if (changed === undefined) return
      while (changed.length <= column) changed.push('')
      changed[column] = 'new'
      expect(valuesOf(edit(csv, [{ row: row + 1, column, text: 'new' }]))).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

/** Null where a quotation mark is never closed. */
function valuesOf(csv: string): string[][] | null {
  try {
    return readCsvRecords(csv).records.map(({ values }) => [...values])
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}
