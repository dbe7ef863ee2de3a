/** Answers to “Questions to ask” come back from the Word copy and from what its web page downloads, and none is lost. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { csvText, readCsv } from '../../src/base/csv.ts'
import { isoDay } from '../../src/base/day.ts'
import { importAnswers } from '../../src/cli/spreadsheet-commands.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Document, Field } from '../../src/document/document.ts'
import { spansText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import { allFields } from '../../src/document/walk.ts'
import { planPractice, understand } from '../../src/pipeline.ts'
import { renderDocument } from '../../src/render/render.ts'

const SHIPPED = { guide: 'guide', templates: 'templates' }
const CSV =
  'ods_code,name,current_system,new_system,go_live\r\n' +
  'Z99901,Larkspur Hill,EMIS Web,TPP SystmOne,2027-04-14\r\n' +
  'Z99902,Untouched,EMIS Web,TPP SystmOne,2027-05-19\r\n'

let sheet: Document
let fields: readonly Field[]
let word: Uint8Array
/** A question without a column, and what it asks. */
let free: { readonly id: string; readonly text: string }

beforeAll(async () => {
  const kit = await understand({ ...SHIPPED, practices: 'practices/practices.csv' })
  const practice = kit.practices.find(({ ods }) => ods === 'Z99901')
  if (practice === undefined) throw new Error('no Z99901')
  const unknown = { ...practice, repeatOrderBy: null, text: { ...practice.text, results_phone: null } }
  const { documents } = composeDocuments(planPractice(kit, unknown, isoDay('2026-11-20')), kit, {
    documents: ['checklist'],
    allowSuperseded: false,
  })
  const found = documents.find(({ kind }) => kind === 'questions')
  if (found === undefined) throw new Error('no questions')
  sheet = found
  fields = [...allFields(sheet.blocks)]
  const [rendered] = await renderDocument(sheet, ['docx'], themeFor(12))
  word = rendered?.bytes ?? new Uint8Array()
  const rows = sheet.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []))
  const first = rows.find(({ id }) => id?.startsWith('ask:') === true)
  free = { id: first?.id ?? '', text: spansText(first?.cells[0]?.spans ?? []) }
})

let folder = ''
let said = ''
const back = () => join(folder, 'back')
const practices = () => join(folder, 'wave.csv')
const copy = () => join(folder, 'wave-with-answers.csv')
const kept = () => readCsv(readFileSync(join(folder, 'wave-answers-to-questions.csv'), 'utf8'))
const takeBack = () => importAnswers(back(), { ...SHIPPED, practices: practices(), yes: true, json: false })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'question-sheets-'))
  mkdirSync(back())
  writeFileSync(practices(), CSV)
  said = ''
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
  rmSync(folder, { recursive: true })
})

/** Types into a control, as Word does: the prompt goes. */
const typed = (id: string, text: string) => (xml: string) => {
  const empty = new RegExp(`(<w:tag w:val="${id}"/>(?:(?!</w:sdt>).)*?)<w:showingPlcHdr/>(.*?<w:t [^>]*>)[^<]*`)
  if (!empty.test(xml)) throw new Error(`no control ${id}`)
  return xml.replace(empty, (_, before: string, after: string) => before + after + text)
}

/** The Word copy, filled in and saved. */
function inWord(name: string, ...changes: readonly ((xml: string) => string)[]): void {
  const parts = unzipSync(word)
  const xml = changes.reduce((one, change) => change(one), strFromU8(parts['word/document.xml'] ?? new Uint8Array()))
  writeFileSync(join(back(), name), zipSync({ ...parts, 'word/document.xml': strToU8(xml) }))
}

/** What the page downloads: a row for each field that is filled in, named as a screen reader names it. */
function downloaded(name: string, values: Readonly<Record<string, string>>, code = 'Z99901'): void {
  const rows = fields.flatMap(({ id, label }) => {
    const value = values[id]
    return value === undefined ? [] : [[code, sheet.id, '2026-11-20', id, value, label]]
  })
  expect(rows).toHaveLength(Object.keys(values).length)
  writeFileSync(
    join(back(), name),
    `\uFEFF${csvText([['code', 'document', 'issued', 'id', 'value', 'name'], ...rows])}`,
  )
}

describe('the questions to ask, when they come back', () => {
  it('change the row where a column was asked for, and keep every answer with who said it and when', async () => {
    inWord(
      'supplier.docx',
      typed(`${free.id}:answer`, 'All of them, but not the drafts'),
      typed(`${free.id}:name`, 'J Hughes'),
      typed(`${free.id}:date`, '2 December 2026'),
      typed('column:repeat-order-by:answer', '31 March 2027'),
    )
    downloaded('progress-Z99901.csv', {
      'column:results-phone:answer': '01632 960101',
      'column:results-phone:name': 'Reception, by phone',
      'column:results-phone:date': '2026-12-03',
    })
    await takeBack()
    expect(readFileSync(copy(), 'utf8').split('\r\n').slice(0, 3)).toEqual([
      'ods_code,name,current_system,new_system,go_live,results_phone,repeat_order_by',
      'Z99901,Larkspur Hill,EMIS Web,TPP SystmOne,2027-04-14,01632 960101,31 March 2027',
      'Z99902,Untouched,EMIS Web,TPP SystmOne,2027-05-19',
    ])
    const [header, ...rows] = kept()
    expect(header).toEqual(['code', 'id', 'question', 'answer', 'who said it', 'day', 'file'])
    expect(rows).toContainEqual([
      'Z99901',
      free.id,
      free.text,
      'All of them, but not the drafts',
      'J Hughes',
      '2026-12-02',
      'supplier.docx',
    ])
    const phone = rows.find(([, id]) => id === 'column:results-phone')
    expect(phone?.slice(3)).toEqual(['01632 960101', 'Reception, by phone', '2026-12-03', 'progress-Z99901.csv'])
    expect(phone?.[2]).toMatch(/^Which number do patients phone who wait for a test result\?/)
    expect(rows).toHaveLength(3)
    expect(process.exitCode ?? 0).toBe(0)
  })

  it('are understood without the controls of Word, as some programs save them', async () => {
    inWord('plain.docx', typed(`${free.id}:answer`, 'No'), typed(`${free.id}:name`, 'J Hughes'), (xml) =>
      xml.replaceAll(/<w:sdtPr>.*?<\/w:sdtPr>|<\/?w:sdt(?:Content)?>/g, ''),
    )
    await takeBack()
    expect(kept().slice(1)).toContainEqual(['Z99901', '', free.text, 'No', 'J Hughes', '', 'plain.docx'])
  })

  it('keep an answer that no column can hold, and what was said before', async () => {
    downloaded('a.csv', { 'column:repeat-order-by:answer': 'ask us in March', [`${free.id}:answer`]: 'Yes' })
    await takeBack()
    expect(said).toContain('not used')
    expect(existsSync(copy())).toBe(false)
    rmSync(join(back(), 'a.csv'))
    downloaded('b.csv', { [`${free.id}:answer`]: 'No' })
    await takeBack()
    await takeBack()
    const answers = kept().flatMap(([, id, , answer]) => (id === free.id ? [answer] : []))
    expect(answers).toEqual(['Yes', 'No'])
    expect(kept().map(([, , , answer]) => answer)).toContain('ask us in March')
    expect(said).toContain('there is another answer too')
  })

  it('come with others that cannot be used: each is named with its reason, and skipped', async () => {
    downloaded('good.csv', { 'column:results-phone:answer': '01632 960101' })
    downloaded('nobody.csv', { [`${free.id}:answer`]: 'Yes' }, '')
    downloaded('stranger.csv', { [`${free.id}:answer`]: 'Yes' }, 'Z99999')
    writeFileSync(
      join(back(), 'ticks.csv'),
      'code,document,issued,id,value,name\nZ99901,checklist,,pre-x:done,yes,Done\n',
    )
    writeFileSync(join(back(), 'damaged.docx'), word.subarray(0, 500))
    writeFileSync(join(back(), 'letter.docx'), zipSync({ 'word/document.xml': strToU8('<w:document/>') }))
    writeFileSync(join(back(), 'page.html'), '<p>saved')
    await takeBack()
    expect(readFileSync(copy(), 'utf8')).toContain('01632 960101')
    expect(said).toContain('Not read: page.html')
    for (const [name, why] of [
      ['nobody.csv', 'does not say which practice'],
      ['stranger.csv', 'not in any row'],
      ['ticks.csv', 'the download of another page'],
      ['damaged.docx', 'is damaged'],
      ['letter.docx', 'is not a questionnaire'],
    ] as const)
      expect(
        said.split('\n').filter((line) => line.startsWith('Skipped') && line.includes(name) && line.includes(why)),
      ).toHaveLength(1)
    expect(said).not.toMatch(/Skipped: \S*good/)
    expect(process.exitCode).toBe(1)
  })

  it('write nothing where nobody may be asked', async () => {
    downloaded('a.csv', { [`${free.id}:answer`]: '=1+1' })
    await importAnswers(back(), { ...SHIPPED, practices: practices(), yes: false, json: false })
    expect(existsSync(join(folder, 'wave-answers-to-questions.csv'))).toBe(false)
    await takeBack()
    // Its guard is there for spreadsheets, and goes when it is read.
    expect(readFileSync(join(folder, 'wave-answers-to-questions.csv'), 'utf8')).toContain("'=1+1")
  })
})
