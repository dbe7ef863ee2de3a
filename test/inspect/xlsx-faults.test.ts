/** Workbooks with one fault each, which Excel repairs, and the rule that must catch it. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { inspectDocument, XLSX_RULES } from '../../src/inspect/inspect-files.ts'
import { cell, writeWorkbook } from '../../src/practices/write-workbook.ts'

let sound: Uint8Array
beforeAll(async () => {
  const choices = { values: ['Yes', 'No'], strict: true, help: 'Choose one.' }
  const columns = [
    { header: 'Task', width: 30, kind: 'text' as const },
    { header: 'Day', width: 14, kind: 'date' as const },
    { header: 'Done', width: 8, kind: 'text' as const, choices },
  ]
  const rows = [[cell('Tell the staff'), cell('2027-03-01'), cell('No')]]
  sound = await writeWorkbook('Tasks', [{ name: 'Rows to fix', columns, rows, printed: 2, filters: true }], 'A team')
})

type Parts = Record<string, string>
const BOOK = 'xl/workbook.xml'
const SHEET = 'xl/worksheets/sheet1.xml'
const STRINGS = 'xl/sharedStrings.xml'
const TYPES = '[Content_Types].xml'

const change = (part: string, from: string | RegExp, to: string) => (parts: Parts) => {
  const after = (parts[part] ?? '').replace(from, () => to)
  if (after === parts[part]) throw new Error(`Nothing to change in ${part}: ${parts[part] ?? ''}`)
  return { ...parts, [part]: after }
}

const FAULTS: readonly (readonly [rule: string, fault: string, make: (parts: Parts) => Parts])[] = [
  ['defined-name-broken', 'a name without apostrophes', change(BOOK, "'Rows to fix'!$A", 'Rows to fix!$A')],
  ['defined-name-broken', 'a name of a sheet that is not there', change(BOOK, "'Rows to fix'!$A", "'Rows'!$A")],
  ['workbook-limit', 'a long name of a sheet', change(BOOK, /Rows to fix/g, 'Rows that somebody has to fix now')],
  ['workbook-limit', 'a sheet called a/b', change(BOOK, /Rows to fix/g, 'Rows/fix')],
  ['workbook-limit', 'a cell with too much text', change(STRINGS, 'Tell the staff', 'Tell '.repeat(7000))],
  ['workbook-limit', 'a long drop-down list', change(SHEET, 'Yes,No', 'Perhaps,'.repeat(40))],
  ['workbook-limit', 'a column that is too wide', change(SHEET, 'width="30"', 'width="300"')],
  ['workbook-limit', 'a row that is too high', change(SHEET, / ht="[^"]*"/, ' ht="500"')],
  ['cell-broken', 'a text that is not there', change(SHEET, /<v>0</, '<v>99<')],
  ['cell-broken', 'text that is said to be a number', change(SHEET, /t="s" s="1"><v>0</, 's="1"><v>Task<')],
  ['cell-broken', 'a cell that is there twice', change(SHEET, 'r="B1"', 'r="A1"')],
  ['cell-broken', 'a style that is not there', change(SHEET, /s="1"><v>0/, 's="99"><v>0')],
  ['id-repeated', 'two names alike', change(BOOK, '_xlnm.Print_Area', '_xlnm.Print_Titles')],
  ['relationship-broken', 'a part that is not there', change('xl/_rels/workbook.xml.rels', 'styles.xml', 'style.xml')],
  ['content-type-wrong', 'a part without its type', change(TYPES, /<Override PartName="\/xl\/styles.xml"[^>]*>/, '')],
  ['part-orphaned', 'a part that nothing points at', (parts) => ({ ...parts, 'xl/calcChain.xml': '<calcChain/>' })],
]

const rulesOf = async (bytes: Uint8Array): Promise<string[]> => {
  const { problems } = await inspectDocument('Tasks.xlsx', 'xlsx', bytes)
  return [...new Set(problems.map(({ rule }) => rule))]
}

describe('a workbook with one fault', () => {
  it.each(FAULTS)('%s: %s', async (rule, _fault, make) => {
    const parts = Object.fromEntries(Object.entries(unzipSync(sound)).map(([name, part]) => [name, strFromU8(part)]))
    const bytes = zipSync(Object.fromEntries(Object.entries(make(parts)).map(([name, part]) => [name, strToU8(part)])))
    expect(await rulesOf(bytes)).toContain(rule)
  })

  it('has a fault for every rule, and a sound one has none', async () => {
    const tried = new Set(FAULTS.map(([rule]) => rule))
    expect(XLSX_RULES.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([])
    expect(await rulesOf(sound)).toEqual([])
  })

  it('is broken without a workbook', async () => {
    expect(await rulesOf(zipSync({ 'a.xml': strToU8('<a/>') }))).toEqual(['file-broken'])
  })
})

describe('a workbook that is written', () => {
  it('has names of sheets that Excel takes, whatever they are called', async () => {
    const table = (name: string) => ({
      name,
      columns: [{ header: 'A', width: 10, kind: 'text' as const }],
      rows: [[cell('x'.repeat(40_000))]],
      printed: 1,
    })
    const names = [
      "'Tasks: what/when?'",
      'tasks  what when',
      'A name with more than thirty-one characters in it',
      '',
      "O'Neil",
    ]
    expect(await rulesOf(await writeWorkbook('Any', names.map(table), 'A team'))).toEqual([])
  })
})
