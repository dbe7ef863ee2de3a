import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { importAnswers, newQuestionnaire } from '../../src/cli/spreadsheet-commands.ts'
import type { QuestionnaireOptions } from '../../src/app/questionnaires.ts'
import type { Question } from '../../src/model/practice-table.ts'
import { parseReturned } from '../../src/practices/parse-questions.ts'
import { readReturned, readTable } from '../../src/practices/read-practices.ts'
import { questionnaireWorkbook } from '../../src/practices/questionnaire.ts'
import { shippedQuestions } from './questions.ts'
import { xlsx } from './workbooks.ts'

const { questions, words } = shippedQuestions()
const SHIPPED = { guide: 'guide', templates: 'templates' }

let folder = ''
const sent = () => join(folder, 'sent')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'questionnaire-'))
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
  rmSync(folder, { recursive: true })
})

/** A questionnaire as a practice sends it back: its known answers are what the practice wrote. */
async function returned(name: string, ods: string, answers: Readonly<Record<string, string>>): Promise<void> {
  const known = (id: string) => {
    const text = answers[id]
    return text === undefined ? null : { text, isRealDate: /^\d{4}-/.test(text) }
  }
  const asked = questions.map((question): Question => ({ ...question, inQuestionnaire: true }))
  const practice = { ods, name: 'A', newSystem: 'TPP' }
  mkdirSync(sent(), { recursive: true })
  writeFileSync(join(sent(), name), await questionnaireWorkbook(practice, asked, known, words))
}

/** The file that an import writes. */
const copyOf = (practices: string): string => practices.replace(/\.csv$/, '-with-answers.csv')

const CSV =
  '\uFEFFods_code;name;current_system;new_system;go_live;dispensing\r\n' +
  'Z99901;"Larkspur ""Hill""";EMIS;TPP;2027-04-14;yes\r\n' +
  'Z99902;Untouched  ;EMIS;"TPP";2027-05-19;\r\n'

describe('a questionnaire', () => {
  it('asks what is not known and shows what is', async () => {
    await returned('a.xlsx', 'Z99901', { name: 'Larkspur Hill', go_live: '2027-04-14' })
    const table = await readTable(join(sent(), 'a.xlsx'))
    const rows = new Map(table.rows.map(({ values }) => [values[3], values]))
    expect(rows.get('name')?.slice(0, 2)).toEqual(['What is the practice called?', 'Larkspur Hill'])
    expect(rows.get('go_live')?.[1]).toBe('2027-04-14')
    expect(rows.get('dispensing')?.slice(0, 2)).toEqual(['Is it dispensing?', ''])
  })

  it('comes back with its answers; empty ones and "don’t know yet" say nothing', async () => {
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101', dispensing: "don't know yet" })
    expect(parseReturned(await readTable(join(sent(), 'a.xlsx')), words, questions)).toMatchObject({
      ods: 'Z99901',
      answers: new Map([['phone', '01632 960101']]),
    })
  })

  it('is refused when it is none', async () => {
    writeFileSync(
      join(folder, 'x.xlsx'),
      xlsx({
        name: 'S',
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      }),
    )
    const table = await readTable(join(folder, 'x.xlsx'))
    expect(() => parseReturned(table, words, questions)).toThrow(/is not a questionnaire/)
  })
})

describe('practice-packs import', () => {
  it('writes only the cells that changed and adds columns it lacks', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV)
    await returned('a.xlsx', 'Z99901', {
      name: 'Larkspur "Hill"',
      phone: '01632 960101',
      dispensing: 'no',
      eps: 'perhaps',
      trainer: '=1+1',
    })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: false, json: false })
    expect(existsSync(copyOf(practices))).toBe(false)
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    expect(readFileSync(practices, 'utf8')).toBe(CSV)
    expect(readFileSync(copyOf(practices), 'utf8')).toBe(
      '\uFEFFods_code;name;current_system;new_system;go_live;dispensing;phone\r\n' +
        'Z99901;"Larkspur ""Hill""";EMIS;TPP;2027-04-14;no;01632 960101\r\n' +
        'Z99902;Untouched  ;EMIS;"TPP";2027-05-19;\r\n',
    )
    // Two answers were refused: neither yes nor no, and a formula.
    expect(process.exitCode).toBe(1)
  })

  it('writes no formula into a CSV, and reads its own guard back as the answer', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV)
    const hostile = `-2+3+cmd|' /C calc'!A0`
    await returned('a.xlsx', 'Z99901', { phone: '+44 1632 960101', trainer: hostile })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    const text = readFileSync(copyOf(practices), 'utf8')
    expect(text).toContain(`;'${hostile}`)
    expect(text).not.toMatch(/[;\n]"?[=+\-@]/)
    const [row] = (await readTable(copyOf(practices))).rows
    expect(row?.values.slice(-2)).toEqual(['+44 1632 960101', hostile])
  })

  it('leaves a copy alone in which somebody worked, and goes on from a copy when it is named', async () => {
    const practices = join(folder, 'wave.csv')
    const [first, second] = [copyOf(practices), join(folder, 'wave-with-answers-2.csv')]
    writeFileSync(practices, CSV)
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101' })
    const take = (file: string) => importAnswers(sent(), { ...SHIPPED, practices: file, yes: true, json: false })
    await take(practices)
    await take(practices)
    expect(existsSync(second)).toBe(false)

    const worked = readFileSync(first, 'utf8').replace('Untouched', 'Touched')
    writeFileSync(first, worked)
    await take(practices)
    expect(readFileSync(first, 'utf8')).toBe(worked)
    expect(readFileSync(second, 'utf8')).toContain('Untouched')
    const said = vi.mocked(process.stderr.write).mock.calls.flat().join('')
    expect(said).toContain(`${first} existed already and was left as it is`)
    expect(said).toContain(`add --practices ${first}`)

    rmSync(second)
    await returned('b.xlsx', 'Z99902', { phone: '01632 960202' })
    await take(first)
    expect(readFileSync(first, 'utf8')).toBe(worked)
    expect((await readTable(second)).rows.map(({ values }) => [values[1], values.at(-1)])).toEqual([
      ['Larkspur "Hill"', '01632 960101'],
      ['Touched  ', '01632 960202'],
    ])
  })

  it('shows both of two answers that disagree and uses neither, but one that two agree on', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV)
    await returned('Z99901.xlsx', 'Z99901', { phone: '01632 960101', go_live: '2027-04-21', website: 'a.example' })
    await returned('Z99901 (1).xlsx', 'Z99901', { phone: '01632 960777', go_live: '21 April 2027' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    const said = vi.mocked(process.stderr.write).mock.calls.flat().join('')
    expect(said).toMatch(/→ “01632 960101”[^\n]*\n.*“01632 960777” \(.*Z99901 \(1\)\.xlsx\)/)
    expect(said).toMatch(/→ “01632 960777”[^\n]*\n.*“01632 960101” \(.*Z99901\.xlsx\)/)
    const copy = readFileSync(copyOf(practices), 'utf8')
    expect(copy).not.toContain('01632')
    expect(copy).toMatch(/;(?:2027-04-21|21 April 2027);yes;a\.example\r\n/)
    expect(process.exitCode).toBe(1)
  })

  it('puts a changed copy beside a workbook and leaves the workbook alone', async () => {
    const practices = join(folder, 'wave.xlsx')
    const copy = join(folder, 'wave-with-answers.xlsx')
    const book = xlsx({
      name: 'P',
      rows: [
        ['ods_code', 'name', 'current_system', 'new_system', 'go_live'],
        ['Z99901', 'A', 'EMIS', 'TPP', { v: 46491, s: 1 }],
      ],
    })
    writeFileSync(practices, book)
    await returned('a.xlsx', 'Z99901', { name: 'B', phone: '01632 960101' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    expect(Buffer.compare(readFileSync(practices), book)).toBe(0)
    const table = await readTable(copy)
    expect(table.headers.map(({ written }) => written).at(-1)).toBe('phone')
    expect(table.rows[0]?.values).toEqual(['Z99901', 'B', 'EMIS', 'TPP', '2027-04-14', '01632 960101'])
  })

  it('goes round: questionnaires sent and returned unchanged change nothing', async () => {
    const practices = join(folder, 'wave-round.csv')
    writeFileSync(practices, CSV)
    await newQuestionnaire({ ...SHIPPED, practices, out: sent(), format: 'xlsx', force: false })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    expect(existsSync(copyOf(practices))).toBe(false)
  })
})

describe('a questionnaire in Word', () => {
  const practices = () => join(folder, 'wave-word.csv')
  const file = () => join(sent(), 'Z99901-questions.docx')
  const send = (more: Partial<QuestionnaireOptions> = {}) =>
    newQuestionnaire({ ...SHIPPED, practices: practices(), out: sent(), format: 'docx', force: true, ...more })
  const takeBack = () => importAnswers(sent(), { ...SHIPPED, practices: practices(), yes: true, json: false })

  /** What somebody, or their program, does to the document. */
  function edit(change: (xml: string) => string): void {
    const parts = unzipSync(readFileSync(file()))
    const xml = change(strFromU8(parts['word/document.xml'] ?? new Uint8Array()))
    writeFileSync(file(), zipSync({ ...parts, 'word/document.xml': strToU8(xml) }))
  }

  /** Types an answer into the control of a column, as Word does: the prompt goes. */
  const typed = (id: string, text: string) => (xml: string) => {
    const empty = new RegExp(`(<w:tag w:val="${id}"/>.*?)<w:showingPlcHdr/>(.*?<w:t [^>]*>)[^<]*`)
    return xml.replace(empty, (_, before: string, after: string) => before + after + text)
  }

  beforeEach(() => {
    writeFileSync(practices(), CSV)
  })

  it('returned unchanged changes nothing', async () => {
    await send()
    await takeBack()
    expect(existsSync(copyOf(practices()))).toBe(false)
  })

  it('has a list to choose from, and a day as people write it', async () => {
    await send()
    const xml = strFromU8(unzipSync(readFileSync(file()))['word/document.xml'] ?? new Uint8Array())
    expect(xml).toMatch(/<w:tag w:val="eps"\/>.*?<w:dropDownList><w:listItem w:displayText="yes" w:value="yes"\/>/)
    expect(xml).toMatch(/<w:tag w:val="go_live"\/>.*?<w:date>.*?14 April 2027/)
  })

  it('gives back what was typed into its controls, and beside them', async () => {
    await send({ only: ['Z99901'] })
    edit((xml) =>
      typed(
        'phone',
        '01632 960101',
      )(typed('eps', 'no')(xml)).replace(
        /(<w:tag w:val="website"\/>.*?<\/w:sdt>)/,
        '$1<w:r><w:t>www.larkspur.example</w:t></w:r>',
      ),
    )
    await takeBack()
    expect(readFileSync(copyOf(practices()), 'utf8').split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFods_code;name;current_system;new_system;go_live;dispensing;phone;website;eps',
      'Z99901;"Larkspur ""Hill""";EMIS;TPP;2027-04-14;yes;01632 960101;www.larkspur.example;no',
    ])
  })

  it('is understood without its controls, as some programs save it', async () => {
    await send({ only: ['Z99901'] })
    edit((xml) => typed('phone', '01632 960101')(xml).replaceAll(/<w:sdtPr>.*?<\/w:sdtPr>|<\/?w:sdt(?:Content)?>/g, ''))
    await takeBack()
    expect(readFileSync(copyOf(practices()), 'utf8')).toContain('dispensing;phone\r\n')
    expect(readFileSync(copyOf(practices()), 'utf8')).toContain(';yes;01632 960101\r\n')
  })

  it.each([
    ['is no ZIP', () => readFileSync(file()).subarray(0, 100)],
    [
      'holds no XML',
      () => zipSync({ 'word/document.xml': strToU8('<w:document><w:body><w:p & </w:body></w:document>') }),
    ],
  ])('is skipped when it %s', async (_, damaged) => {
    await send({ only: ['Z99901'] })
    writeFileSync(file(), damaged())
    await takeBack()
    expect(process.stderr.write).toHaveBeenCalledWith(expect.stringMatching(/^Skipped: .*is damaged/))
    expect(process.exitCode).toBe(1)
  })

  it('is skipped when it is another document', async () => {
    await send({ only: ['Z99901'] })
    edit(() => '<w:document><w:body><w:p><w:r><w:t>Dear colleague</w:t></w:r></w:p></w:body></w:document>')
    await takeBack()
    expect(process.stderr.write).toHaveBeenCalledWith(expect.stringMatching(/^Skipped: .*is not a questionnaire/))
    expect(process.exitCode).toBe(1)
  })

  it('shows what the national file knows where the row says nothing', async () => {
    const ods = join(import.meta.dirname, 'ods/new-form.csv')
    writeFileSync(practices(), 'code,To\nZ99901,TPP\n')
    const map = new Map([
      ['code', 'ods_code'],
      ['To', 'new_system'],
    ])
    await send({ ods, map })
    const { answers } = parseReturned(await readReturned(file()), words, questions)
    expect([answers.get('name'), answers.get('phone')]).toEqual(["St. Mary's Surgery", '01632 960101'])
  })
})
