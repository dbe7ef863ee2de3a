/** A guide with nothing to do: no table without rows, no heading over nothing, no words about tasks that there are not. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { planPractice, understand } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
let documents: readonly Document[]
beforeAll(async () => {
  const guide = mkdtempSync(join(tmpdir(), 'guide-without-tasks-'))
  writeFileSync(
    join(guide, 'index.md'),
    '---\ntitle: Guide\nedition: Guide\nstatus: current\nreviewed: 2026-11-01\n---\n\nWords.\n',
  )
  writeFileSync(
    join(guide, '09-cutover.md'),
    '---\ntitle: Cutover\nphase: cutover\norder: 9\nreviewed: 2026-11-01\n---\n\nNothing to do.\n',
  )
  const practices = join(guide, 'practices.csv')
  writeFileSync(
    practices,
    'ods_code,name,current_system,new_system,go_live\nZ99300,Bare Surgery,EMIS Web,TPP SystmOne,2027-04-14\n',
  )
  const understood = await understand({ guide, templates: join(root, 'templates'), practices })
  const [practice] = understood.practices
  if (!practice) throw new Error('There is no practice.')
  const plan = planPractice(understood, practice, isoDay('2026-11-28'))
  documents = composeDocuments(plan, understood, {
    documents: ['checklist', 'cutover-plan'],
    allowSuperseded: false,
  }).documents
})

const all = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block) => [block, ...('blocks' in block ? all(block.blocks) : [])])
const wordsOf = (id: string): string => {
  const document = documents.find((one) => one.id === id)
  if (!document) throw new Error(`There is no ${id}.`)
  return plainText(document).join('\n')
}

it('writes no table without rows', () => {
  expect(documents.length).toBeGreaterThan(3)
  for (const { id, blocks } of documents)
    expect(
      all(blocks).filter((block) => block.type === 'table' && block.rows.length === 0),
      id,
    ).toEqual([])
})

it('says nothing of tasks that there are not, and leaves room to write down whom to call', () => {
  expect(wordsOf('cutover-plan')).not.toMatch(/What is due|Planned times/)
  expect(wordsOf('checklist')).toContain('The guide has no tasks for Bare Surgery')
  expect(wordsOf('checklist')).not.toMatch(/Each task has|“By” means/)
  const plan = documents.find(({ id }) => id === 'cutover-plan')
  const contacts = all(plan?.blocks ?? []).find((block) => block.type === 'table' && block.id === 'contacts')
  expect(contacts?.type === 'table' && contacts.rows.every(({ cells }) => cells.every(({ field }) => field))).toBe(true)
})
