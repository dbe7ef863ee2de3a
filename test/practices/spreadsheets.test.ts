import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFixSheets, writeFixSheet } from '../../src/app/spreadsheets.ts'
import type { PracticeTable } from '../../src/model/practice-table.ts'
import { knownColumns } from '../../src/practices/columns.ts'
import { fixWorkbook, joinFixed } from '../../src/practices/fix-workbook.ts'
import { parsePractices, practicesIn } from '../../src/practices/parse-practices.ts'
import { changesFrom } from '../../src/practices/returned-changes.ts'
import { readTable } from '../../src/practices/read-practices.ts'
import { cell, writeWorkbook } from '../../src/practices/write-workbook.ts'
import { starterWorkbook } from '../../src/practices/starter-workbook.ts'
import { guideData } from './guide-data.ts'
import { shippedQuestions } from './questions.ts'
import { missingCharacter } from './words-of-findings.ts'
import { xlsx } from './workbooks.ts'

const { questions, words } = shippedQuestions()
const questionOf = (header: string) => questions.find(({ id }) => id === header) ?? null

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spreadsheets-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function read(name: string, content: string | Uint8Array): Promise<PracticeTable> {
  writeFileSync(join(folder, name), content)
  return readTable(join(folder, name))
}

const parse = (table: PracticeTable) => parsePractices(table, guideData, { missingCharacter })

/** The rows to fix of a table, as they would come back with some cells changed. */
async function fixed(table: PracticeTable, change: (row: string, header: string, text: string) => string) {
  const names = { file: 'practices.csv', this: 'fix-these-rows.xlsx' }
  const bytes = await fixWorkbook(table, parse(table).value.toFix, questionOf, words, names)
  const sheet = await read('fix-these-rows.xlsx', bytes)
  const number = sheet.headers.find(({ written }) => written === 'Row')?.index ?? 0
  const rows = sheet.rows.map((row) => {
    const values = [...row.values]
    for (const { written, index } of sheet.headers) {
      values[index] = change(row.values[number] ?? '', written, row.values[index] ?? '')
    }
    return { ...row, values }
  })
  return { bytes, sheet: { ...sheet, rows } }
}

const BAD =
  '\uFEFFods_code;name;current_system;new_system;go_live;phone;dispensing;My notes\r\n' +
  'Z99901;Good;EMIS;TPP;2027-04-14;01632 960101;yes;a\r\n' +
  ';;;;;;;\r\n' +
  'Z99902;"Bad; date";EMIS;TPP;31/02/2027;1632960102;perhaps;=1+1\r\n' +
  '../x;Bad code;EMIS;TPP;14 April 2027;01632960103;;"two\r\nlines"\r\n' +
  'Z99903;Good too;EMIS;TPP;2027-05-19;;;\r\n'

const CLEAN = BAD.replace('31/02/2027', '28 February 2027').replace('perhaps', 'no').replace('../x', 'Z99904')

describe('fix-these-rows.xlsx', () => {
  it('holds only the bad rows, with every column, the reasons, and their true row numbers', async () => {
    const { sheet } = await fixed(await read('bad.csv', BAD), (_, __, text) => text)
    expect(sheet.headers.map(({ written }) => written)).toEqual([
      'Row',
      'What is wrong',
      'ods_code',
      'name',
      'current_system',
      'new_system',
      'go_live',
      'phone',
      'dispensing',
      'My notes',
      'Mark (do not change)',
    ])
    expect(sheet.rows.map(({ values }) => [values[0], ...values.slice(2, 10)])).toEqual([
      ['4', 'Z99902', 'Bad; date', 'EMIS', 'TPP', '31/02/2027', '1632960102', 'perhaps', '=1+1'],
      ['5', '../x', 'Bad code', 'EMIS', 'TPP', '14 April 2027', '01632960103', '', 'two\r\nlines'],
    ])
    expect(sheet.rows[0]?.values[1]).toContain('go_live: “31/02/2027” is not a day in the calendar')
    expect(sheet.rows[0]?.values[1]).toContain('dispensing: “perhaps” is neither yes nor no')
  })

  it('colours the wrong cells, says why in their comments, and offers what may be chosen', async () => {
    const { bytes } = await fixed(await read('bad.csv', BAD), (_, __, text) => text)
    const parts = unzipSync(bytes)
    const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
    expect(text('xl/comments1.xml')).toContain('ref="G2"')
    expect(text('xl/comments1.xml')).toContain('ref="C3"')
    const sheet = text('xl/worksheets/sheet1.xml')
    expect(sheet).toMatch(/sqref="I2:I3".*?<formula1>"yes,no,don't know yet"<\/formula1>/)
    expect(sheet).not.toContain('<f>')
    const style = /<c r="G2"[^>]* s="(\d+)"/.exec(sheet)?.[1]
    expect(style).not.toBe(/<c r="G3"[^>]* s="(\d+)"/.exec(sheet)?.[1])
  })

  it('fed back corrected, gives exactly what a clean file gives', async () => {
    const table = await read('bad.csv', BAD)
    const { sheet } = await fixed(table, (row, header, text) => {
      if (row === '4' && header === 'go_live') return '2027-02-28'
      if (row === '4' && header === 'dispensing') return 'no'
      if (row === '5' && header === 'ods_code') return 'Z99904'
      return text
    })
    const joined = parse(joinFixed(table, sheet, words))
    const clean = parse(await read('bad.csv', CLEAN))
    expect(joined.value.failed).toEqual([])
    expect(joined.value.practices).toHaveLength(4)
    expect(joined).toEqual(clean)
  })

  it('fed back unchanged, changes nothing, whatever stands in the rows', async () => {
    const odd =
      'ods_code,name,current_system,new_system,go_live,kick_off,phone,go_live_time\n' +
      'x/1,"  spaces , and ""quotes"" ",EMIS,TPP,2027-04-14,2027-02-30,0012,08:00\n' +
      'x/2,<b>&amp;</b>,EMIS,TPP,46491,1e5,1E3,8am\n' +
      "x/3,'quoted,+44,-1,@x,TRUE,#N/A,\n"
    const table = await read('odd.csv', odd)
    const { sheet } = await fixed(table, (_, __, text) => text)
    expect(joinFixed(table, sheet, words).rows.map(({ values }) => values)).toEqual(
      table.rows.map(({ values }) => values),
    )
  })

  it('keeps real dates of a workbook real', async () => {
    const table = await read(
      'real.xlsx',
      xlsx({
        name: 'P',
        rows: [
          ['ods_code', 'name', 'current_system', 'new_system', 'go_live', 'kick_off'],
          ['Z99901', 'A', 'EMIS', 'TPP', { v: 46491, s: 1 }, 'nonsense'],
        ],
      }),
    )
    const { sheet } = await fixed(table, (_, header, text) => (header === 'kick_off' ? '' : text))
    const joined = joinFixed(table, sheet, words)
    expect(joined.rows[0]).toMatchObject({ realDates: [4], values: ['Z99901', 'A', 'EMIS', 'TPP', '2027-04-14', ''] })
    expect(parse(joined).value.practices).toHaveLength(1)
  })

  it('puts a value that a stray comma pushed out of the table back when the row is corrected', async () => {
    const csv =
      'ods_code,name,current_system,new_system,go_live,address_1\nZ99901,A,EMIS,TPP,2027-04-14,1 High Street, Tarnwick\n'
    const table = await read('comma.csv', csv)
    const { sheet } = await fixed(table, (_, header, text) =>
      header === 'address_1' ? '1 High Street, Tarnwick' : text,
    )
    expect(parse(joinFixed(table, sheet, words)).value.practices[0]?.text.address_1).toBe('1 High Street, Tarnwick')
  })

  it('is refused when the practices file has changed since', async () => {
    const { sheet } = await fixed(await read('bad.csv', BAD), (_, __, text) => text)
    const changed = await read('bad.csv', BAD.replace('Bad code', 'Other practice'))
    expect(() => joinFixed(changed, sheet, words)).toThrow(/does not belong to .* as it is now/)
  })

  it('keeps a row that was left out left out, when the rest is fixed in a second file', async () => {
    const table = await read('bad.csv', BAD)
    const first = await fixed(table, (row, header, text) => (row === '4' && header === 'name' ? 'Leave out' : text))
    const once = joinFixed(table, first.sheet, words)
    const second = await fixed(once, (row, header, text) => (row === '5' && header === 'ods_code' ? 'Z99904' : text))
    expect(second.sheet.rows).toHaveLength(1)
    const { value, findings } = parse(joinFixed(once, second.sheet, words))
    expect(value.failed).toEqual([])
    expect(value.practices.map(({ ods }) => ods)).toEqual(['Z99901', 'Z99904', 'Z99903'])
    expect(findings.map(({ rule }) => rule)).toContain('rows-left-out')
  })

  it('goes away when nothing is left to fix, but not where somebody saved it or a run was given it', async () => {
    const own = mkdtempSync(join(folder, 'fix-'))
    const file = join(own, 'fix-these-rows.xlsx')
    const table = await read('bad.csv', BAD)
    const shipped = { guide: 'guide', templates: 'templates' }
    const write = () => writeFixSheet(table, parse(table).value.toFix, file, shipped)
    expect(await write()).toBe(file)
    await removeFixSheets(file, [file])
    expect(existsSync(file)).toBe(true)
    await removeFixSheets(file, [])
    expect(existsSync(file)).toBe(false)
    await write()
    const parts = unzipSync(readFileSync(file))
    const core = strFromU8(parts['docProps/core.xml'] ?? new Uint8Array()).replaceAll('1970-01-01', '2026-11-30')
    writeFileSync(file, zipSync({ ...parts, 'docProps/core.xml': strToU8(core) }))
    await removeFixSheets(file, [])
    expect(existsSync(file)).toBe(true)
  })
})

describe('a returned questionnaire', () => {
  it.each([
    ['not in any row', 'Z99902', 'Z99903'],
    ['in more than one row', 'Z99901', 'Z99901'],
  ])('is refused when its practice is %s', async (where, first, second) => {
    const table = await read('codes.csv', `ods_code,name\n${first},A\n${second},B\n`)
    const returned = [{ file: 'returned.xlsx', ods: 'Z99901', answers: new Map([['name', 'C']]) }]
    expect(() =>
      changesFrom(practicesIn(table, knownColumns(guideData), ['ods_code'], {}), returned, knownColumns(guideData)),
    ).toThrow(`returned.xlsx is about Z99901, which is ${where} of ${table.file}.`)
  })
})

describe('the starter spreadsheet', () => {
  it('has every needed column first, explanations, drop-downs, and is read as a sheet without practices', async () => {
    const bytes = await starterWorkbook(questions, words)
    const parts = unzipSync(bytes)
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain(`<formula1>"proposed,confirmed,done"</formula1>`)
    expect(sheet).toContain('<formula1>"EMIS Web,TPP SystmOne,Vision"</formula1>')
    expect(strFromU8(parts['xl/comments1.xml'] ?? new Uint8Array())).toContain('Is it dispensing?')
    await expect(read('starter.xlsx', bytes)).rejects.toMatchObject({
      kind: 'input',
      advice: expect.stringMatching(/columns called ods_code, name, current_system, new_system, go_live, /) as string,
    })
  })

  it('lists every column that is understood', async () => {
    const ids = new Set(questions.map(({ id }) => id))
    for (const { id } of knownColumns(guideData).values())
      expect(ids, 'Add it to templates/spreadsheet.yaml.').toContain(id)
  })

  it('is the same, byte for byte, each time', async () => {
    const [first, second] = [await starterWorkbook(questions, words), await starterWorkbook(questions, words)]
    expect(Buffer.compare(first, second)).toBe(0)
  })
})

it('never makes a formula of a text', async () => {
  const text = '=HYPERLINK("http://x.example")'
  const columns = [{ header: 'a', width: 9, kind: 'text' as const }]
  const bytes = await writeWorkbook('t', [{ name: 's', columns, rows: [[cell(text)]] }], 'a')
  expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('<f>')
  expect((await read('formula.xlsx', bytes)).rows[0]?.values).toEqual([text])
})
