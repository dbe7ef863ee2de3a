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

function said(from: string, to: string, more: Partial<Practice> = {}): { questions: string; tasks: string[] } {
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
  const questions = documents.filter(({ kind }) => kind === 'questions').flatMap(plainText)
  return { questions: questions.join('\n'), tasks: plan.tasks.map(({ task }) => task.id) }
}

describe('the two systems of a practice', () => {
  it('bring every note of theirs, with its question and its source, and none of another system', () => {
    const { systems } = kit.guide.data
    for (const [from, to] of [
      ['emis-web', 'tpp-systmone'],
      ['vision', 'medicus'],
      ['microtest', 'emis-web'],
    ] as const) {
      const { questions } = said(from, to)
      for (const { id, notes } of systems)
        for (const { says, ask } of notes) {
          const own = id === from || id === to
          expect(questions.includes(says), `${from} to ${to}: ${says}`).toBe(own)
          // The guide asks about MESH in words of its own.
          const asked = ask?.includes('MESH') === true ? 'Does our MESH mailbox move to you' : ask
          if (own && asked !== null) expect(questions).toContain(asked)
        }
    }
    expect(said('emis-web', 'tpp-systmone').questions).toContain('[MESH 2016†]')
  })

  it('are asked about what no source says', () => {
    const { questions } = said('emis-web', 'vision')
    expect(questions.match(/Do you offer a weekend cutover/g)).toHaveLength(1)
    expect(questions).toContain('No source says what does not come across from EMIS Web to Vision.')
    expect(questions).not.toContain('No source says whether Vision offers a weekend cutover.')
    expect(questions).not.toMatch(/to-confirm|To confirm\./)
  })

  it('say that nothing is known of a system that is in no list', () => {
    const { questions } = said('Harbour Notes', 'emis-web')
    expect(questions).toContain('Harbour Notes is not in the list of systems that this plan knows.')
    expect(questions).toContain('To the current supplier: Harbour Notes')
    expect(questions).toContain(
      'What of ours in Harbour Notes does not go into your extract for EMIS Web? Please list it in writing.',
    )
  })

  it('are asked once about each app of theirs that the row does not name', () => {
    const text = { ...starter.text, apps_stop: 'Patient Access', apps_continue: null }
    const { questions } = said('emis-web', 'tpp-systmone', { text })
    expect(questions).not.toContain('Patients may use Patient Access')
    // Once: a note about the system asks it already.
    expect(questions.match(/SystmOnline and Airmid start or stop/g)).toHaveLength(1)
    expect(questions).not.toContain('Patients may use SystmOnline')
  })
})
