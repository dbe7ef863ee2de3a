/** Facts that hold only for a time: a plan that reaches beyond one says so once, with the days, to the practices concerned. */
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { parseGuideData } from '../../src/guide/guide-data.ts'
import type { Guide } from '../../src/model/guide.ts'
import type { Practice } from '../../src/model/practice.ts'
import { emptyGuide, planFor } from './support.ts'

const dataOf = (name: string, text: string, systems?: string) => {
  const files = new Map([[name, { file: name, text }]])
  if (systems !== undefined) files.set('systems.yaml', { file: 'systems.yaml', text: systems })
  return parseGuideData(files)
}

/** An empty guide with one file of data. The files that it lacks are findings, and are not looked at here. */
const guideWith = (name: string, text: string, names?: string): Guide => {
  const { datedFacts, systems, roles, sources } = dataOf(name, text, names).data
  return { ...emptyGuide, data: { ...emptyGuide.data, datedFacts, systems, roles, sources } }
}
const facts = (keys: string): string => `facts:\n  - id: a\n    fact: A\n    advice: Ask.\n${keys}`

/** Go live is on 14 April 2027: the first milestone after March is that links go off, on 5 April. */
const found = (guide: Guide, practice: Partial<Practice> = {}) =>
  planFor(practice, guide).findings.flatMap(({ rule, values, place }) =>
    rule.startsWith('fact-') ? [{ rule, ...values, line: place?.line }] : [],
  )
const knownAs = (id: string) => ({
  written: id,
  known: {
    id,
    name: id,
    also: [],
    supplier: 'A',
    patientApps: [],
    weekendCutover: 'no',
    meshChange: 'no',
    notMigrating: null,
    notes: [],
    sources: [],
  } as const,
})

describe('a fact with days', () => {
  it('that ends before the plan does is one note with both days', () => {
    expect(found(guideWith('dated-facts.yaml', facts('    until: 2027-03-31\n')))).toEqual([
      {
        rule: 'fact-ends',
        fact: 'A',
        advice: 'Ask.',
        until: '2027-03-31',
        milestone: 'links-off',
        date: '2027-04-05',
        line: 5,
      },
    ])
  })

  it('that begins within the plan is one note with both days', () => {
    expect(found(guideWith('dated-facts.yaml', facts('    from: 2027-04-01\n')))).toMatchObject([
      { rule: 'fact-begins', from: '2027-04-01', line: 5 },
    ])
  })

  it('that holds all the time of the plan is none, the last day included', () => {
    const last =
      planFor()
        .milestones.map(({ date }) => date)
        .sort()
        .at(-1) ?? ''
    const first =
      planFor()
        .milestones.map(({ date }) => date)
        .sort()[0] ?? ''
    expect(found(guideWith('dated-facts.yaml', facts(`    from: ${first}\n    until: ${last}\n`)))).toEqual([])
  })

  it('may matter only until a milestone', () => {
    const until = (milestone: string) =>
      found(guideWith('dated-facts.yaml', facts(`    until: 2027-04-30\n    matters_until: ${milestone}\n`)))
    expect(until('process-review')).toEqual([])
    expect(until('old-system-access-ends')).toMatchObject([{ milestone: 'old-system-access-ends' }])
  })

  it('is said only to practices that leave or join one of its systems', () => {
    const names = `systems:\n  - { id: vision, name: Vision, supplier: A, weekend_cutover: no }\n`
    const guide = guideWith('dated-facts.yaml', facts('    until: 2024-12-10\n    systems: [vision]\n'), names)
    expect(found(guide, { currentSystem: knownAs('medicus') })).toEqual([])
    expect(found(guide, { currentSystem: knownAs('vision') })).toHaveLength(1)
    expect(found(guide, { newSystem: knownAs('vision') })).toHaveLength(1)
  })

  it('may be a system, a role or a source', () => {
    const days = 'until: 2027-03-31'
    const vision = `systems:\n  - { id: vision, name: Vision, supplier: A, weekend_cutover: no, ${days} }\n`
    expect(found(guideWith('systems.yaml', vision), { newSystem: knownAs('vision') })).toMatchObject([
      { system: 'Vision' },
    ])
    expect(found(guideWith('systems.yaml', vision))).toEqual([])
    const team = `roles:\n  - { id: team, name: The team, belongs: national, ${days} }\n`
    expect(found(guideWith('roles.yaml', team))).toMatchObject([{ role: 'The team', until: isoDay('2027-03-31') }])
    const page = `sources:\n  - { id: page, title: A page, edition: First, status: current, ${days} }\n`
    expect(found(guideWith('sources.yaml', page))).toMatchObject([{ source: 'A page' }])
  })

  it.each([
    [
      'has an end before its beginning',
      '    from: 2027-04-01\n    until: 2027-03-31\n',
      'expected a day not before `from: 2027-04-01`',
    ],
    [
      'names a system that nobody knows',
      '    until: 2027-03-31\n    systems: [visoin]\n',
      'Unexpected system `visoin`',
    ],
    [
      'has the id of another',
      '    until: 2027-03-31\n  - id: a\n    fact: B\n    advice: Ask.\n    until: 2027-03-31\n',
      'There are two facts `a`',
    ],
    ['has no day', '', 'Unexpected fact without a day'],
    ['has a day that does not exist', '    until: 2027-02-30\n', 'Unexpected day `2027-02-30`'],
  ])('that %s is an error', (_, keys, message) => {
    const { findings } = dataOf('dated-facts.yaml', facts(keys))
    expect(findings.map((one) => one.message).join('\n')).toContain(message)
  })
})
