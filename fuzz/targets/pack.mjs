// A practice's row with anything in it, all the way: plan, documents, HTML, calendar, list of tasks.
import { writeCalendar } from '../../dist/render/ics.js'
import { composeDocuments } from '../../dist/compose/compose-documents.js'
import { composeDataFiles } from '../../dist/compose/compose-data-files.js'
import { themeFor } from '../../dist/document/theme.js'
import { planPractice } from '../../dist/pipeline.js'
import { tableFromCsv } from '../../dist/practices/read-table.js'
import { renderHtml } from '../../dist/render/html/render-html.js'
import { folderName, PACK_FOLDER } from '../../dist/packs/manifest.js'
import { kit, textOf } from '../setting.mjs'
import { understandTable } from '../spreadsheets.mjs'
import { words as spreadsheet } from './practices-csv.mjs'

export const words = [
  ...spreadsheet,
  '{{name}}',
  '((name))',
  '[[text: a]]',
  '*',
  '_',
  '<b>',
  '`',
  '[a](b)',
  '# ',
  '- [ ] ',
  '\\',
]

/** Column and value on a line each: changes stay in values and do not move every column. */
export function seeds() {
  const [header = '', ...rows] = textOf('practices/practices.csv').trim().split(/\r?\n/)
  const columns = header.split(',')
  return rows
    .filter((row) => !row.includes('"'))
    .map((row) => {
      const values = row.split(',')
      return columns.map((column, index) => `${column}: ${values[index] ?? ''}`).join('\n')
    })
}

const theme = themeFor(12)
const choice = {
  documents: ['checklist', 'cutover-plan', 'letters'],
  dialects: ['word'],
  allowSuperseded: true,
}
const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`

export async function run(input) {
  const pairs = input
    .split('\n')
    .map((line) => [line.slice(0, Math.max(0, line.indexOf(':'))), line.slice(line.indexOf(':') + 1).trim()])
  const csv = `${pairs.map(([column]) => quoted(column)).join(',')}\n${pairs.map(([, value]) => quoted(value)).join(',')}\n`
  const [practice] = await understandTable(tableFromCsv('practices.csv', csv, []))
  if (!practice) return
  if (!PACK_FOLDER.test(folderName(practice.ods, practice.name))) throw new Error('A folder with a bad name')
  const plan = planPractice(kit, practice, '2026-11-28')
  const { documents } = composeDocuments(plan, kit, choice)
  writeCalendar(composeDataFiles({ ...kit, plan }).calendar, { before: {}, today: '2026-11-28' })
  for (const document of documents.slice(0, 3)) await renderHtml(document, { copy: 'fill-in', theme })
}
