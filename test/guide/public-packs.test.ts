/** Packs of a public guide as a practice manager reads them: of a small one in our words, and of both revisions beside the repository. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Block } from '../../src/document/document.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { isBackwards } from '../../src/model/guide.ts'
import { dayOfMilestone } from '../../src/model/plan.ts'
import { planPractice, understand } from '../../src/pipeline.ts'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'

const root = join(import.meta.dirname, '../..')

async function packs(guide: string) {
  const understood = await understand({
    guide,
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  return understood.practices.slice(0, 2).map((practice) => {
    const plan = planPractice(understood, practice, isoDay('2026-11-30'))
    const choice = { documents: ['checklist', 'cutover-plan'] as const, allowSuperseded: false }
    return { guide: understood.guide, plan, documents: composeDocuments(plan, understood, choice).documents }
  })
}
type Pack = Awaited<ReturnType<typeof packs>>[number]

const all = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block) => [block, ...('blocks' in block ? all(block.blocks) : [])])
const textOf = (document: Pack['documents'][number]): string => plainText(document).join('\n')
const documentOf = ({ documents }: Pack, id: string): Pack['documents'][number] => {
  const found = documents.find((one) => one.id === id)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

/** Begins with what to do: the verbs of `public-guide.yaml`, or those that it puts before a question or a name. */
const SAYS_WHAT_TO_DO =
  /^(?:check that |check: |\p{L}+ing (?:the|a|your) |(?:once|at the time of) .+, check that |you should |(?:agree|request|get|select|notify|check|only|sign off) )|\bmust\b/iu

function checkPack(pack: Pack): void {
  const { guide, plan, documents } = pack
  const planned = plan.tasks.map(({ task }) => task.text)
  expect(planned.filter((text) => !SAYS_WHAT_TO_DO.test(text))).toEqual([])
  expect(planned.filter((text) => /^(?:what|how|why|did|will|is|are|has|have|does?)\b/i.test(text))).toEqual([])
  expect(planned.filter((text) => text.endsWith('?') && !text.startsWith('Check: '))).toEqual([])

  // Every item of the lists is a task or is printed as text where its phase is explained.
  const [checklist, about] = ['checklist', 'about-each-phase'].map((id) => textOf(documentOf(pack, id)).toLowerCase())
  for (const { onlyText, text } of guide.tasks) if (onlyText !== undefined) expect(about).toContain(text.toLowerCase())
  expect(checklist).toContain(`${guide.listItems.left} list items of the guide were not taken as tasks`)

  const order = dayOfMilestone(plan, 'order')
  expect(plan.tasks.filter(({ due }) => due !== null && due < order).map(({ task }) => task.id)).toEqual([])

  for (const document of documents) {
    const said = all(document.blocks)
    const gaps = said.flatMap((block) =>
      block.type === 'callout' && block.kind === 'unfinished'
        ? block.blocks
            .flatMap((one) => plainText({ ...document, blocks: [one] }))
            .filter((line) => line.trim() !== 'Answer:')
        : [],
    )
    expect(new Set(gaps).size, document.id).toBe(gaps.length)
    for (const { estimate } of guide.phases)
      if (estimate !== null && isBackwards(estimate)) expect(textOf(document)).not.toContain(estimate.text)
    const titles = guide.phases.map(({ title }) => title)
    const shown = [
      said.flatMap((block) => (block.type === 'heading' ? plainText({ ...document, blocks: [block] }) : [])),
      said.flatMap((block) =>
        block.type === 'timeline'
          ? block.rows.filter(({ id }) => id.startsWith('phase-')).map(({ label }) => label)
          : [],
      ),
    ].map((words) => words.filter((word) => titles.includes(word)).map((word) => titles.indexOf(word)))
    for (const numbers of shown) expect(numbers, document.id).toEqual([...numbers].sort((a, b) => a - b))
  }
}

describe('packs of a small public guide', () => {
  const made = packs(join(root, 'test/cases/public-guide/guide'))

  it('say what to do, when, and each thing once', async () => {
    for (const pack of await made) checkPack(pack)
  })

  it('take a bare name with its heading, the sentence before its list, or the item that it is inside', async () => {
    const [pack] = await made
    const texts = pack?.plan.tasks.map(({ task }) => task.text) ?? []
    expect(texts).toContain('Check: Printers (Equipment in the survey)')
    expect(texts).toContain('You should tell: Pharmacies')
    expect(texts).toContain('Check that you have a plan for each of these during the cutover: Blood tests: Forms')
  })

  it('are due before what they prepare, and say because of which words', async () => {
    const [pack] = await made
    const task = pack?.plan.tasks.find(({ task: { id } }) => id === 'practice-manager-planning-for-cutover-scanning')
    expect(task?.due).toBe('2027-04-06')
    expect(task?.task.timing?.because).toEqual({ words: ['plan', 'during the cutover'], of: 'heading' })
  })

  it('take how long a phase lasts from the table of the index, unless its subtitle says it', async () => {
    const [pack] = await made
    const estimates = pack?.guide.phases.map(({ title, estimate }) => `${title}: ${estimate?.text ?? '-'}`)
    expect(estimates).toEqual([
      'Decision and order: 2 to 3 weeks',
      'Technical survey: 1 day',
      'Pre-migration tasks: 3 to 4 weeks',
      'Initial data production: -',
      'Training: -',
      'Planning for cutover: 4 weeks',
      'Cutover: 3 to 2 weeks',
      'Go live: -',
      'Post go live: -',
    ])
  })
})

describe('packs of both revisions of the public guide', () => {
  needs(HAS_CORPUS, NO_CORPUS)
  it.each(['guide-2019-12-04', 'guide-2020-03-25'])(
    '%s: say what to do, when, and each thing once',
    async (revision) => {
      for (const pack of await packs(join(CORPUS, revision))) checkPack(pack)
    },
  )
})
