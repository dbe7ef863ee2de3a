/** The checklist by role and by week loses no task and shows none twice; the poster keeps to one page. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay, mondayOf } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Document, Span, Table } from '../../src/document/document.ts'
import { plainText, spansText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'
import { renderDocument } from '../../src/render/render.ts'

/** The smallest PNG there is. */
const PNG_OF_ONE_DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const root = join(import.meta.dirname, '../..')
let understood: Understood
let packs: readonly { readonly ods: string; readonly plan: Plan; readonly documents: Map<string, Document> }[]
beforeAll(async () => {
  understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  packs = understood.practices.map((practice) => {
    const plan = planPractice(understood, practice, isoDay('2026-11-20'))
    const { documents } = composeDocuments(plan, understood, { documents: ['checklist'], allowSuperseded: false })
    return { ods: practice.ods, plan, documents: new Map(documents.map((document) => [document.id, document])) }
  })
})

const tables = (document: Document | undefined): Table[] =>
  (document?.blocks ?? []).filter((block) => block.type === 'table')

/** Rows to tick below a heading that `holds` finds, or anywhere. */
function ticked(document: Document | undefined, id: (table: string) => boolean = () => true): string[] {
  return tables(document)
    .filter((table) => table.id.startsWith('tasks-') && id(table.id))
    .flatMap(({ rows }) => rows.map((row) => row.id ?? ''))
}

/** Without the mark that says where it comes from. */
const taskWords = (spans: readonly Span[]): string =>
  spansText(spans.filter(({ marks }) => marks?.includes('quiet') !== true))

describe.each(['checklist-by-role', 'checklist-by-week'])('%s', (id) => {
  it('has every task of the whole checklist once', () => {
    for (const { documents } of packs) {
      const whole = ticked(documents.get('checklist'))
      expect(whole.length).toBeGreaterThan(100)
      expect(ticked(documents.get(id)).sort()).toEqual(whole.sort())
    }
  })
})

it('puts a task with its owner, and with those who help', () => {
  for (const { plan, documents } of packs) {
    const byRole = documents.get('checklist-by-role')
    for (const { task } of plan.tasks) {
      const [owner = 'none', ...helpers] = task.roles
      expect(ticked(byRole, (table) => table === `tasks-${owner}`)).toContain(task.id)
      for (const helper of helpers) {
        const helps = tables(byRole).find((table) => table.id === `helps-with-${helper}`)
        // A role that owns nothing has no pages: it is named beside the task.
        if (!ticked(byRole, (table) => table === `tasks-${helper}`).length) continue
        expect(helps?.rows.map(({ cells }) => taskWords(cells[0]?.spans ?? []))).toContain(task.text)
      }
    }
  }
})

it('puts a task into the week of its last day, and says in the weeks before that it goes on', () => {
  for (const { plan, documents } of packs) {
    const byWeek = documents.get('checklist-by-week')
    for (const { task, from, due } of plan.tasks) {
      if (due === null) continue
      expect(ticked(byWeek, (table) => table === `tasks-${mondayOf(due)}`)).toContain(task.id)
      if (from === null || mondayOf(from) === mondayOf(due)) continue
      const going = tables(byWeek).find((table) => table.id === `going-on-${mondayOf(from)}`)
      // A week in which nothing is due has no heading of its own.
      if (!ticked(byWeek, (table) => table === `tasks-${mondayOf(from)}`).length) continue
      expect(going?.rows.map(({ cells }) => taskWords(cells[0]?.spans ?? []))).toContain(task.text)
    }
  }
})

it('counts weeks from Monday', () => {
  expect(['2027-04-11', '2027-04-12', '2027-04-18'].map((day) => mondayOf(isoDay(day)))).toEqual([
    '2027-04-05',
    '2027-04-12',
    '2027-04-12',
  ])
})

describe('the wall poster', () => {
  const LOGO = { type: 'png', data: PNG_OF_ONE_DOT, widthPx: 300, heightPx: 120, colours: 3, alt: 'Logo' } as const
  const withLogo = (document: Document): Document => ({
    ...document,
    blocks: document.blocks.map((block) => (block.type === 'cover' ? { ...block, logo: LOGO } : block)),
  })

  it.each([12, 16, 18])('is one page at %d pt, with a logo too, and only for a pen', async (pt) => {
    for (const { documents } of packs) {
      const plain = documents.get('wall-poster')
      if (!plain) throw new Error('There is no poster.')
      const poster = withLogo(plain)
      const made = await renderDocument(poster, ['pdf', 'docx', 'html'], themeFor(pt))
      expect(made.map(({ format, copy }) => `${format} ${copy}`)).toEqual(['pdf print', 'docx fill-in', 'html fill-in'])
      expect(made[0]?.pages).toBe(1)
    }
  })

  it('is set larger where there is room', async () => {
    const poster = packs[0]?.documents.get('wall-poster')
    if (!poster) throw new Error('There is no poster.')
    const { largestOnOnePage } = await import('../../src/render/pdf/render-pdf.ts')
    const few = { ...poster, blocks: poster.blocks.slice(0, 1) }
    expect(largestOnOnePage(few, themeFor(12), 'pdf').bodyPt).toBe(18)
    const many = { ...poster, blocks: [...poster.blocks, ...poster.blocks, ...poster.blocks.slice(1)] }
    expect(largestOnOnePage(many, themeFor(12), 'pdf').bodyPt).toBe(12)
    expect(largestOnOnePage(many, themeFor(18), 'pdf').bodyPt).toBe(16)
  })

  it('says of days that are not agreed that they are proposed', () => {
    for (const { plan, documents } of packs) {
      const poster = documents.get('wall-poster')
      if (!poster) throw new Error('There is no poster.')
      const open = plan.milestones.some(
        ({ id, status, fixed }) =>
          ['go-live', 'final-data-production'].includes(id) && (status === 'proposed' || !fixed),
      )
      expect(plainText(poster).join('\n').includes('When (proposed)')).toBe(open)
    }
  })
})

it('says “proposed” above every day of a practice whose days are open, where it is only for information too', () => {
  const open = packs.find(({ ods }) => ods === 'Z99905')
  for (const id of ['checklist-by-role', 'checklist-by-week'])
    for (const table of tables(open?.documents.get(id)).filter(({ id: name }) => /^(tasks|helps|going)/.test(name)))
      expect(table.header.map(spansText).some((words) => words === 'Due (proposed)')).toBe(true)
})

it('says on each page of a role whose it is', () => {
  const byRole = tables(packs[0]?.documents.get('checklist-by-role'))
  const manager = byRole.find(({ id }) => id === 'tasks-practice-manager')
  expect(spansText(manager?.header[1] ?? [])).toBe('Task: Practice manager')
})

it('leaves out the views that nobody asked for', () => {
  const plan = packs[0]?.plan
  if (!plan) throw new Error('There is no plan.')
  const { documents } = composeDocuments(plan, understood, {
    documents: ['checklist'],
    views: ['week'],
    allowSuperseded: false,
  })
  expect(documents.flatMap(({ view }) => view ?? [])).toEqual(['week'])
})
