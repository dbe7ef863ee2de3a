/** Each task says where it comes from, in every list; the sources behind the marks of a pack are in it, with their caveats. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { allEvents } from '../../src/model/data-files.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { sayMark } from '../../src/compose/provenance.ts'
import type { Document, Table } from '../../src/document/document.ts'
import { plainText, spansText } from '../../src/document/plain-text.ts'
import { mapBlocks } from '../../src/document/walk.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'
import { list, tasks } from '../guide/guide-as-text.ts'

const root = join(import.meta.dirname, '../..')
const asOf = isoDay('2026-11-20')

interface Pack {
  readonly plan: Plan
  readonly documents: readonly Document[]
  readonly said: string
}

const open = (guide: string): Promise<Understood> =>
  understand({
    guide,
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })

function packsOf(kit: Understood): Pack[] {
  return kit.practices.map((practice) => {
    const plan = planPractice(kit, practice, asOf)
    const { documents } = composeDocuments(plan, kit, {
      documents: ['checklist', 'cutover-plan'],
      allowSuperseded: true,
    })
    return { plan, documents, said: documents.flatMap(plainText).join('\n') }
  })
}

const tablesOf = (document: Document): Table[] => {
  const found: Table[] = []
  mapBlocks(document.blocks, (block) => {
    if (block.type === 'table') found.push(block)
    return [block]
  })
  return found
}

let kit: Understood
let packs: readonly Pack[]
beforeAll(async () => {
  kit = await open(join(root, 'guide'))
  packs = packsOf(kit)
})

describe('the mark of a task', () => {
  it('stands after its words wherever the task is a row', () => {
    for (const { plan, documents } of packs) {
      const texts = new Map(plan.tasks.map(({ task }) => [task.text, task]))
      let rows = 0
      for (const table of documents.flatMap(tablesOf))
        for (const { spans = [] } of table.rows.flatMap(({ cells }) => cells)) {
          // In a checklist, whose it is and when stand before it, and what is to be known of it after it.
          const words = spansText(spans)
          const task =
            texts.get(spansText(spans.filter(({ marks }) => marks?.includes('quiet') !== true))) ??
            plan.tasks.find((one) => table.id.startsWith('tasks-') && words.includes(`: ${one.task.text} `))?.task
          if (task === undefined) continue
          rows += 1
          expect(`${words} `, table.id).toContain(`${task.text} [${sayMark(task, { ...kit, ...kit })}] `)
        }
      // By phase, by role, by week.
      expect(rows).toBeGreaterThan(plan.tasks.length * 3)
    }
  })

  it.each([
    ['planning-meeting', '2025 +\u00a0day'],
    ['pre-data-quality', '2020†'],
    ['planning-confirm-dates', '2025'],
    ['kick-off-write-approach', '2020† +\u00a0day†'],
    ['training-everyone', 'partly 2025 +\u00a0day'],
    ['cutover-new-patients', 'partly 2025'],
    ['kick-off-weekly-meeting', '2020†'],
    ['pre-tell-111', 'partly 2020†'],
    ['planning-clear-registrations', 'PCSE'],
    ['planning-paper', 'ours'],
  ])('%s: %s', (id, mark) => {
    const task = kit.guide.tasks.find((one) => one.id === id)
    expect(task && sayMark(task, kit)).toBe(mark)
  })

  it('is explained once in each document that has some, and nowhere else', () => {
    for (const { documents } of packs)
      for (const document of documents) {
        const keys = plainText(document).filter((line) => line.startsWith('In brackets: where it comes from.'))
        const explains = document.kind === 'about-the-move' && plainText(document).some((line) => / \[\S/.test(line))
        const marked =
          explains ||
          tablesOf(document).some(({ rows }) =>
            rows.some(({ cells }) =>
              cells.some(({ spans = [], more = [] }) =>
                [spans, ...(document.kind === 'questions' ? more : [])].some((line) =>
                  line.some(({ text }) => text.startsWith(' [')),
                ),
              ),
            ),
          )
        expect(keys.length, document.id).toBe(marked ? 1 : 0)
      }
  })

  it('is said in the calendar and in the list of tasks in words that need no key', () => {
    const [pack] = packs
    if (pack === undefined) throw new Error('There is no practice.')
    const data = composeDataFiles({ ...kit, plan: pack.plan })
    const { tasks: table } = data
    const events = allEvents(data)
    const about = events.find(({ uid }) => uid.includes('task.kick-off-write-approach'))?.description
    expect(about).toContain('Source: 2020†. Source of the day: SLA†.\n† only in sources that have been replaced')
    const row = table.rows.find((row) => row.at(-1) === 'planning-paper')
    expect(row?.slice(-3, -1)).toEqual(['ours', 'ours'])
    // The id of a task is for programs: it stands last.
    expect(table.columns.slice(-3).map(({ header }) => header)).toEqual([
      'Source (†: replaced, ask)',
      'Source of the day',
      'Task ID',
    ])
  })
})

describe('the list of sources', () => {
  it('has the title, edition and caveat of every source that a task of the pack names', () => {
    for (const { plan, said } of packs) {
      const named = new Set(
        tasks
          .filter(({ fields }) => plan.tasks.some(({ task }) => task.id === fields.get('id')))
          .flatMap((note) => [...list(note, 'source'), ...list(note, 'due-source')]),
      )
      expect(named.size).toBeGreaterThan(10)
      const absent = kit.guide.data.sources.filter(
        ({ id, title, edition, caveat }) =>
          named.has(id) &&
          ![title.split(', ').at(-1) ?? '', ...(id === 'ours' ? [] : [edition]), caveat].every((words) =>
            said.includes(words),
          ),
      )
      expect(absent.map(({ id }) => id)).toEqual([])
    }
  })

  it('has no source that nothing in the pack rests on', () => {
    for (const { said } of packs) expect(said).not.toContain('Roadmap item RM284')
  })
})
