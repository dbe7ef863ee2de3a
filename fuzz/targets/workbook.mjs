// A practices file as XLSX or ODS. Most inputs name the files inside the workbook, so that what changes is their content and
// not only a check sum; an input that starts as a ZIP file does is taken as its bytes.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { starterWorkbook } from '../../dist/practices/starter-workbook.js'
import { parseQuestions } from '../../dist/practices/parse-questions.js'
import { tablesXlsx } from '../../dist/practices/write-workbook.js'
import { tableFromWorkbook } from '../../dist/practices/table-from-workbook.js'
import { joined, kit, parted, textOf } from '../setting.mjs'
import { understandTable } from '../spreadsheets.mjs'

export const words = [
  ...[
    '<c r="B2" t="s"><v>0</v></c>',
    '<c t="inlineStr"><is><t>x</t></is></c>',
    '<c r="ZZZ9999999"><v>1</v></c>',
    '<row r="9">',
  ],
  ...[
    '<f>1+1</f>',
    't="e"',
    't="b"',
    's="1"',
    '<mergeCell ref="A1:XFD1048576"/>',
    'hidden="1"',
    'state="hidden"',
    '<v>46126</v>',
  ],
  ...[
    '<table:table-cell table:number-columns-repeated="16384"/>',
    'table:number-rows-repeated="1048576"',
    '<text:p>',
    ']]>',
  ],
  ...[
    '<![CDATA[',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '&#x0;',
    '&#xD800;',
    '<!--',
    '=== xl/worksheets/sheet2.xml\n',
    '../',
  ],
]

const ROWS = [
  ['ods_code', 'name', 'current_system', 'new_system', 'go_live', 'dispensing'],
  ['Z99901', 'Larkspur Hill Surgery', 'EMIS Web', 'TPP SystmOne', '2027-04-14', 'yes'],
]
const ods = `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Practices">${ROWS.map(
  (row) =>
    `<table:table-row>${row.map((cell) => `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`,
).join('')}</table:table></office:spreadsheet></office:body></office:document-content>`

const namesOf = (bytes) =>
  joined(Object.entries(unzipSync(bytes)).map(([file, content]) => ({ file, text: strFromU8(content) })))

export async function seeds() {
  const { questions, words: say } = parseQuestions(
    { file: 'spreadsheet.yaml', text: textOf('templates/spreadsheet.yaml') },
    kit.guide.data,
    (id) => id,
  )
  const table = {
    name: 'Practices',
    columns: ROWS[0].map((header) => ({ header, width: 10, kind: 'text' })),
    rows: ROWS.slice(1),
  }
  const small = await tablesXlsx('Practices', [table], 'practice-packs')
  const starter = namesOf(await starterWorkbook(questions, say))
  return [
    namesOf(small),
    ...(starter.length < 60_000 ? [starter] : []),
    joined([{ file: 'content.xml', text: ods }]),
    Buffer.from(small).toString('latin1'),
  ]
}

export async function run(input) {
  const files = Object.fromEntries(parted(input).map(({ file, text }) => [file, strToU8(text)]))
  const bytes = input.startsWith('PK') ? Buffer.from(input, 'latin1') : zipSync(files, { level: 1 })
  await understandTable(await tableFromWorkbook('practices.xlsx', bytes))
}
