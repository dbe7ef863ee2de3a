/**
 * The papers of the cutover week, made of the real guide and templates for the starter practices: what a practice has
 * decides what its papers hold, and what will hold patients' details is for a pen only.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { timeline, timelineDates } from '../../src/compose/slots/timeline.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { allEvents } from '../../src/model/data-files.ts'
import type { Block, Document, Field, Table } from '../../src/document/document.ts'
import { plainText, spansText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import type { Practice } from '../../src/model/practice.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'
import { renderDocx } from '../../src/render/docx/render-docx.ts'
import { renderHtml } from '../../src/render/html/render-html.ts'
import { renderPdf } from '../../src/render/pdf/render-pdf.ts'
import { renderDocument } from '../../src/render/render.ts'
import { partOf } from '../render/docx-xml.ts'

const root = join(import.meta.dirname, '../..')
let understood: Understood
beforeAll(async () => {
  understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
})

const starter = (ods: string): Practice => {
  const found = understood.practices.find((practice) => practice.ods === ods)
  if (!found) throw new Error(`The starter practices have no ${ods}.`)
  return found
}

/** The same practice with other answers to every question. */
const answering = (answer: (id: string) => boolean): Practice => ({
  ...starter('Z99901'),
  conditions: Object.fromEntries(understood.guide.data.conditions.map(({ id }) => [id, answer(id)])),
})

const made = new Map<string, Map<string, Document>>()
function papers(practice: Practice): Map<string, Document> {
  const key = JSON.stringify(practice)
  const known = made.get(key) ?? compose(practice)
  made.set(key, known)
  return known
}

function compose(practice: Practice): Map<string, Document> {
  const plan = planPractice(understood, practice, isoDay('2026-11-20'))
  const { documents } = composeDocuments(plan, understood, { documents: ['cutover-plan'], allowSuperseded: false })
  return new Map(documents.map((document) => [document.id, document]))
}

function paper(practice: Practice, id: string): Document {
  const found = papers(practice).get(id)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

const everyBlock = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => {
    if (block.type === 'sheet') return [block, ...everyBlock(block.blocks)]
    return block.type === 'columns' ? block.columns.flatMap(everyBlock) : [block]
  })

const tableOf = (document: Document, id: string): Table => {
  const found = everyBlock(document.blocks).find((block): block is Table => block.type === 'table' && block.id === id)
  if (!found) throw new Error(`${document.id} has no table ${id}.`)
  return found
}

const rowIds = (document: Document, id: string): string[] => tableOf(document, id).rows.map((row) => row.id ?? '')
const fields = (document: Document): Field[] =>
  everyBlock(document.blocks).flatMap((block) => {
    if (block.type === 'table') return block.rows.flatMap(({ cells }) => cells.flatMap(({ field }) => field ?? []))
    return block.type === 'facts' ? block.rows.flatMap(({ value }) => value.field ?? []) : []
  })

const headings = (document: Document): string[] =>
  everyBlock(document.blocks).flatMap((block) => (block.type === 'heading' ? [spansText(block.spans)] : []))

/** The logs by their numbers: as headings of sheets, or in bold on the sheet of everything else. */
const logNames = (document: Document): string[] => {
  const own = headings(document).flatMap((words) => [...words.matchAll(/^Log (\d+): (.*)$/g)])
  const others = plainText(document).flatMap((line) => [...line.matchAll(/(\d+): ([A-Z][^.(]*?)(?: \(|\. |\.$)/g)])
  return [...own, ...others]
    .map(([, number, name]) => ({ number: Number(number), name: name ?? '' }))
    .sort((one, other) => one.number - other.number)
    .map(({ number, name }, index) => (number === index + 1 ? name : `${number} in place ${index + 1}: ${name}`))
}

/** The items of lists under a heading "Do not". */
const doNot = (document: Document): string[] => {
  const lines: string[] = []
  let under = false
  for (const block of everyBlock(document.blocks)) {
    if (block.type === 'heading') under = spansText(block.spans) === 'Do not'
    else if (under) lines.push(...plainText({ ...document, blocks: [block] }))
  }
  return lines.map((line) => line.replace(/^[•-]\s*/, '').trim()).filter((line) => line !== '')
}

describe('the papers of the week', () => {
  it('are a plan with its reasons, forms for the sign-off, desk cards, a hazard log and log sheets', () => {
    expect([...papers(starter('Z99902')).keys()].sort()).toEqual([
      'behind-the-plan',
      'cutover-plan',
      'data-sign-off',
      'desk-cards',
      'hazard-log',
      'log-sheets',
    ])
  })

  it('hold for a dispensing practice with branch sites what one with nothing has not, and nothing else', () => {
    const nothing = answering(() => false)
    const some = answering((id) => id === 'dispensing' || id === 'branch_sites')
    const more = (table: string): string[] => {
      const without = rowIds(paper(nothing, 'cutover-plan'), table)
      const having = rowIds(paper(some, 'cutover-plan'), table)
      expect(without.filter((id) => !having.includes(id))).toEqual([])
      return having.filter((id) => !without.includes(id))
    }
    expect(more('data-types')).toEqual(['dispensary-stock-and-labels'])
    expect(more('links')).toEqual(['dispensary-and-wholesaler-orders'])
    expect(more('first-of-each')).toEqual(['dispensary-and-wholesaler-orders'])
    expect(more('hours-go-live').sort()).toEqual([
      'go-live-branch-sites',
      'go-live-first-label',
      'go-live-software-back',
    ])
    const cards = (practice: Practice): string => plainText(paper(practice, 'desk-cards')).join('\n')
    expect(cards(some)).toContain('Desk card: prescriptions and dispensary')
    expect(cards(nothing)).not.toMatch(/dispens/i)
  })

  it('have a log for each data type that needs one, and only for those this practice has', () => {
    // Three have columns of their own; the others are numbered on the sheet of everything else.
    const logs = (practice: Practice): string[] => logNames(paper(practice, 'log-sheets'))
    // The page itself, read another way than the tool reads it: rows of six cells that end in the log's name, sources and `every practice`.
    const page = readFileSync(join(root, 'guide/data-types.md'), 'utf8')
    const always = [...page.matchAll(/^(?:\| [^|]+ ){3}\| ([^|]+) \| [^|]+ \| every practice \|$/gm)]
      .map(([, log]) => log ?? '')
      .filter((log) => log !== 'none')
    expect(always).toContain('Consultations')
    expect(logs(answering(() => false))).toEqual(always)
    const withLabs = logs(answering((id) => id === 'pathology_links'))
    expect(withLabs.filter((name) => !always.includes(name))).toEqual(['Test results'])
  })

  it('keep what is not known, marked as such', () => {
    const words = plainText(paper(starter('Z99905'), 'cutover-plan')).join('\n')
    expect(words).toContain('If this applies to you: Pathology links')
    expect(rowIds(paper(starter('Z99905'), 'cutover-plan'), 'links')).toHaveLength(
      understood.guide.externalLinks.length,
    )
  })
})

describe('log sheets', () => {
  it('are for a pen in every format: nothing of a patient is typed into a file', async () => {
    const document = paper(starter('Z99902'), 'log-sheets')
    expect(fields(document).length).toBeGreaterThan(300)
    expect(fields(document).filter(({ printOnly }) => printOnly !== true)).toEqual([])
    const options = { copy: 'fill-in', theme: themeFor(12) } as const
    const html = new TextDecoder().decode((await renderHtml(document, options)).bytes)
    expect(html).not.toMatch(/<(input|textarea|select)\b/)
    expect(partOf((await renderDocx(document, options)).bytes, 'word/document.xml')).not.toContain('<w:sdt>')
    expect(Buffer.from((await renderPdf(document, options)).bytes).toString('latin1')).not.toContain('/AcroForm')
    // One copy is enough where nothing can be filled in on screen.
    expect((await renderDocument(document, ['pdf'], themeFor(12))).map(({ copy }) => copy)).toEqual(['both'])
  })

  it('each say that they contain patient information, how to keep and how to destroy them, and have a number', () => {
    const document = paper(starter('Z99902'), 'log-sheets')
    const sheets = document.blocks.flatMap((block) => (block.type === 'sheet' ? [block] : []))
    const logs = sheets.filter(({ id }) => /^log-|reconciliation/.test(id))
    expect(logs.map(({ id }) => id)).toEqual([
      'reconciliation',
      'log-prescriptions',
      'log-test-results',
      'log-referrals',
      'log-general',
    ])
    for (const { id, blocks } of logs) {
      const words = plainText({ ...document, blocks }).join(' ')
      expect(words, id).toMatch(/Contains patient information/)
      expect(words, id).toMatch(/[Dd]estroy it as confidential waste/)
    }
    const columns = (id: string): string[] => tableOf(document, `log-${id}-lines`).header.map(spansText)
    const who = ['Time', 'Name', 'Date of birth or NHS number']
    const after = ['By', 'Urgent', 'Entered', 'Checked']
    expect(columns('prescriptions')).toEqual([
      ...who,
      'Medicine, strength, dose',
      'Quantity',
      'How issued',
      'Pharmacy',
      ...after,
    ])
    expect(columns('test-results')).toEqual([...who, 'Test and result', 'Who was told', 'Action', ...after])
    expect(columns('referrals')).toEqual([...who, 'To whom, and what for', 'UBRN', ...after])
    expect(columns('general')).toEqual(['Log', ...who, 'What was asked, found, decided or given', ...after])
    expect(tableOf(document, 'reconciliation').header.map(spansText)).toEqual(
      expect.arrayContaining(['Issued', 'Returned', 'Entered', 'Checked']),
    )
  })

  it('say what to write where care depends on it', () => {
    const document = paper(
      answering(() => true),
      'log-sheets',
    )
    expect(plainText(document).join('\n')).toMatch(/Vaccinations \(vaccine or medicine, batch number, .*site/)
  })

  it('fit one page each', async () => {
    for (const ods of ['Z99901', 'Z99902', 'Z99905']) {
      const document = paper(starter(ods), 'log-sheets')
      const sheets = document.blocks.filter(({ type }) => type === 'sheet').length
      const { pages } = await renderPdf(document, { copy: 'print', theme: themeFor(12) })
      expect([ods, pages, (pages ?? 7) <= 6]).toEqual([ods, sheets + 1, true])
    }
  })
})

describe('the sign-off of the data', () => {
  const form = (): Document => paper(starter('Z99901'), 'data-sign-off')
  const words = (): string => plainText(form()).join('\n')

  it('has a form for the test data and one for the live data, each with a clinician and the practice manager', () => {
    for (const [key, day] of [
      ['test', 'Wednesday 31 March 2027'],
      ['live', 'Wednesday 14 April 2027'],
    ]) {
      const sheet = form().blocks.find((block) => block.type === 'sheet' && block.id === `sign-${key}`)
      if (sheet === undefined) throw new Error(`There is no form for the ${key} data.`)
      const said = plainText({ ...form(), blocks: [sheet] }).join('\n')
      for (const part of [
        day ?? '',
        'Not good enough, because',
        'Dr Imogen Farrow, clinical lead',
        'I sign for the data',
        'Where it goes',
      ])
        expect(said).toContain(part)
      const signed = fields(form()).filter(({ id, kind }) => id.startsWith(`${key}-signed:`) && kind === 'signature')
      expect(signed.map(({ label }) => label)).toEqual([
        expect.stringMatching(/^Clinician signs for the (?:test|live) data: signature, day and time$/),
        expect.stringMatching(/^Practice manager signs that the (?:test|live) data were checked/),
      ])
    }
  })

  it('goes through the safety-critical list that the guide has compared, line by line', () => {
    for (const [table, task] of [
      ['test-safety', 'checking-safety-list'],
      ['live-safety', 'go-live-safety-check'],
    ] as const) {
      const said = understood.guide.tasks.find(({ id }) => id === task)?.text ?? ''
      const named = said
        .slice(said.indexOf(':') + 2)
        .replace(/\.$/, '')
        .split(', ')
      expect(named.length).toBeGreaterThan(5)
      const lines = tableOf(form(), table).rows.map(({ cells }) => spansText(cells[0]?.spans ?? []).toLowerCase())
      expect(lines.slice(0, -1)).toEqual(named)
    }
  })

  it('compares patients by reference number: no column takes a name, and no form asks for one', () => {
    const columns = tableOf(form(), 'check-sample').header.map(spansText)
    expect(columns[0]).toBe('Reference number')
    expect(columns.join(' ')).not.toMatch(/\bname\b|birth|NHS/i)
    expect(words()).toMatch(/never a name, date of birth or NHS number/)
    const samples = [...papers(starter('Z99901')).values()].filter(({ blocks }) =>
      everyBlock(blocks).some((block) => block.type === 'table' && block.id === 'check-sample'),
    )
    expect(samples.map(({ id }) => id)).toEqual(['data-sign-off'])
  })

  it('takes a page for each form and one for a sample sheet', async () => {
    for (const ods of ['Z99901', 'Z99902', 'Z99903', 'Z99904', 'Z99905'])
      expect(
        (await renderPdf(paper(starter(ods), 'data-sign-off'), { copy: 'print', theme: themeFor(12) })).pages,
      ).toBe(4)
  })
})

describe('desk cards', () => {
  it.each(['Z99901', 'Z99902', 'Z99903', 'Z99904', 'Z99905'])('are one page each for %s', async (ods) => {
    const document = paper(starter(ods), 'desk-cards')
    const cards = document.blocks.filter(({ type }) => type === 'sheet')
    expect(cards).toHaveLength(7)
    // At arm's length, and for those who need large print.
    const made = await renderDocument(document, ['pdf'], themeFor(12))
    expect([document.bodyPt, made[0]?.pages]).toEqual([16, 8])
    for (const card of cards) {
      const words = headings({ ...document, blocks: [card] })
      expect(words).toEqual(expect.arrayContaining(['Do', 'Log', 'Do not', 'What to tell patients']))
    }
  })

  it('send no new patient away, and tell nobody to order early by default', () => {
    const forbidden = doNot(paper(starter('Z99905'), 'desk-cards')).join('\n')
    expect(forbidden).toMatch(/^send new patients away/m)
    expect(forbidden).toMatch(/^tell people to order early/m)
    expect(forbidden).toMatch(/^send anybody away, or ask anybody to come back/m)
    expect(forbidden).toMatch(/^cancel anything until a prescriber has arranged a replacement/m)
  })

  it('say under "Do not" what not to do: a verb first, and no second "not"', () => {
    for (const ods of ['Z99901', 'Z99902', 'Z99905']) {
      const items = doNot(paper(starter(ods), 'desk-cards'))
      expect(items.length).toBeGreaterThan(10)
      for (const item of items) {
        expect(item).toMatch(/^[a-z]/)
        const [first = ''] = item.split(':')
        expect(first).not.toMatch(/\b(?:do not|don’t|never|no|none|nothing|nobody|not)\b/i)
      }
    }
  })

  it('name only what the practice has', () => {
    const words = (practice: Practice): string => plainText(paper(practice, 'desk-cards')).join('\n')
    // Online requests stay: the contract wants them of every practice.
    expect(words(answering(() => false))).not.toMatch(
      /\bapp\b|111 report|warfarin|UBRN|GP Links|dispens|electronic prescription from before/i,
    )
    const everything = words(answering(() => true))
    for (const thing of ['NHS App', '111 reports', 'UBRN', 'warfarin', 'GP Links', 'dispense'])
      expect(everything).toContain(thing)
  })

  it('have one for nurses and health care assistants: vaccinations with batch and site, samples, medicines, visits', () => {
    const { blocks } = paper(starter('Z99902'), 'desk-cards')
    const card = blocks.find((block) => block.type === 'sheet' && block.id === 'card-nurses')
    if (card === undefined) throw new Error('There is no card for nurses.')
    const words = plainText({ ...paper(starter('Z99902'), 'desk-cards'), blocks: [card] }).join('\n')
    for (const topic of [
      /batch number/,
      /\bsite\b/,
      /child health service/,
      /cervical/,
      /high-risk/,
      /warfarin/,
      /home visits/,
    ])
      expect(words).toMatch(topic)
  })
})

describe('the plan', () => {
  it('has every day of the cutover: evening, each working day between with its parts, go-live day', () => {
    const document = paper(starter('Z99901'), 'cutover-plan')
    expect(rowIds(document, 'hours-evening')).toEqual([
      'planning-zero-tasks',
      'cutover-print-lists',
      'cutover-log-off',
      'cutover-decide-start',
      'cutover-final-extract',
      'cutover-messages-during',
    ])
    const planned = tableOf(document, 'hours-evening').rows.map(({ cells }) => spansText(cells[2]?.more?.[0] ?? []))
    expect(planned.map((words) => words.replaceAll('\u00a0', ' '))).toEqual([
      '5.30pm to 6.30pm',
      '5.30pm to 6.30pm',
      '6.30pm to 6.45pm',
      '6.45pm to 7pm',
      '7pm to 7am next day',
      '7pm to 7.15pm',
    ])
    expect(headings(document).filter((words) => words.startsWith('Day '))).toEqual([
      'Day 1 of 4: Thursday 8 April 2027',
      'Day 2 of 4: Friday 9 April 2027',
      'Day 3 of 4: Monday 12 April 2027',
      'Day 4 of 4: Tuesday 13 April 2027',
    ])
    // What is the same every day stands in the grid, with a box for each day, and nowhere else.
    const grid = tableOf(document, 'every-day')
    expect(grid.header.map(spansText).slice(-4)).toEqual(['Thu 8 Apr', 'Fri 9 Apr', 'Mon 12 Apr', 'Tue 13 Apr'])
    const rules = rowIds(document, 'every-day')
    expect(rules).toEqual(
      expect.arrayContaining(['cutover-logs', 'cutover-results', 'cutover-new-patients', 'every-day-closed']),
    )
    const ofADay = everyBlock(document.blocks).flatMap((block) =>
      block.type === 'table' && /^day-\d$/.test(block.id) ? block.rows.map(({ id }) => id) : [],
    )
    expect(ofADay).toEqual(expect.arrayContaining(['cutover-log-in-again', 'cutover-approve-go-live']))
    expect(ofADay.filter((id) => id !== undefined && rules.includes(id))).toEqual([])
    for (const { id, cells } of grid.rows) for (const { field } of cells.slice(-4)) expect(field, id).toBeDefined()
  })

  it('counts inboxes from 5 working days before', () => {
    const document = paper(starter('Z99901'), 'cutover-plan')
    const inboxes = tableOf(document, 'inboxes')
    expect(inboxes.header.map(spansText).slice(1)).toEqual([
      'Wed 31 Mar',
      'Thu 1 Apr',
      'Fri 2 Apr',
      'Mon 5 Apr',
      'Tue 6 Apr',
      'Wed 7 Apr',
    ])
    expect(inboxes.rows.map(({ cells }) => spansText(cells[0]?.spans ?? []))).toContain('Unsigned prescriptions')
  })

  it('has three decisions with a last safe moment, criteria, evidence and a signature', () => {
    const document = paper(starter('Z99901'), 'cutover-plan')
    for (const id of ['commit', 'start', 'go-live']) {
      expect(tableOf(document, `criteria-${id}`).rows.length).toBeGreaterThan(5)
      const signed = fields(document).filter((field) => field.id === `decision:${id}:signature`)
      expect(signed.map(({ kind }) => kind)).toEqual(['signature'])
    }
    const words = plainText(document).join('\n')
    expect(words).toMatch(/Last safe moment\n.*Friday 2 April 2027, before the first link goes off/)
  })

  it('says its dates as a picture and as a table, for every phase, milestone, limit and bank holiday', () => {
    const context = { ...understood, plan: planPractice(understood, starter('Z99901'), isoDay('2026-11-20')) }
    const [picture] = timeline(context, {})
    const [table] = timelineDates(context, {})
    if (picture?.type !== 'timeline' || table?.type !== 'table') throw new Error('There is no timeline.')
    const rows = picture.rows.map(({ label }) => label)
    const listed = table.rows.map(({ cells }) => spansText(cells[0]?.spans ?? []))
    expect(rows.filter((label) => label !== 'Bank holidays' && !listed.includes(label))).toEqual([])
    expect(listed).toEqual(expect.arrayContaining(['Good Friday', 'Easter Monday']))
    expect(rows).toEqual(expect.arrayContaining(['Training', 'Go live', 'Limit SLA-12', 'Bank holidays']))
    expect(picture.rows.every(({ cells }) => cells.some((words) => words !== ''))).toBe(true)
    const [without] = timeline(context, { limits: 'no' })
    if (without?.type !== 'timeline') throw new Error('There is no timeline.')
    expect(without.rows.map(({ label }) => label)).toEqual(rows.filter((label) => !label.startsWith('Limit')))
    expect(without.alt).not.toMatch(/limits|table after it/)
  })

  it('has fields whose names are unique, and that stay when other lines come and go', () => {
    for (const document of papers(starter('Z99902')).values()) {
      const ids = fields(document).map(({ id }) => id)
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    }
    const ids = (practice: Practice): string[] =>
      fields(paper(practice, 'cutover-plan')).flatMap(({ id }) => (id.startsWith('link:') ? [id] : []))
    const all = ids(answering(() => true))
    expect(ids(answering(() => false)).filter((id) => !all.includes(id))).toEqual([])
  })
})

describe('the calendar and the task list', () => {
  it('have an entry for every milestone and every dated task, each with a name of its own', () => {
    const plan = planPractice(understood, starter('Z99901'), isoDay('2026-11-20'))
    const data = composeDataFiles({ ...understood, plan })
    const { tasks } = data
    const events = allEvents(data)
    const uids = events.map(({ uid }) => uid)
    expect(new Set(uids).size).toBe(uids.length)
    expect(uids.filter((uid) => uid.includes('.milestone.'))).toHaveLength(plan.milestones.length)
    expect(uids.filter((uid) => uid.includes('.task.'))).toHaveLength(plan.tasks.filter(({ due }) => due).length)
    expect(tasks.rows).toHaveLength(plan.tasks.length)
    const timed = events.filter(({ start }) => start.includes('T'))
    expect(timed.find(({ uid }) => uid.includes('cutover-final-extract'))).toMatchObject({
      start: '2027-04-07T19:00',
      end: '2027-04-08T07:00',
    })
  })
})
