import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BYTE_ORDER_MARK,
  csvText,
  quotedCell,
  readCsv,
  readCsvRecords,
  withGuard,
  withoutGuard,
} from '../../src/base/csv.ts'

/** Words as people and attackers write them. */
const cells = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', ' ', '\t', '\r', '\n', '"', ',', ';', '\u00A0', 'x', '１'),
    maxLength: 8,
  }),
)

describe('the guard against formulas', () => {
  it.each([
    '=1+1',
    '+44 1632 960001',
    '-2',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    '  =1+1',
    '\u00A0=1+1',
    ' \n @x',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    `-2+3+cmd|' /C calc'!A0`,
  ])('is put before %j and taken off again', (text) => {
    expect(withGuard(text)).toBe(`'${text}`)
    expect(withoutGuard(`'${text}`)).toBe(text)
  })

  it.each(['', 'St Anne’s', "'s-Hertogenbosch", "O'Neill", '01632 960001', '2027-04-14', ' words', 'a=1'])(
    'leaves %j alone',
    (text) => {
      expect([withGuard(text), withoutGuard(text)]).toEqual([text, text])
    },
  )

  it('gives every text back', () => {
    fc.assert(fc.property(cells, (text) => withoutGuard(withGuard(text)) === text))
  })
})

describe('CSV', () => {
  it('is quoted where it must be; numbers stay numbers', () => {
    expect(csvText([['a,b', 'c"d', 'e\nf', 'g\rh', ' i', 'j ', '-5', -5, '']])).toBe(
      `"a,b","c""d","e\nf","g\rh"," i","j ",'-5,-5,\r\n`,
    )
  })

  it('goes round: what is written and read again is what was given, whatever it holds', () => {
    const rows = fc.array(fc.array(cells, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(rows, (given) => {
        const read = readCsv(BYTE_ORDER_MARK + csvText(given))
        expect(read.map((row) => row.map(withoutGuard))).toEqual(given)
        expect(read.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([])
      }),
    )
  })

  it('goes round cell by cell with another separator', () => {
    fc.assert(
      fc.property(fc.array(cells, { minLength: 2, maxLength: 4 }), (row) => {
        expect(readCsv(row.map((cell) => quotedCell(cell, ';')).join(';'), ';')).toEqual([row])
      }),
    )
  })

  it('keeps each row of a file with its line end', () => {
    const text = '\uFEFFsep=;\r\na;b\r\n"x\r\ny";  2\n\r\n3;"4"\r5;6'
    const { mark, delimiter, records } = readCsvRecords(text)
    expect(delimiter).toBe(';')
    expect(mark + records.map(({ raw, end }) => raw + end).join('')).toBe(text)
    expect(records.map(({ values }) => values)).toEqual([['a', 'b'], ['x\r\ny', '  2'], [''], ['3', '4'], ['5', '6']])
  })
})
