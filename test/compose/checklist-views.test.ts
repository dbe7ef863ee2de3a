/** The checklist by role and by phase loses no task and shows none twice; each row says its place; the poster keeps to one page. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { briefDay } from '../../src/base/day-in-words.ts'
import { isoDay, mondayOf, yearOf } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Block, Document, Table } from '../../src/document/document.ts'
import { blockLines, plainText, spansText } from '../../src/document/plain-text.ts'
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

/** Blocks in the order of reading: a sheet’s are its own. */
const blocksOf = (document: Document | undefined): Block[] =>
  (document?.blocks ?? []).flatMap((block) => (block.type === 'sheet' ? block.blocks : [block]))

const tables = (document: Document | undefined): Table[] => blocksOf(document).filter((block) => block.type === 'table')

/** Rows to tick below a heading that `holds` finds, or anywhere. */
function ticked(document: Document | undefined, id: (table: string) => boolean = () => true): string[] {
  return tables(document)
    .filter((table) => table.id.startsWith('tasks-') && id(table.id))
    .flatMap(({ rows }) => rows.map((row) => row.id ?? ''))
}

describe.each(['checklist-by-role', 'checklist-by-phase'])('%s', (id) => {
  it('has every task of the whole checklist once', () => {
    for (const { documents } of packs) {
      const whole = ticked(documents.get('checklist'))
      expect(whole.length).toBeGreaterThan(100)
      expect(ticked(documents.get(id)).sort()).toEqual(whole.sort())
    }
  })
})

/** What stands below the heading of a section, down to the next. */
function below(document: Document | undefined, heading: string): string[] {
  const blocks = blocksOf(document)
  const from = blocks.findIndex((block) => block.type === 'heading' && block.id === heading)
  if (from < 0) return []
  const rest = blocks.slice(from + 1)
  const to = rest.findIndex((block) => block.type === 'heading')
  return rest.slice(0, to < 0 ? undefined : to).flatMap(blockLines)
}

/** Where a task is ticked in another list, its first sentence stands. */
const firstSentence = (text: string): string => text.split(/(?<=[.?!])\s+(?=\p{Lu})/u)[0] ?? text

it('puts a task with its owner, and with those who help', () => {
  for (const { plan, documents } of packs) {
    const byRole = documents.get('checklist-by-role')
    for (const { task } of plan.tasks) {
      const [owner = 'none', ...helpers] = task.roles
      expect(ticked(byRole, (table) => table === `tasks-${owner}`)).toContain(task.id)
      for (const helper of helpers) {
        // A role that owns nothing has no pages: it is named beside the task.
        if (!ticked(byRole, (table) => table === `tasks-${helper}`).length) continue
        const helps = below(byRole, `${helper}-tasks`)
        expect(
          helps.some((line) => line.includes(` ${firstSentence(task.text)}`)),
          `${helper}: ${task.text}`,
        ).toBe(true)
      }
    }
  }
})

it('puts a task into the week of its last day, and says in the week in which it begins until when it goes on', () => {
  for (const { plan, documents } of packs) {
    const byWeek = documents.get('checklist')
    for (const { task, from, due } of plan.tasks) {
      if (due === null) continue
      expect(ticked(byWeek, (table) => table === `tasks-${mondayOf(due)}`)).toContain(task.id)
      if (from === null || mondayOf(from) === mondayOf(due)) continue
      // A week in which nothing is due has no heading of its own.
      if (!ticked(byWeek, (table) => table === `tasks-${mondayOf(from)}`).length) continue
      const begins = below(byWeek, `${mondayOf(from)}-week`)
      expect(
        begins.some(
          (line) =>
            line.includes(`to ${briefDay(due, yearOf(mondayOf(from)))}:`) &&
            line.includes(` ${firstSentence(task.text)}`),
        ),
        task.text,
      ).toBe(true)
    }
  }
})

it('says the place of each row in every arrangement, and each place is a group', () => {
  for (const { plan, documents } of packs) {
    const { arrangements = [], ...checklist } = documents.get('checklist') ?? { blocks: [] }
    expect(arrangements.map(({ id }) => id)).toEqual(['week', 'role', 'phase'])
    const rows = checklist.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []))
    expect(rows.filter(({ place }) => place !== undefined)).toHaveLength(plan.tasks.length)
    for (const { place } of rows)
      for (const { id, groups } of arrangements)
        expect(groups.filter((group) => group.id === place?.in[id])).toHaveLength(1)
  }
})

it('names each task’s owner once and its helpers by short names, where its words do not name them', () => {
  const rows = tables(packs[0]?.documents.get('checklist')).flatMap((table) => table.rows)
  const words = (id: string): string => spansText(rows.find((row) => row.id === id)?.cells[0]?.spans ?? [])
  expect(words('buying-business-case')).toMatch(
    /^Morwenna Tully, by [A-Z][a-z]{2} \d+ [A-Z][a-z]{2}: Write the business case/,
  )
  expect(words('buying-business-case')).toMatch(/\] With clinical lead\.$/)
  expect(words('buying-confirm-framework')).not.toMatch(/With/)
  expect(words('cutover-final-extract')).toMatch(/^EMIS service desk, on [A-Z][a-z]{2} \d+ [A-Z][a-z]{2}:/)
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
      expect(made.map(({ format, copy }) => `${format} ${copy}`)).toEqual(['pdf both', 'docx fill-in', 'html fill-in'])
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

it('says above every day of a practice whose days are open that they are proposed, where it is only for information too', () => {
  const open = packs.find(({ ods }) => ods === 'Z99905')
  for (const id of ['checklist-by-role', 'checklist'])
    for (const table of tables(open?.documents.get(id)).filter(({ id: name }) => name.startsWith('tasks')))
      expect(spansText(table.header[0] ?? [])).toMatch(/\(days are proposed\)$/)
  expect(below(open?.documents.get('checklist-by-role'), 'reception-tasks')).toContain(
    'You help others with (days are proposed)',
  )
})

it('says on each page of a role whose it is', () => {
  const byRole = tables(packs[0]?.documents.get('checklist-by-role'))
  const manager = byRole.find(({ id }) => id === 'tasks-practice-manager')
  expect(spansText(manager?.header[0] ?? [])).toBe('Task: Practice manager')
})

it('leaves out the views that nobody asked for', () => {
  const plan = packs[0]?.plan
  if (!plan) throw new Error('There is no plan.')
  const { documents } = composeDocuments(plan, understood, {
    documents: ['checklist'],
    views: ['phase'],
    allowSuperseded: false,
  })
  expect(documents.flatMap(({ view }) => view ?? [])).toEqual(['phase'])
})
