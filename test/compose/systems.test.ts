/** A practice reads what is known about its two systems, and what to ask of each supplier. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { plainText } from '../../src/document/plain-text.ts'
import type { Practice } from '../../src/model/practice.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
let kit: Understood
let starter: Practice
beforeAll(async () => {
  kit = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  const [first] = kit.practices
  if (first === undefined) throw new Error('There is no practice.')
  starter = first
})

function said(
  from: string,
  to: string,
  more: Partial<Practice> = {},
): { plan: string; checklist: string; tasks: string[] } {
  const find = (id: string): Practice['currentSystem'] => {
    const known = kit.guide.data.systems.find((one) => one.id === id) ?? null
    return { written: known?.name ?? id, known }
  }
  const practice: Practice = { ...starter, ...more, currentSystem: find(from), newSystem: find(to) }
  const plan = planPractice(kit, practice, isoDay('2026-11-20'))
  const { documents } = composeDocuments(plan, kit, {
    documents: ['checklist', 'cutover-plan'],
    allowSuperseded: false,
  })
  const of = (id: string): string =>
    documents
      .filter((one) => one.id === id)
      .flatMap(plainText)
      .join('\n')
  return { plan: of('cutover-plan'), checklist: of('checklist'), tasks: plan.tasks.map(({ task }) => task.id) }
}

describe('the two systems of a practice', () => {
  it('bring every note of theirs, with its question and its source, and none of another system', () => {
    const { systems } = kit.guide.data
    for (const [from, to] of [
      ['emis-web', 'tpp-systmone'],
      ['vision', 'medicus'],
      ['microtest', 'emis-web'],
    ] as const) {
      const { plan } = said(from, to)
      for (const { id, notes } of systems)
        for (const { says, ask } of notes) {
          const own = id === from || id === to
          expect(plan.includes(says), `${from} to ${to}: ${says}`).toBe(own)
          if (own && ask !== null) expect(plan).toContain(ask)
        }
    }
    expect(said('emis-web', 'tpp-systmone').plan).toContain('[MESH 2016†]')
  })

  it('are asked about what no source says', () => {
    const { plan } = said('emis-web', 'vision')
    expect(plan).toContain('No source says whether EMIS Web offers a weekend cutover.')
    expect(plan).toContain(
      'Do you offer a weekend cutover for a move to Vision, and from and to which hour would it run?',
    )
    expect(plan).toContain('No source says what does not come across from EMIS Web to Vision.')
    expect(plan).not.toContain('No source says whether Vision offers a weekend cutover.')
    expect(plan).not.toMatch(/to-confirm|To confirm\./)
  })

  it('say that nothing is known of a system that is in no list', () => {
    const { plan } = said('Harbour Notes', 'emis-web')
    expect(plan).toContain('Harbour Notes is not in the list of systems that this plan knows.')
    expect(plan).toContain('Harbour Notes, the current system')
    expect(plan).toContain('What does not come across from Harbour Notes to EMIS Web? Please list it in writing.')
  })

  it('make a to-do of each app of theirs that the row does not name', () => {
    const text = { ...starter.text, apps_stop: 'Patient Access', apps_continue: null }
    const { checklist } = said('emis-web', 'tpp-systmone', { text })
    expect(checklist).not.toContain('Patients may use Patient Access')
    expect(checklist).toContain(
      'Patients may use SystmOnline, which belongs to TPP SystmOne. Ask TPP whether it is there from go live',
    )
    const none = { ...starter.text, apps_stop: null, apps_continue: null }
    expect(said('emis-web', 'vision', { text: none }).checklist).toContain('Ask Optum')
  })
})
