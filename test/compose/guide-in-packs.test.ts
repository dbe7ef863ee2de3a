/** The guide's own words reach the practice: each sentence is in each pack that it applies to. `scripts/guide-in-packs.mjs` is the same as a table. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FoundSentence, findInPacks, ONLY_ON_THE_SITE } from '../../scripts/guide-in-packs.mjs'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
let understood: Understood
let packs: { readonly ods: string; readonly plan: ReturnType<typeof planPractice>; readonly words: string }[]
let found: readonly FoundSentence[]
beforeAll(async () => {
  understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  packs = understood.practices.map((practice) => {
    const plan = planPractice(understood, practice, isoDay('2026-11-20'))
    const choice = { documents: ['checklist', 'cutover-plan', 'letters'], allowSuperseded: false }
    const { documents } = composeDocuments(plan, understood, choice)
    return { ods: practice.ods, plan, words: documents.flatMap(plainText).join(' ') }
  })
  found = findInPacks(understood.guide, packs)
})

describe('each sentence of the guide', () => {
  it('is found in each pack that it applies to', () => {
    expect(found.length).toBeGreaterThan(700)
    // The lists that a practice pins up, and what is to be said of a source.
    expect(found.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['what-stops.md#patients', 'data-types.md#at-risk', 'sources.yaml']),
    )
    const missing = found.filter(({ states }) => states.includes('missing'))
    expect(missing.map(({ where, words }) => `${where}: ${words}`)).toEqual([])
  })

  it('is looked for on every page but those that are listed with a reason', () => {
    const looked = new Set(found.map(({ where }) => where.replace(/[:#].*/, '')))
    const listed = Object.keys(ONLY_ON_THE_SITE).filter((name) => !name.includes('#'))
    const pages = understood.guide.pages.map(({ file }) => file)
    expect(pages.filter((file) => !looked.has(file) && !listed.includes(file))).toEqual([])
    for (const name of listed) expect(pages).toContain(name)
  })

  it.each([
    'Do not cancel anything until a replacement is arranged and the pharmacy has been told.',
    'Only if the new supplier said that PCSE must act.',
    'FP69 flags do not come across.',
  ])('such as “%s” is in each pack whose practice has its task, and in no other', (sentence) => {
    const rows = found.filter(({ words }) => words === sentence)
    expect(rows).not.toEqual([])
    for (const { states } of rows)
      for (const [index, state] of states.entries()) expect(state, packs[index]?.ods).toMatch(/^found$|^left out: /)
  })

  it('is missed where a pack does not say it', () => {
    const [pack] = packs
    const lesson = 'A list with ticks helps.'
    if (!pack) throw new Error('There is no pack.')
    const without = findInPacks(understood.guide, [{ ...pack, words: pack.words.replaceAll(lesson, '') }])
    expect(without.filter(({ states }) => states.includes('missing')).map(({ words }) => words)).toContain(lesson)
  })
})
