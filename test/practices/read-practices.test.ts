import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/finding.ts'
import { columnLetter, type PracticeTable } from '../../src/model/practice-table.ts'
import { readPractices } from '../../src/practices/read-practices.ts'
import { ods, xlsx } from './workbooks.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'practices-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function read(name: string, content: string | Uint8Array): Promise<PracticeTable> {
  writeFileSync(join(folder, name), content)
  return readPractices(join(folder, name))
}

const written = (table: PracticeTable) => table.headers.map((header) => header.written)
const rules = (table: PracticeTable) => table.findings.map(({ rule }) => rule)

describe('text files', () => {
  const PLAIN = 'ods_code,name\nZ99901,Larkspur Hill\n'
  const ways: [string, string, string | Uint8Array][] = [
    ['plain', 'a.csv', PLAIN],
    ['with a byte order mark', 'b.csv', `\uFEFF${PLAIN}`],
    ['with Windows line ends', 'c.csv', PLAIN.replaceAll('\n', '\r\n')],
    ['with old Mac line ends', 'd.csv', PLAIN.replaceAll('\n', '\r')],
    ['with semicolons', 'e.csv', PLAIN.replaceAll(',', ';')],
    ['with tabs', 'f.tsv', PLAIN.replaceAll(',', '\t')],
    ['with a line that names the separator', 'g.csv', `sep=;\r\n${PLAIN.replaceAll(',', ';')}`],
    ['as Unicode text from Excel', 'h.txt', Buffer.from(`\uFEFF${PLAIN.replaceAll(',', '\t')}`, 'utf16le')],
    ['as Unicode text without its byte order mark', 'j.csv', Buffer.from(PLAIN, 'utf16le')],
    ['the other way round', 'k.csv', Buffer.from(PLAIN, 'utf16le').swap16()],
    ['with bars', 'l.csv', PLAIN.replaceAll(',', '|')],
    ['without a last line end', 'i.csv', PLAIN.trimEnd()],
  ]
  it.each(ways)('%s', async (_, name, content) => {
    const table = await read(name, content)
    expect(written(table)).toEqual(['ods_code', 'name'])
    expect(table.rows).toMatchObject([{ row: 2, values: ['Z99901', 'Larkspur Hill'] }])
    expect(table.findings).toEqual([])
  })

  it('reads what plain "CSV" of Excel on Windows has beyond Latin letters', async () => {
    const bytes = Buffer.from(`${PLAIN.trimEnd()} \x96 St Anne\x92s, \xe9\x80\n`, 'latin1')
    const table = await read('windows.csv', bytes)
    expect(table.rows[0]?.values.slice(1)).toEqual(['Larkspur Hill – St Anne’s', ' é€'])
    expect(rules(table)).toEqual(['not-utf-8'])
  })

  it('refuses a web page that is called a spreadsheet', async () => {
    await expect(read('export.xls', '\uFEFF\n<html><table><tr><td>ods_code</td></tr></table>')).rejects.toThrow(
      /is a web page/,
    )
  })

  it('counts rows as a spreadsheet does, over empty rows and cells of several lines', async () => {
    const table = await read('rows.csv', 'ods_code,name\n\nA1,"two\r\nlines"\n,\nA2,x\n')
    expect(table.rows.map(({ row }) => row)).toEqual([3, 5])
  })

  it('keeps commas and quotation marks inside values', async () => {
    const table = await read('quotes.csv', 'ods_code,name\nA1,"The ""Old"", Surgery"\nA2,The "New" Surgery\n')
    expect(table.rows.map(({ values }) => values[1])).toEqual(['The "Old", Surgery', 'The "New" Surgery'])
  })

  it('does not take commas inside quotation marks for separators', async () => {
    const table = await read('semicolons.csv', '"ods, code";name\nA1;b\n')
    expect(written(table)).toEqual(['ods, code', 'name'])
  })
})

describe('answers for one practice', () => {
  it('reads YAML, with phone numbers as they are written and names that nest', async () => {
    const table = await read(
      'one.yaml',
      'ods_code: Z99901\nphone: 01632960101\ngo_live: 2027-04-14\ndispensing: yes\npractice_manager:\n  name: Morwenna\n',
    )
    expect(written(table)).toEqual(['ods_code', 'phone', 'go_live', 'dispensing', 'practice_manager_name'])
    expect(table.rows[0]?.values).toEqual(['Z99901', '01632960101', '2027-04-14', 'yes', 'Morwenna'])
    expect(table.rows[0]?.lines).toEqual([1, 2, 3, 4, 6])
  })

  it('reads JSON, and a list of practices', async () => {
    const table = await read(
      'two.json',
      '[{"ods_code":"A1","dispensing":true},{"ods_code":"A2","apps_stop":["X","Y"]}]',
    )
    expect(table.rows.map(({ values }) => values)).toEqual([
      ['A1', 'true', ''],
      ['A2', '', 'X, Y'],
    ])
  })
})

describe('workbooks', () => {
  it('reads real dates and times of XLSX as days and times, numbers and yes as text', async () => {
    const table = await read(
      'dates.xlsx',
      xlsx({
        name: 'Wave',
        rows: [
          ['a', 'b', 'c', 'd'],
          [{ v: 46491, s: 1 }, { v: 18.5 / 24, s: 2 }, 1632960101, true],
        ],
      }),
    )
    expect(table.rows[0]).toMatchObject({ values: ['2027-04-14', '18:30', '1632960101', 'true'], realDates: [0] })
    expect(table.sheet).toBeUndefined()
  })

  it('takes the first visible sheet, without hidden rows and columns, and says so', async () => {
    const table = await read(
      'hidden.xlsx',
      xlsx(
        { name: 'Old', hidden: true, rows: [['a'], ['b']] },
        {
          name: 'Wave 3',
          rows: [
            ['ods_code', 'secret', 'name'],
            ['A1', 'x', 'One'],
            ['A2', 'x', 'Two'],
            ['A3', 'x', 'Three'],
          ],
          hiddenRows: [3],
          hiddenColumns: [1],
        },
      ),
    )
    expect(written(table)).toEqual(['ods_code', 'name'])
    expect(table.rows.map(({ row }) => row)).toEqual([2, 4])
    expect(table.sheet).toBe('Wave 3')
    expect(rules(table)).toEqual(['sheets-not-read', 'hidden-rows', 'hidden-columns'])
    expect(table.findings.map(({ message }) => message).join()).toContain('B (secret)')
  })

  it('uses a merged cell for each of its rows, but makes no row of an empty one', async () => {
    const table = await read(
      'merged.xlsx',
      xlsx({
        name: 'Wave',
        rows: [
          ['ods_code', 'icb'],
          ['A1', 'NHS Somewhere'],
          ['A2', null],
          ['A3', 'NHS Elsewhere'],
          [null, null],
        ],
        merges: ['B2:B3', 'B4:B5'],
      }),
    )
    expect(table.rows.map(({ values }) => values[1])).toEqual(['NHS Somewhere', 'NHS Somewhere', 'NHS Elsewhere'])
    expect(rules(table)).toEqual(['merged-cells'])
  })

  it('takes the sheet `defaults` apart, wherever it stands', async () => {
    const table = await read(
      'defaults.xlsx',
      xlsx(
        {
          name: 'Defaults',
          rows: [
            ['wave', 'trainer'],
            ['1', 'Ann'],
          ],
        },
        {
          name: 'P',
          rows: [
            ['ods_code', 'wave'],
            ['A1', 1],
          ],
        },
      ),
    )
    expect(table.rows[0]?.values).toEqual(['A1', '1'])
    expect(table.defaults?.rows[0]?.values).toEqual(['1', 'Ann'])
  })

  it('reads ODS with what is hidden, merged, repeated, commented and formatted', async () => {
    const cell = (text: string) =>
      `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
    const content = `
      <table:table table:name="Old" table:style-name="hid"><table:table-row>${cell('x')}</table:table-row></table:table>
      <table:table table:name="Wave">
        <table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="1022"/>
        <table:table-row>${cell('ods_code')}${cell('secret')}${cell('go_live')}${cell('time')}${cell('icb')}<table:table-cell table:number-columns-repeated="1019"/></table:table-row>
        <table:table-row>${cell('A1')}${cell('s')}<table:table-cell office:value-type="date" office:date-value="2027-04-14"><office:annotation><text:p>agreed?</text:p></office:annotation><text:p>14/04/27</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT18H30M00S"><text:p>18:30</text:p></table:table-cell><table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>NHS A &amp; B<text:s text:c="2"/>ICB</text:p><text:p>line 2</text:p></table:table-cell></table:table-row>
        <table:table-row>${cell('A2')}<table:table-cell/><table:table-cell office:value-type="float" office:value="7420"><text:p>7,420</text:p></table:table-cell><table:table-cell/><table:covered-table-cell/></table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
        <table:table-row table:visibility="filter">${cell('A3')}</table:table-row>
        <table:table-row table:number-rows-repeated="2">${cell('A4')}</table:table-row>
        <table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
      </table:table>`
    const hidden = '<style:style style:name="hid"><style:table-properties table:display="false"/></style:style>'
    const table = await read('a.ods', ods(content, hidden))
    expect(written(table)).toEqual(['ods_code', 'go_live', 'time', 'icb'])
    expect(table.rows.map(({ row }) => row)).toEqual([2, 3, 8, 9])
    expect(table.rows[0]?.values.slice(2, 5)).toEqual(['2027-04-14', '18:30', 'NHS A & B  ICB\nline 2'])
    expect(table.rows[0]?.realDates).toEqual([2])
    expect(table.rows[1]?.values.slice(2, 5)).toEqual(['7420', '', 'NHS A & B  ICB\nline 2'])
    expect(rules(table)).toEqual(['sheets-not-read', 'hidden-rows', 'hidden-columns', 'merged-cells'])
  })
})

describe('files that cannot be read', () => {
  it.each([
    ['a missing file', () => readPractices(join(folder, 'none.csv')), /There is no practices file/],
    ['a folder', () => readPractices(folder), /is a folder/],
    [
      'a broken workbook',
      () => read('broken.xlsx', xlsx({ name: 'a', rows: [['a']] }).slice(0, 300)),
      /cannot be read as a workbook/,
    ],
  ])('%s ends with code 3 and advice', async (_, run, words) => {
    const error: unknown = await run().catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({ kind: 'input', message: expect.stringMatching(words) as string })
    expect((error as UserError).advice).not.toBe('')
  })
})

it('names columns as a spreadsheet does', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
