// What every practices file goes through, and what must be true of the spreadsheets that we write from it.
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { firstMissing } from '../dist/fonts/coverage.js'
import { parsePractices } from '../dist/practices/parse-practices.js'
import { fixWorkbook } from '../dist/practices/fix-workbook.js'
import { tableCsv, tablesXlsx } from '../dist/practices/write-workbook.js'
import { parseQuestions } from '../dist/practices/parse-questions.js'
import { kit, textOf } from './setting.mjs'

const { questions, words } = parseQuestions(
  { file: 'spreadsheet.yaml', text: textOf('templates/spreadsheet.yaml') },
  kit.guide.data,
  (id) => id,
)
const questionOf = (header) => questions.find(({ id }) => id === header) ?? null

/** A practices table as read → practices and failed rows; what we write of it can harm nobody. */
export async function understandTable(table) {
  const { value } = parsePractices(table, kit.guide.data, { missingCharacter: firstMissing })
  const paper = {
    name: 'Rows',
    columns: table.headers.map(({ written }) => ({ header: written, width: 10, kind: 'text' })),
    rows: table.rows.slice(0, 20).map(({ values }) => table.headers.map(({ index }) => values[index] ?? '')),
  }
  noFormulas(tableCsv(paper))
  if (table.headers.length <= 60) cleanWorkbook(await tablesXlsx('Rows', [paper], 'practice-packs'))
  if (value.failed.length > 0)
    cleanWorkbook(await fixWorkbook(table, value.failed.slice(0, 5), questionOf, words, { file: 'a', this: 'b' }))
  return value.practices
}

function noFormulas(csv) {
  for (const cell of parse(Buffer.from(csv), { bom: true, relax_column_count: true, skip_empty_lines: false }).flat())
    if (/^[=+\-@\t\r]/.test(cell)) throw new Error(`A cell that we write starts a formula: ${cell}`)
}

/** XML 1.0 has none of these characters, nor half a pair; a formula is an element `f`. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

function cleanWorkbook(bytes) {
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (!/\.(?:xml|rels)$/.test(name)) continue
    const xml = strFromU8(content)
    if (NOT_XML.test(xml) || /&#(?:x0*)?(?:[0-8]|1[0-9a-f]);/i.test(xml)) throw new Error(`${name} is no XML any more`)
    if (/<f[\s>]/.test(xml)) throw new Error(`${name} holds a formula`)
  }
}
