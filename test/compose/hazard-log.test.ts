/**
 * The hazard log, made of the real guide and templates: known hazards with the tasks of this practice that control each, no
 * scores, and nothing that the practice cannot meet.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { Block, Document, Table } from '../../src/document/document.ts'
import { plainText, spansText } from '../../src/document/plain-text.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { BUILT_IN_GUIDE } from '../../src/base/files.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
let understood: Understood
beforeAll(async () => {
  understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
})

/** A plan of the first starter practice, with these answers to every question. */
function planAnswering(answer: (id: string) => boolean): Plan {
  const [first] = understood.practices
  if (!first) throw new Error('There are no starter practices.')
  const conditions = Object.fromEntries(understood.guide.data.conditions.map(({ id }) => [id, answer(id)]))
  return planPractice(understood, { ...first, conditions }, isoDay('2026-11-20'))
}

function logOf(plan: Plan): Document {
  const { documents } = composeDocuments(plan, understood, { documents: ['cutover-plan'], allowSuperseded: false })
  const found = documents.find(({ id }) => id === 'hazard-log')
  if (!found) throw new Error('There is no hazard log.')
  return found
}

const tableOf = (document: Document): Table => {
  const blocks = document.blocks.flatMap((block): readonly Block[] => (block.type === 'sheet' ? block.blocks : [block]))
  const found = blocks.find((block): block is Table => block.type === 'table' && block.id === 'hazards')
  if (!found) throw new Error('The hazard log has no table.')
  return found
}

describe('the known hazards of our guide', () => {
  it('are those that moves are known for, each with a task that exists', () => {
    const ids = understood.guide.data.hazards.map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining([
        ...[
          'medicines',
          'allergies',
          'repeat-dispensing',
          'results',
          'urgent-referrals',
          'safeguarding',
          'hidden-entries',
        ],
        ...['sharing', 'recalls', 'removed-patients', 'entered-twice', 'immunisations', 'hours-without-access'],
        ...['hospital-view', 'gp2gp', 'wrong-date', 'staff', 'paper-logs'],
      ]),
    )
    const tasks = new Set(understood.guide.tasks.map(({ id }) => id))
    for (const { id, controls } of understood.guide.data.hazards) {
      expect(controls.length, id).toBeGreaterThan(0)
      expect(
        controls.filter((control) => !tasks.has(control)),
        id,
      ).toEqual([])
    }
  })

  it('are in no data file with a score', () => {
    const file = readFileSync(join(root, 'guide/hazards.yaml'), 'utf8').replace(/^#.*$/gm, '')
    expect(file).not.toMatch(/score|likelihood|severity|\b(?:low|medium|high) risk\b|risk: /i)
  })
})

describe('a hazard log', () => {
  it('names for each hazard the tasks that this practice has, with their days', () => {
    const plan = planAnswering(() => true)
    expect(plan.hazards).toHaveLength(understood.guide.data.hazards.length)
    const log = logOf(plan)
    const rows = tableOf(log).rows
    const shared = new Map(
      [...`${plainText(log).join('\n')}\n`.matchAll(/ ([A-Z])\u00a0(.*?)\.(?= [A-Z]\u00a0|\n)/g)].map(
        ([, letter = '', task = '']) => [letter, task],
      ),
    )
    expect(shared.size).toBeGreaterThan(5)
    const used = new Set<string>()
    for (const [index, { line, controls }] of plan.hazards.entries()) {
      expect(controls.map(({ task }) => task.id)).toEqual(line.controls)
      const [, said = ''] = spansText(rows[index]?.cells[0]?.spans ?? []).split(/ Controls: (?=[^:]*$)/s)
      expect(said).toMatch(/\.$/)
      const [first = '', ...own] = said.slice(0, -1).split('; ')
      const letters = /^[A-Z](?:, [A-Z])*$/.test(first) ? first.split(', ') : []
      for (const letter of letters) used.add(letter)
      const full = [
        ...letters.map((letter) => shared.get(letter) ?? ''),
        ...(letters.length > 0 ? [] : [first]),
        ...own,
      ]
      expect(full).toHaveLength(controls.length)
      // Those with a letter come first.
      const shown = controls.map(
        ({ task }) => full.find((one) => task.text.startsWith(one.split(' (')[0] ?? one) && one !== '') ?? '',
      )
      for (const [at, { task }] of controls.entries()) {
        const [words = ''] = (shown[at] ?? '').split(' (')
        expect(task.text.startsWith(words), `${line.id}: ${words}`).toBe(true)
        // A task that is cut at a comma says another thing, or nothing: “Before online records open”.
        expect(task.text.slice(words.length), `${line.id}: ${words}`).toMatch(/^(?:[.?!:]| \()/)
        expect(shown[at]).toMatch(/\(.*\u00a0[A-Z][a-z]+\)$/)
      }
    }
    expect([...used].sort()).toEqual([...shared.keys()])
  })

  it('says a task that controls several hazards once', () => {
    const plan = planAnswering(() => true)
    const words = plainText(logOf(plan)).join('\n')
    for (const { task } of plan.hazards.flatMap(({ controls }) => controls))
      expect(words.split(task.text.slice(0, 40)).length - 1, task.id).toBeLessThanOrEqual(1)
  })

  it('leaves every score and every signature to people', () => {
    for (const { id, cells } of tableOf(logOf(planAnswering(() => true))).rows) {
      expect(cells.slice(1).map(({ field, spans }) => [field?.id, spans ?? []])).toEqual(
        ['who', 'before', 'after', 'state'].map((name) => [`hazard:${id}:${name}`, []]),
      )
    }
  })

  it('leaves out what this practice cannot meet, and says where it is not known', () => {
    const plan = planAnswering(() => false)
    const ids = plan.hazards.map(({ line }) => line.id)
    expect(ids).toContain('allergies')
    for (const id of [
      'repeat-dispensing',
      'prescriptions-on-spine',
      'results',
      'screening',
      'anticoagulation',
      'removed-patients',
    ])
      expect(ids).not.toContain(id)
    // Its only task that is left is another practice's.
    expect(
      planAnswering((id) => id !== 'eps').hazards.find(({ line }) => line.id === 'medicines')?.controls,
    ).not.toEqual(
      expect.arrayContaining([
        expect.objectContaining({ task: expect.objectContaining({ id: 'pre-dmd' }) as unknown }),
      ]),
    )
    const unknown = understood.practices.find(({ ods }) => ods === 'Z99905')
    if (!unknown) throw new Error('There is no Z99905.')
    const words = plainText(logOf(planPractice(understood, unknown, isoDay('2026-11-20')))).join('\n')
    expect(words).toContain('If this applies to you: Pathology links')
  })

  it('supports DCB0160 and says that it does not replace it', () => {
    expect(plainText(logOf(planAnswering(() => true))).join(' ')).toMatch(/DCB0160 and does not replace it/)
  })
})

describe('hazards.yaml of a guide', () => {
  const found = async (yaml: string): Promise<string[]> => {
    const sources = await readGuide(join(root, 'test/bad/unknown-task/guide'), BUILT_IN_GUIDE)
    const data = new Map([...sources.data, ['hazards.yaml', { file: 'hazards.yaml', text: `hazards:\n${yaml}` }]])
    return parseGuide({ ...sources, data })
      .findings.filter(({ place }) => place?.file === 'hazards.yaml')
      .map(({ rule, message }) => `${rule}: ${message}`)
  }
  const hazard = (more: string): string => `  - { id: a, hazard: A., could_happen: B., ${more} }\n`

  it.each([
    [hazard('controls: [kick-off-hold], source: [ours]'), []],
    [
      hazard('controls: [kick-off-hodl], source: [ours]'),
      [/^unknown-task: .*`kick-off-hodl`.*Did you mean `kick-off-hold`/],
    ],
    [hazard('controls: [kick-off-hold], source: [p2200]'), [/^unknown-source: .*`p2200`.*Did you mean/]],
    [hazard('controls: [], source: [ours]'), [/^data-unreadable: .*no task that controls it/]],
    [hazard('controls: [kick-off-hold], source: [ours], if: dispencing'), [/^unknown-condition: .*`dispensing`/]],
    [hazard('controls: [kick-off-hold], source: [ours]').repeat(2), [/^data-unreadable: There are two hazards `a`/]],
  ])('%s', async (yaml, expected) => {
    const messages = await found(yaml)
    expect(messages).toHaveLength(expected.length)
    for (const [index, message] of messages.entries()) expect(message).toMatch(expected[index] ?? /^$/)
  })

  it('of the guide that ships concerns only practices that have its tasks', async () => {
    const sources = await readGuide(join(root, 'test/bad/task-without-owner/guide'), BUILT_IN_GUIDE)
    const guide = parseGuide(sources)
    expect(guide.findings.filter(({ message }) => message.includes('hazard'))).toEqual([])
    const [first] = understood.practices
    if (!first) throw new Error('There are no starter practices.')
    expect(planPractice({ ...understood, guide: guide.value }, first, isoDay('2026-11-20')).hazards).toEqual([])
  })
})
