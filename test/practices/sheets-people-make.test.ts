import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { separatorOf } from '../../src/base/csv.ts'
import { suggestColumn } from '../../src/practices/match-columns.ts'
import { fixWorkbook, joinFixed, SENT } from '../../src/practices/fix-workbook.ts'
import { knownColumns } from '../../src/practices/columns.ts'
import { parsePractices, type ParsePracticesOptions } from '../../src/practices/parse-practices.ts'
import { readPractices, readTable } from '../../src/practices/read-practices.ts'
import { answersInDocx, contentOfDocx } from '../../src/practices/returned-answers.ts'
import { tableFromCsv } from '../../src/practices/read-table.ts'
import { cell, writeWorkbook } from '../../src/practices/write-workbook.ts'
import { guideData } from './guide-data.ts'
import { shippedQuestions } from './questions.ts'
import { missingCharacter } from './words-of-findings.ts'
import { ods, xlsx } from './workbooks.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'people-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const saved = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

function parse(csv: string, options: Partial<ParsePracticesOptions> = {}) {
  return parsePractices(tableFromCsv('practices.csv', csv, []), guideData, { missingCharacter, ...options })
}
async function parseFile(name: string, content: string | Uint8Array, options: Partial<ParsePracticesOptions> = {}) {
  const table = await readPractices(saved(name, content))
  return { table, ...parsePractices(table, guideData, { missingCharacter, ...options }) }
}

const NAMES = 'ods_code,name,current_system,new_system,go_live'
const ROW = 'Z99901,Larkspur Hill Surgery,EMIS Web,TPP SystmOne,2027-04-14'
const values = (line: string) => line.split(',')

/** Headings of trackers and the column that is meant; `?`: only suggested or left alone. */
const HEADINGS: readonly (readonly [string, string])[] = [
  ...['ODS', 'ODS Code', 'GP code', 'Practice Code', 'ODS/NACS code?', 'Organisation Code', 'NACS'].map(
    (h) => [h, 'ods_code'] as const,
  ),
  ...['Practice Name', 'Name of practice', 'GP Practice', 'Surgery name', 'Organisation Name'].map(
    (h) => [h, 'name'] as const,
  ),
  ...[
    'Current clinical system',
    'Existing system',
    'Old system',
    'Current supplier',
    'Moving from',
    'Outgoing supplier',
    'Legacy system',
    'Source system',
  ].map((h) => [h, 'current_system'] as const),
  ...[
    'New clinical system',
    'New supplier',
    'Moving to',
    'Target system',
    'Future system',
    'Incoming supplier',
    'Destination system',
  ].map((h) => [h, 'new_system'] as const),
  ...[
    'Go-live date',
    'Go Live Date',
    'Golive',
    'Date of go-live',
    'Planned go live',
    'Agreed Go-Live Date',
    'Live date',
  ].map((h) => [h, 'go_live'] as const),
  ...['Telephone', 'Tel No.', 'Practice phone', 'Main number'].map((h) => [h, 'phone'] as const),
  ...['Email address', 'E-mail', 'Practice email'].map((h) => [h, 'email'] as const),
  ...['Post code', 'Postal code'].map((h) => [h, 'postcode'] as const),
  ...['List size', 'No. of patients', 'Registered patients'].map((h) => [h, 'patients'] as const),
  ...['PM', 'Practice Manager', 'Practice Manager Name'].map((h) => [h, 'practice_manager_name'] as const),
  ['PM email', 'practice_manager_email'],
  ['PM Tel', 'practice_manager_phone'],
  ['Training date', 'training'],
  ['Kick-off meeting', 'kick_off'],
  ['Final data production date', 'final_data_production'],
  ['FDP', 'final_data_production'],
  ['Dispensing (Y/N)', 'dispensing'],
  ['Dispensing practice?', 'dispensing'],
  ['Branch surgeries', 'branch_sites'],
  ['Integrated Care Board', 'icb'],
  ['Primary Care Network', 'pcn'],
  ['Tranche', 'wave'],
  ['Web site address', 'website'],
  ...[
    'Notes',
    'Comments',
    'Status',
    'RAG',
    'Owner',
    'Supplier',
    'System',
    'From',
    'To',
    'Date',
    'Contact',
    'Code',
    'Practice',
  ].map((h) => [h, '?'] as const),
  ...[
    'Patient satisfaction',
    'Go-live support',
    'Order forms',
    'Training completed',
    'Email verified',
    'Website live',
    'Phone system',
    'Wave lead',
    'Name of trainer',
  ].map((h) => [h, '?'] as const),
]

/** What a heading beside the needed columns is taken for, and whether that is said; `own`: its own name. */
function readHeading(heading: string, id: string) {
  const [names, row] = [values(NAMES), values(ROW)]
  const at = names.indexOf(id)
  if (at >= 0) names[at] = heading
  else {
    names.push(heading)
    row.push('')
  }
  const { value, findings } = parse(`${names.map((name) => `"${name}"`).join(',')}\n${row.join(',')}\n`)
  const [first, ...others] = findings
  const taken = / is read as (\w+)/.exec(first?.message ?? '')?.[1]
  const said = first === undefined ? 'own' : first.rule === 'column-by-other-name' ? taken : first.rule
  return value.practices.length === 1 && others.length === 0 ? said : 'wrong'
}

describe('headings of trackers', () => {
  const isRight = (id: string, said: string | undefined) =>
    id === '?' ? said === 'unknown-column' : said === id || said === 'own'
  it.each(HEADINGS)('%j is %s', (heading, id) => {
    expect(readHeading(heading, id)).toSatisfy((said: string | undefined) => isRight(id, said))
  })

  const silent = HEADINGS.filter(([heading, id]) => !isRight(id, readHeading(heading, id)))
  const asked = HEADINGS.filter(([, id]) => id === '?').length
  it(`${HEADINGS.length} headings: ${HEADINGS.length - asked - silent.length} right, ${asked} asked, ${silent.length} silent`, () => {
    expect(silent).toEqual([])
  })

  it.each([
    'Notes',
    'Patient satisfaction',
    'Go-live support',
    'Order forms',
    'Training completed',
    'Email verified',
    'Website live',
    'Phone system',
    'Wave lead',
    'Status',
    'RAG',
    'Owner',
    'Region',
    'Priority',
    'Actions',
  ])('no column is suggested for %j', (heading) => {
    expect(suggestColumn(heading, new Set([...knownColumns(guideData).values()].map(({ id }) => id)))).toBeNull()
  })

  it('says which of two columns of one meaning is read', () => {
    const { value, findings } = parse(`${NAMES},Planned go live\n${ROW},2027-05-19\n`)
    expect(value.practices[0]?.goLive).toBe('2027-04-14')
    expect(findings[0]?.message).toMatch(/^The column “Planned go live” means go_live too, and “go_live” is the one/)
  })

  it('never takes one of two columns that could be meant', () => {
    expect(() =>
      parse(`ods_code,name,current_system,new_system,Planned go live,Agreed go live\n${ROW},2027-05-19\n`),
    ).toThrow(/no column go_live/)
  })
})

describe('where the names stand', () => {
  const above = 'Wave 1,Spring 2027,DRAFT,v3,\n'
  it.each([
    ['below a title row with several cells', `${above}${NAMES}\n${ROW}\n`, 3],
    ['in row 15', `${above}${'note,,,,\n'.repeat(13)}${NAMES}\n${ROW}\n`, 16],
    ['below a band', `Practice,,Systems,,Dates\n${NAMES}\n${ROW}\n`, 3],
    ['in two rows, the upper one a band', `,,Systems,,Dates\nODS code,name,Current,New,Go live\n${ROW}\n`, 3],
    ['in two rows', `ODS,Practice,Current,New,Go-live\ncode,name,system,system,date\n${ROW}\n`, 3],
  ])('%s', (_, csv, row) => {
    const { value } = parse(csv)
    expect(value.practices).toMatchObject([{ ods: 'Z99901', goLive: '2027-04-14', row }])
  })

  it('tells parts of contacts apart by the row above', () => {
    const { value } = parse(
      `,,,,,Practice manager,,Clinical lead\n${NAMES},Name,Email,Name\n${ROW},Ann,a@x.example,Bea\n`,
    )
    expect(value.practices[0]?.contacts).toMatchObject({
      'practice-manager': { name: 'Ann', email: 'a@x.example' },
      'clinical-lead': { name: 'Bea' },
    })
  })

  it('is where --header-row says', () => {
    const table = tableFromCsv('p.csv', `a,b\nods_code,name\nZ99901,x\n`, [], 1)
    expect(table.headers.map(({ written }) => written)).toEqual(['a', 'b'])
    expect(() => tableFromCsv('p.csv', 'a,b\n\n1,2\n', [], 2)).toThrow(/Row 2 of p.csv is empty/)
  })
})

it.each([';', '\t', '|', '^', '~', ','])(
  'the separator %j is found below a title, and whatever stands in the cells',
  (mark) => {
    const csv = ['Wave 1, spring; 2027', values(NAMES).join(mark), values(ROW).join(mark)].join('\n')
    expect(separatorOf(csv)).toBe(mark)
    expect(parse(csv).value.practices).toHaveLength(1)
  },
)

describe('rows that are no practice', () => {
  it.each([
    ['a total', 'Total,,,,'],
    ['a total', ',Grand total: 2,,,'],
    ['a total', ',Number of practices,2,,'],
    ['a heading', 'Wave 2,,,,'],
    ['the column names again', NAMES],
    ['a note', '"Prepared by the digital team from the tracker of 3 March",,,,'],
  ])('%s: %s', (what, line) => {
    const { value, findings } = parse(`${NAMES}\n${ROW}\n${line}\n`)
    expect(value.failed).toEqual([])
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['rows-left-out', `Left out: row 3 looks like ${what}.`],
    ])
  })

  it.each([',Tarnwick Surgery,,,', 'Z99902,,,,', ',Total Health Surgery,EMIS,TPP,', ',,EMIS,TPP,2027-04-14'])(
    'what may be a practice is asked: %s',
    (line) => {
      expect(parse(`${NAMES}\n${ROW}\n${line}\n`).value.failed).toMatchObject([{ row: 3 }])
    },
  )
})

describe('a row as a whole', () => {
  const said = (more: string, value: string, row = ROW) => {
    const { value: parsed, findings } = parse(`${NAMES},${more}\n${row},${value}\n`)
    return [parsed.practices.length, findings.map(({ rule }) => rule).filter((rule) => rule !== 'unknown-column')]
  }
  it.each([
    ['Notes', 'Withdrawn in May', 1, ['row-may-be-off']],
    ['Status', 'On hold', 1, ['row-may-be-off']],
    ['Status', 'closed', 1, ['row-may-be-off']],
    ['Notes', 'no longer on hold', 1, []],
    ['Notes', 'closed on Wednesday afternoons', 1, []],
    ['Notes', 'will merge with Z99902', 0, ['merger']],
    ['Merging with', 'Z99902', 0, ['merger']],
    ['Merging with', 'no', 1, []],
    ['kick_off_status', 'confirmed', 1, ['status-without-day']],
    ['kick_off_status', 'done', 1, []],
  ])('%s: %s', (column, value, practices, rules) => {
    expect(said(column, value)).toEqual([practices, rules])
  })

  it('says that a system cannot move to itself, whatever its names', () => {
    expect(said('wave', '1', ROW.replace('TPP SystmOne', 'EMIS'))).toEqual([0, ['same-system']])
  })

  it('never counts a worked-out day as agreed, where the row’s own cannot be read', () => {
    const { value } = parse(
      `${NAMES},kick_off,kick_off_status\n${ROW},soon,confirmed\n${ROW.replace('01,', '02,')},soon,done\n`,
    )
    expect(value.practices.map(({ statuses }) => statuses)).toEqual([{}, {}])
  })

  it('shows of a note only the word, and says both ways out of a merger', () => {
    const { findings } = parse(`${NAMES},Notes\n${ROW},Mrs Smith is merging with us\n`)
    const message = findings.find(({ rule }) => rule === 'merger')?.message ?? ''
    expect(message).not.toContain('Smith')
    expect(message).toMatch(/If they merge first: .* If each moves first/)
  })
})

describe('workbooks', () => {
  /** A cell with other XML in place of one that holds `mark`. */
  const withCell = (bytes: Uint8Array, mark: string, xml: string): Uint8Array => {
    const parts = unzipSync(bytes)
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const swapped = sheet.replace(new RegExp(`<c r="(\\w+)" t="inlineStr"><is><t>${mark}</t></is></c>`), xml)
    return zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(swapped) })
  }
  const book = xlsx({
    name: 'P',
    rows: [
      [...values(NAMES), 'phone'],
      [...values(ROW), 'MARK'],
    ],
  })

  it.each([
    ['without a result', '<c r="$1"><f>1+1</f></c>', ['formula-without-result']],
    ['with one', '<c r="$1" t="str"><f>A1</f><v>01632 960101</v></c>', []],
    ['with an empty text', '<c r="$1" t="str"><f>A1</f><v></v></c>', []],
  ])('a formula %s', async (_, xml, rules) => {
    const { value, findings } = await parseFile('f.xlsx', withCell(book, 'MARK', xml))
    expect(value.practices).toHaveLength(1)
    expect(findings.map(({ rule }) => rule)).toEqual(rules)
  })

  it('does not trust a zero of a file that asks to be worked out anew', async () => {
    const parts = unzipSync(withCell(book, 'MARK', '<c r="$1"><f>1+1</f><v>0</v></c>'))
    const workbook = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())
    const asks = workbook.replace('</workbook>', '<calcPr fullCalcOnLoad="1"/></workbook>')
    const { findings } = await parseFile('z.xlsx', zipSync({ ...parts, 'xl/workbook.xml': strToU8(asks) }))
    expect(findings.map(({ rule }) => rule)).toEqual(['formula-without-result'])
  })

  it('reads a needed formula without its result as an error of the row', async () => {
    const { value } = await parseFile(
      'n.xlsx',
      withCell(
        xlsx({ name: 'P', rows: [values(NAMES), [...values(ROW).slice(0, 4), 'MARK']] }),
        'MARK',
        '<c r="$1"><f>TODAY()</f></c>',
      ),
    )
    expect(value.failed[0]?.findings.map(({ rule }) => rule)).toEqual(['formula-without-result'])
  })

  it('asks about what is crossed out, a cell or a row', async () => {
    const td = (text: string, style = '') =>
      `<table:table-cell${style} office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
    const line = ' table:style-name="line"'
    const tr = (cells: string) => `<table:table-row>${cells}</table:table-row>`
    const styles =
      '<style:style style:name="line"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    const content = `<table:table table:name="P">${tr([...values(NAMES), 'phone'].map((name) => td(name)).join(''))}${tr(
      values(ROW)
        .map((text) => td(text))
        .join('') + td('01632 960101', line),
    )}${tr(
      values(ROW.replace('01,', '02,'))
        .map((text) => td(text, line))
        .join(''),
    )}</table:table>`
    const { value, findings } = await parseFile('c.ods', ods(content, styles))
    expect(value.practices.map(({ ods: code, text }) => [code, text.phone])).toEqual([['Z99901', null]])
    expect(findings.map(({ rule }) => rule)).toEqual(['crossed-out', 'row-crossed-out'])
  })

  it('reads the text of an ODS cell that has it in its attribute', async () => {
    const td = (text: string) => `<table:table-cell office:value-type="string" office:string-value="${text}"/>`
    const rows = [NAMES, ROW].map((line) => `<table:table-row>${values(line).map(td).join('')}</table:table-row>`)
    const { value } = await parseFile('a.ods', ods(`<table:table table:name="P">${rows.join('')}</table:table>`))
    expect(value.practices).toHaveLength(1)
  })

  const sheet = (name: string, code: string, names = NAMES) => ({
    name,
    rows: [values(names), values(ROW.replace('Z99901', code))],
  })
  it('reads all sheets with the needed columns, in any order of columns, but no example', async () => {
    const turned = {
      name: 'Wave 2',
      rows: [values(NAMES).reverse(), values(ROW.replace('Z99901', 'Z99902')).reverse()],
    }
    const bytes = xlsx(
      { name: 'Read me', rows: [['Hello']] },
      sheet('Wave 1', 'Z99901'),
      turned,
      sheet('Example', 'Z99909'),
      sheet('Again', 'Z99901'),
    )
    const { value, findings } = await parseFile('sheets.xlsx', bytes)
    expect(value.practices.map(({ ods: code }) => code)).toEqual(['Z99901', 'Z99902'])
    expect(findings.map(({ rule }) => rule)).toEqual(['sheets-not-read', 'rows-left-out'])
    const second = await parseFile('sheets.xlsx', bytes, { wave: 'wave 2' })
    expect(second.value.practices.map(({ ods: code }) => code)).toEqual(['Z99902'])
    await expect(parseFile('sheets.xlsx', bytes, { wave: 'Wave 9' })).rejects.toThrow(
      /no practice of the wave “Wave 9”/,
    )
  })

  it('warns of a sheet that looks as if it held practices, and lacks a column', async () => {
    const like = {
      name: 'Wave 3',
      rows: [['NACS', 'Practice', 'Old system', 'New system', 'Date'], values(ROW.replace('Z99901', 'Z99903'))],
    }
    const other = {
      name: 'RAG',
      rows: [
        ['Practice', 'RAG'],
        ['Larkspur', 'red'],
      ],
    }
    const { findings } = await parseFile('lacks.xlsx', xlsx(sheet('Wave 1', 'Z99901'), like, other))
    const warned = findings.filter(({ severity }) => severity === 'warning')
    expect(warned.map(({ message }) => message.slice(0, 110))).toEqual([
      'The sheet “Wave 3” looks as if it held practices, and was not read: it has no columns name, go_live. Name them',
    ])
  })

  it('says what to do with a file of Numbers', async () => {
    const bytes = zipSync({ 'Index/Document.iwa': strToU8('x') })
    await expect(readPractices(saved('n.numbers', bytes))).rejects.toThrow(/is a file of Numbers/)
  })

  it('names the sheet of what is wrong, and brings fixed rows of each sheet back', async () => {
    const bad = (name: string, code: string) => sheet(name, code.replace('Z', '?'))
    const { table, value } = await parseFile('bad.xlsx', xlsx(bad('Wave 1', 'Z99901'), bad('Wave 2', 'Z99902')))
    expect(value.toFix).toMatchObject([
      { row: 2, sheet: 'Wave 1' },
      { row: 2, sheet: 'Wave 2' },
    ])
    expect(value.failed[1]?.findings[0]?.cell).toMatchObject({ row: 2, sheet: 'Wave 2' })
    const { words } = shippedQuestions()
    const file = saved(
      'fix.xlsx',
      await fixWorkbook(table, value.toFix, () => null, words, { file: 'bad.xlsx', this: 'fix.xlsx' }),
    )
    const back = await readTable(file)
    expect(back.rows.map(({ values: row }) => row[0])).toEqual(['2', 'Wave 2!2'])
    const rows = back.rows.map((row) => ({
      ...row,
      values: row.values.map((text) => (text.startsWith('?') ? text.replace('?', 'Z') : text)),
    }))
    const joined = parsePractices(joinFixed(table, { ...back, rows }, words), guideData, { missingCharacter })
    expect(joined.value.practices.map(({ ods: code }) => code)).toEqual(['Z99901', 'Z99902'])
    // One says “leave out”, the other was deleted.
    const sent = await readTable(file, { sheet: SENT })
    const answer = rows
      .slice(0, 1)
      .map((row) => ({ ...row, values: row.values.map((text, at) => (at === 2 ? 'Leave out' : text)) }))
    const left = joinFixed(table, { ...back, rows: answer }, words, sent)
    expect(left.rows).toEqual([])
    expect(left.findings.at(-1)?.message).toMatch(/rows 2 and Wave 2!2\.$/)
  })

  it('are written within the limits of Excel, with the names of sheets in quotation marks', async () => {
    const choices = {
      values: Array.from({ length: 40 }, (_, at) => `a long choice ${at}`),
      strict: true,
      help: 'x'.repeat(400),
    }
    const short = { ...choices, values: ['a', 'b'] }
    const column = { header: 'a', width: 9, kind: 'text' as const, choices: short }
    const bytes = await writeWorkbook(
      't',
      [
        {
          name: "It's two",
          columns: [column, { ...column, choices }],
          rows: [[cell('y'.repeat(40_000))]],
          emptyRows: 2,
        },
      ],
      'a',
    )
    const parts = unzipSync(bytes)
    const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
    expect(text('xl/workbook.xml')).toContain(`>'It''s two'!$1:$1<`)
    const written = text('xl/worksheets/sheet1.xml')
    expect(written.match(/<dataValidation /g)).toHaveLength(1)
    expect(written).toContain('sqref="A2:A1048576"')
    expect(/prompt="(x+…)"/.exec(written)?.[1]).toHaveLength(225)
    expect(
      Math.max(
        ...text('xl/sharedStrings.xml')
          .split('<')
          .map(({ length }) => length),
      ),
    ).toBeLessThan(32_780)
  })
})

it('reads a Word answer with tracked changes once', () => {
  const t = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
  const answer = `<w:moveFrom>${t('old place')}</w:moveFrom><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveTo>${t('new')}</w:moveTo><w:ins>${t(' place')}</w:ins>`
  const document = `<w:document><w:tbl><w:tr><w:tc><w:p>${t('phone')}</w:p></w:tc><w:tc><w:p>${answer}</w:p></w:tc></w:tr></w:tbl></w:document>`
  const content = contentOfDocx(zipSync({ 'word/document.xml': strToU8(document) }))
  expect(content && answersInDocx(content).get('phone')).toBe('new place')
})
