import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { editXlsx, shiftFormula } from '../../src/practices/edit-xlsx.ts'
import { xlsx } from '../practices/workbooks.ts'

const SHEET = 'xl/worksheets/sheet1.xml'

/** A workbook whose one sheet is what the test writes, with the parts that formulas need. */
function workbook(sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts = unzipSync(xlsx({ name: 'P', rows: [] }))
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const all = { [SHEET]: `<?xml version="1.0"?><worksheet xmlns="${main}">${sheet}</worksheet>`, ...more }
  return zipSync({ ...parts, ...Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, strToU8(xml)])) })
}

const textOf = (bytes: Uint8Array, part: string): string => strFromU8(unzipSync(bytes)[part] ?? new Uint8Array())
const cells = (bytes: Uint8Array): string => /<sheetData.*<\/sheetData>/s.exec(textOf(bytes, SHEET))?.[0] ?? ''
const rowsOf = async (bytes: Uint8Array) => (await readXlsx(bytes)).sheets[0]?.rows
const inline = (ref: string, text: string, style = ''): string =>
  `<c r="${ref}"${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`

describe('editing a workbook', () => {
  it('changes the cells meant and keeps every other byte, results of formulas among them', async () => {
    const row = (name: string) =>
      `<row r="2" spans="1:5" x14ac:dyDescent="0.3"><c r="A2" t="s"><v>0</v></c>${name}<c r="D2" s="1"><f>DATE(2027,4,14)</f><v>46491</v></c></row>`
    const before = workbook(
      `<dimension ref="A1:D2"/><sheetViews/><sheetData><row r="1"/>${row('<c r="B2" s="2" t="str"><f>"A "&amp;"B"</f><v>A B</v></c>')}</sheetData><extLst><ext uri="x"><x14:unknown/></ext></extLst>`,
      { 'xl/sharedStrings.xml': '<sst><si><t>Z99901</t></si></sst>', 'customXml/item1.xml': '<mine/>' },
    )
    const after = editXlsx(before, undefined, [
      { row: 2, column: 1, text: 'New & <old>\u0001' },
      { row: 1, column: 4, text: 'phone' },
      { row: 2, column: 4, text: '=1+1' },
      { row: 2, column: 2, text: '_x0041_' },
      { row: 5, column: 0, text: 'below' },
    ])
    expect(textOf(after, SHEET).replace(cells(after), '')).toBe(
      textOf(before, SHEET).replace(cells(before), '').replace('A1:D2', 'A1:E5'),
    )
    expect(cells(after)).toBe(
      `<sheetData><row r="1">${inline('E1', 'phone')}</row>` +
        row(inline('B2', 'New &amp; &lt;old&gt;\uFFFD', ' s="2"') + inline('C2', '_x005F_x0041_'))
          .replace(' spans="1:5"', '')
          .replace('</row>', `${inline('E2', '=1+1')}</row>`) +
        `<row r="5">${inline('A5', 'below')}</row></sheetData>`,
    )
    for (const part of ['xl/styles.xml', 'xl/sharedStrings.xml', 'customXml/item1.xml'])
      expect(textOf(after, part)).toBe(textOf(before, part))
    expect(textOf(after, 'xl/workbook.xml')).toContain(
      '</sheets><calcPr fullCalcOnLoad="1" calcCompleted="0"/></workbook>',
    )
    expect((await rowsOf(after))?.[1]?.[1]).toBe('New & <old>\uFFFD')
    expect(editXlsx(before, undefined, [{ row: 1, column: 0, text: 'x' }])).toEqual(
      editXlsx(before, undefined, [{ row: 1, column: 0, text: 'x' }]),
    )
  })

  it('finds cells that say neither row nor column, in elements with a prefix', () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const before = workbook('', {
      [SHEET]: `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/></x:row><x:row/></x:sheetData></x:worksheet>`,
    })
    const after = editXlsx(before, 'P', [
      { row: 1, column: 1, text: 'b' },
      { row: 2, column: 0, text: 'c' },
    ])
    const cell = (ref: string, text: string) =>
      `<x:c r="${ref}" t="inlineStr"><x:is><x:t xml:space="preserve">${text}</x:t></x:is></x:c>`
    expect(textOf(after, SHEET)).toContain(
      `<x:row><x:c><x:v>1</x:v></x:c>${cell('B1', 'b')}</x:row><x:row>${cell('A2', 'c')}</x:row>`,
    )
  })

  it('writes into a sheet without any cell', async () => {
    const after = editXlsx(workbook('<sheetData/>'), undefined, [{ row: 2, column: 1, text: 'b' }])
    expect((await rowsOf(after))?.[1]?.[1]).toBe('b')
  })

  it('gives cells the formula of their own that they shared with a cell that is changed', () => {
    const shared = (ref: string, more: string, text = '') =>
      `<c r="${ref}" t="str"><f t="shared"${more} si="0"${text === '' ? '/>' : `>${text}</f>`}<v>x</v></c>`
    const row = (number: number, cell: string) => `<row r="${number}">${cell}</row>`
    const before = workbook(
      `<sheetData>${row(2, shared('B2', ' ref="B2:B4"', 'VLOOKUP($A2,Other!$A$1:$B$9,2)&amp;"A2"'))}${row(3, shared('B3', ''))}${row(4, shared('B4', ''))}</sheetData>`,
      { 'xl/calcChain.xml': '<calcChain><c r="B2" i="1"/></calcChain>' },
    )
    const parts = unzipSync(before)
    parts['xl/_rels/workbook.xml.rels'] = strToU8(
      textOf(before, 'xl/_rels/workbook.xml.rels').replace(
        '</Relationships>',
        '<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>',
      ),
    )
    parts['[Content_Types].xml'] = strToU8(
      textOf(before, '[Content_Types].xml').replace(
        '</Types>',
        '<Override PartName="/xl/calcChain.xml" ContentType="c"/></Types>',
      ),
    )
    const after = editXlsx(zipSync(parts), undefined, [{ row: 2, column: 1, text: 'said' }])
    const own = (number: number) =>
      row(number, `<c r="B${number}" t="str"><f>VLOOKUP($A${number},Other!$A$1:$B$9,2)&amp;"A2"</f><v>x</v></c>`)
    expect(cells(after)).toBe(`<sheetData>${row(2, inline('B2', 'said'))}${own(3)}${own(4)}</sheetData>`)
    expect(Object.keys(unzipSync(after))).not.toContain('xl/calcChain.xml')
    expect(textOf(after, 'xl/_rels/workbook.xml.rels')).not.toContain('calcChain')
    expect(textOf(after, '[Content_Types].xml')).toBe(textOf(before, '[Content_Types].xml'))
  })

  it.each([
    ['a merged cell', '<sheetData/><mergeCells><mergeCell ref="A1:A3"/></mergeCells>'],
    [
      'a formula of several cells',
      '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c></row></sheetData>',
    ],
  ])('refuses to change what is only a part of %s', (what, sheet) => {
    const edit = (row: number) => editXlsx(workbook(sheet), undefined, [{ row, column: 0, text: 'x' }])
    expect(() => edit(2)).toThrow(`The answer for A2 cannot be written: the cell is part of ${what}, A1:A3.`)
    if (what === 'a merged cell') expect(() => edit(1)).not.toThrow()
    else expect(() => edit(1)).toThrow('A1')
  })

  it('asks a spreadsheet program to calculate anew, whatever the workbook said of it', () => {
    const book = workbook('<sheetData><row r="1"><c r="B1"><f>A1</f><v>0</v></c></row></sheetData>')
    const parts = unzipSync(book)
    const said = (calcPr: string): string => {
      const xml = textOf(book, 'xl/workbook.xml').replace(
        '</workbook>',
        `<definedNames/>${calcPr}<pivotCaches/></workbook>`,
      )
      const after = editXlsx(zipSync({ ...parts, 'xl/workbook.xml': strToU8(xml) }), undefined, [
        { row: 1, column: 0, text: 'x' },
      ])
      return /<\/sheets>(.*)<\/workbook>/.exec(textOf(after, 'xl/workbook.xml'))?.[1] ?? ''
    }
    const expected = '<definedNames/><calcPr fullCalcOnLoad="1" calcCompleted="0"/><pivotCaches/>'
    expect(said('')).toBe(expected)
    expect(said('<calcPr fullCalcOnLoad="0"/>')).toBe(expected)
    expect(said('<calcPr calcId="191029"></calcPr>')).toContain(
      '<calcPr calcId="191029" fullCalcOnLoad="1" calcCompleted="0"></calcPr>',
    )
  })
})

it.each([
  ['A2', 'B5'],
  ['$A2+A$2+$A$2', '$A5+B$2+$A$2'],
  ['SUM(A1:B2,C:D,3:4)', 'SUM(B4:C5,D:E,6:7)'],
  [`"A2"&'A2 A3'!A2&A2!B1`, `"A2"&'A2 A3'!B5&A2!C4`],
  ['LOG10(A1)+T_A1+A1.x+Table1[[#This Row],[A1]]', 'LOG10(B4)+T_A1+A1.x+Table1[[#This Row],[A1]]'],
  ['XFD1+Z9', 'XFE4+AA12'],
])('a formula %s filled down and right is %s', (formula, expected) => {
  expect(shiftFormula(formula, { rows: 3, columns: 1 })).toBe(expected)
})

it('a formula that would leave the sheet says so', () => {
  expect(shiftFormula('A1+B$1+2:2', { rows: -2, columns: -1 })).toBe('#REF!+A$1+#REF!')
})
