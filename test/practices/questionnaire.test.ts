import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { importAnswers, newQuestionnaire } from '../../src/cli/spreadsheet-commands.ts'
import type { QuestionnaireOptions } from '../../src/app/questionnaires.ts'
import type { Question } from '../../src/model/practice-table.ts'
import { parseReturned } from '../../src/practices/returned-changes.ts'
import { editXlsx } from '../../src/practices/edit-xlsx.ts'
import { readDocx, readTable, tableOfDocx } from '../../src/practices/read-practices.ts'
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

/** What the practices file of most tests says, as a questionnaire shows it. */
const SHOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Z99901: {
    name: 'Larkspur "Hill"',
    current_system: 'EMIS',
    new_system: 'TPP',
    go_live: '2027-04-14',
    dispensing: 'yes',
  },
  Z99902: { name: 'Untouched', current_system: 'EMIS', new_system: 'TPP', go_live: '2027-05-19' },
}

/** A questionnaire as a practice sends it back: with what it showed, and over it what the practice wrote. */
async function returned(
  name: string,
  ods: string,
  answers: Readonly<Record<string, string>>,
  shown = SHOWN[ods] ?? {},
): Promise<void> {
  const known = (id: string) => {
    const text = shown[id]
    return text === undefined ? null : { text, isRealDate: /^\d{4}-/.test(text) }
  }
  const asked = questions
    .filter(({ id }) => id !== 'ods_code')
    .map((question): Question => ({ ...question, inQuestionnaire: true }))
  const practice = { ods, name: 'A', newSystem: 'TPP' }
  mkdirSync(sent(), { recursive: true })
  const file = join(sent(), name)
  const bytes = await questionnaireWorkbook(practice, asked, known, words)
  writeFileSync(file, bytes)
  const { rows } = await readTable(file)
  const rowOf = (id: string) => rows.find(({ values }) => values[3] === id)?.row ?? 0
  const edits = Object.entries(answers).map(([id, text]) => ({ row: rowOf(id), column: 1, text }))
  writeFileSync(file, editXlsx(bytes, words.say('sheet_questions'), edits))
}

/** What was printed for people. */
const said = () => vi.mocked(process.stderr.write).mock.calls.flat().join('')

/** The file that an import writes. */
const copyOf = (practices: string): string => practices.replace(/\.csv$/, '-with-answers.csv')

const CSV =
  '\uFEFFods_code;name;current_system;new_system;go_live;dispensing\r\n' +
  'Z99901;"Larkspur ""Hill""";EMIS;TPP;2027-04-14;yes\r\n' +
  'Z99902;Untouched  ;EMIS;"TPP";2027-05-19;\r\n'

describe('a questionnaire', () => {
  it('asks what is not known and shows what is', async () => {
    await returned('a.xlsx', 'Z99901', {}, { name: 'Larkspur Hill', go_live: '2027-04-14' })
    const table = await readTable(join(sent(), 'a.xlsx'))
    const rows = new Map(table.rows.map(({ values }) => [values[3], values]))
    expect(rows.get('name')?.slice(0, 2)).toEqual(['What is the practice called?', 'Larkspur Hill'])
    expect(rows.get('go_live')?.[1]).toBe('2027-04-14')
    expect(rows.get('dispensing')?.slice(0, 2)).toEqual(['Is it dispensing?', ''])
  })

  it('comes back with its answers; empty ones and "don’t know yet" say nothing', async () => {
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101', dispensing: "don't know yet" }, {})
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

  it('leaves a copy alone in which somebody worked, and goes on from the newest', async () => {
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
    await returned('b.xlsx', 'Z99902', { phone: '01632 960202' })
    await take(practices)
    expect(readFileSync(first, 'utf8')).toBe(worked)
    expect(said()).toContain(`Goes on from ${first}`)
    const both = [
      ['Larkspur "Hill"', '01632 960101'],
      ['Touched  ', '01632 960202'],
    ]
    const inSecond = async () => (await readTable(second)).rows.map(({ values }) => [values[1], values.at(-1)])
    expect(await inSecond()).toEqual(both)

    await returned('b.xlsx', 'Z99902', { phone: '01632 960203' })
    await take(first)
    expect(await inSecond()).toEqual(both)
    expect(said()).toContain(`${second} is newer and was left as it is`)
  })

  it('asks which to go on from, where the file was saved after its copy', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV)
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101' })
    const take = () => importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    await take()
    const later = new Date(Date.now() + 10_000)
    utimesSync(practices, later, later)
    await expect(take()).rejects.toThrow(/was saved after .*-with-answers\.csv/)
  })

  it('shows both of two answers that disagree and uses neither, but one that two agree on', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV)
    await returned('Z99901.xlsx', 'Z99901', { phone: '01632 960101', go_live: '2027-04-21', website: 'a.example' })
    await returned('Z99901 (1).xlsx', 'Z99901', { phone: '01632 960777', go_live: '21 April 2027' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    expect(said()).toMatch(/→ “01632 960101”[^\n]*\n.*“01632 960777” \(.*Z99901 \(1\)\.xlsx\)/)
    expect(said()).toMatch(/→ “01632 960777”[^\n]*\n.*“01632 960101” \(.*Z99901\.xlsx\)/)
    const copy = readFileSync(copyOf(practices), 'utf8')
    expect(copy).not.toContain('01632')
    expect(copy).toMatch(/;(?:2027-04-21|21 April 2027);yes;a\.example\r\n/)
    expect(process.exitCode).toBe(1)
  })

  it('takes only what differs from what was sent, and what the file says since is not lost', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV.replace(';TPP;2027-04-14;', ';TPP;2027-05-11;'))
    // The go-live day has moved since; the practice has only written a phone number, and has taken an answer out.
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101', dispensing: '' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    expect(readFileSync(copyOf(practices), 'utf8')).toContain(';TPP;2027-05-11;yes;01632 960101\r\n')
    expect(said()).not.toContain('go_live')
    expect(said()).toMatch(
      /dispensing: “yes” → \(empty\)[^\n]*\n *The questionnaire showed “yes”; now the answer is empty/,
    )
    expect(process.exitCode).toBe(1)
  })

  it('goes through two batches: what contradicts the first is not used, and days are shown apart', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV)
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101', go_live: '2027-04-21' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    const shown = vi.mocked(process.stdout.write).mock.calls.flat().join('')
    expect(shown).toMatch(/phone: [^\n]*\n\nDates\. [^\n]*\n {2}[^\n]*go_live: “2027-04-14” → “2027-04-21”/)
    rmSync(sent(), { recursive: true })
    await returned('b.xlsx', 'Z99901', { phone: '01632 960777', website: 'www.a.example' })
    await returned('c.xlsx', 'Z99902', { phone: '01632 960202' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    expect(readFileSync(join(folder, 'wave-with-answers-2.csv'), 'utf8').split('\r\n').slice(1, 3)).toEqual([
      'Z99901;"Larkspur ""Hill""";EMIS;TPP;2027-04-21;yes;01632 960101;www.a.example',
      'Z99902;Untouched  ;EMIS;"TPP";2027-05-19;;01632 960202',
    ])
    expect(said()).toMatch(/showed nothing, and the practices file says “01632 960101” since/)
  })

  it('writes into the sheet of the practice, where its own columns stand', async () => {
    const practices = join(folder, 'waves.xlsx')
    const names = ['ods_code', 'name', 'current_system', 'new_system', 'Go-live date']
    const second = ['Planned go live', 'new_system', 'current_system', 'name', 'ods_code', 'phone']
    const book = xlsx(
      { name: 'Wave 1', rows: [names, ['Z99901', 'A', 'EMIS', 'TPP', '2027-04-14']] },
      { name: 'Wave 2', rows: [['Spring'], second, ['2027-05-19', 'TPP', 'EMIS', 'B', 'Z99902', '01632 960200']] },
    )
    writeFileSync(practices, book)
    await newQuestionnaire({ ...SHIPPED, practices, out: join(folder, 'out'), format: 'xlsx', force: false })
    expect(existsSync(join(folder, 'out/Z99902-questions.xlsx'))).toBe(true)
    const shown = { name: 'B', go_live: '2027-05-19', phone: '01632 960200' }
    await returned('b.xlsx', 'Z99902', { go_live: '2027-05-26', phone: '01632 960202', website: 'b.example' }, shown)
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101' }, { name: 'A' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    const copy = join(folder, 'waves-with-answers.xlsx')
    const rows = async (sheet: string) => (await readTable(copy, { sheet })).rows.map(({ values }) => values)
    expect(await rows('Wave 1')).toEqual([['Z99901', 'A', 'EMIS', 'TPP', '2027-04-14', '01632 960101']])
    expect(await rows('Wave 2')).toEqual([['2027-05-26', 'TPP', 'EMIS', 'B', 'Z99902', '01632 960202', 'b.example']])
    const shownCells = vi.mocked(process.stdout.write).mock.calls.flat().join('')
    expect(shownCells).toMatch(/waves\.xlsx Wave 2!A3 {2}Z99902 {2}go_live/)
    await expect(
      importAnswers(sent(), { ...SHIPPED, practices: copy, wave: 'Wave 9', yes: true, json: false }),
    ).rejects.toThrow(/no practice of the wave/)
  })

  it('keeps formulas with their results, a zero too, and what is crossed out', async () => {
    const practices = join(folder, 'wave.xlsx')
    const names = ['ods_code', 'name', 'current_system', 'new_system', 'go_live', 'patients', 'Notes']
    const parts = unzipSync(
      xlsx({ name: 'P', rows: [names, ['Z99901', 'A', 'EMIS', 'TPP', '2027-04-14', 'F', 'old']] }),
    )
    const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
    const cells = part('xl/worksheets/sheet1.xml')
      .replace(/<c r="F2".*?<\/c>/, '<c r="F2"><f>LEN("")</f><v>0</v></c>')
      .replace('<c r="G2"', '<c r="G2" s="3"')
    const styles = part('xl/styles.xml')
      .replace('<fonts count="1"><font/>', '<fonts count="2"><font/><font><strike/></font>')
      .replace('<cellXfs count="3">', '<cellXfs count="4">')
      .replace('</cellXfs>', '<xf numFmtId="0" fontId="1" applyFont="1"/></cellXfs>')
    const book = { ...parts, 'xl/worksheets/sheet1.xml': strToU8(cells), 'xl/styles.xml': strToU8(styles) }
    writeFileSync(practices, zipSync(book))
    await returned('a.xlsx', 'Z99901', { name: 'B' }, { name: 'A' })
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    const [before] = (await readTable(practices)).rows
    const [after] = (await readTable(join(folder, 'wave-with-answers.xlsx'))).rows
    expect(before).toMatchObject({ struck: [6] })
    expect(after).toEqual({ ...before, values: before?.values.map((text, at) => (at === 1 ? 'B' : text)) })
    const copy = unzipSync(readFileSync(join(folder, 'wave-with-answers.xlsx')))
    expect(strFromU8(copy['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('<f>LEN("")</f><v>0</v>')
    expect(strFromU8(copy['xl/workbook.xml'] ?? new Uint8Array())).toContain('fullCalcOnLoad="1"')
  })

  it('does not take the answers of one practice for another', async () => {
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, CSV)
    await returned('a.xlsx', 'Z99901', { phone: '01632 960101' })
    const bytes = editXlsx(readFileSync(join(sent(), 'a.xlsx')), words.say('sheet_questions'), [
      { row: (await readTable(join(sent(), 'a.xlsx'))).rows[0]?.row ?? 0, column: 1, text: 'Z99902' },
    ])
    writeFileSync(join(sent(), 'a.xlsx'), bytes)
    await importAnswers(sent(), { ...SHIPPED, practices, yes: true, json: false })
    expect(said()).toMatch(/was sent about Z99901, and says now that it is about Z99902/)
    expect(existsSync(copyOf(practices))).toBe(false)
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
    await returned('a.xlsx', 'Z99901', { name: 'B', phone: '01632 960101' }, { name: 'A' })
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

  it('knows what it showed: a day that moved since stays, and what is typed over it is asked', async () => {
    await send({ only: ['Z99901'] })
    writeFileSync(practices(), CSV.replace(';TPP;2027-04-14;', ';TPP;2027-05-11;'))
    edit(typed('phone', '01632 960101'))
    await takeBack()
    expect(readFileSync(copyOf(practices()), 'utf8')).toContain(';TPP;2027-05-11;yes;01632 960101\r\n')
    edit((xml) => xml.replace('14 April 2027', '21 April 2027'))
    await takeBack()
    expect(said()).toMatch(/showed “2027-04-14”, and the practices file says “2027-05-11” since/)
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
    const { answers } = parseReturned(await tableOfDocx(file(), await readDocx(file())), words, questions)
    expect([answers.get('name'), answers.get('phone')]).toEqual(["St. Mary's Surgery", '01632 960101'])
  })
})
