import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { sayPlan } from '../../src/compose/say.ts'
import { planPractice, understand } from '../../src/pipeline.ts'
import { list, tasks } from './guide-as-text.ts'

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The numbers of days that sources give, as read in them: timing rules T01 to T42, and the limits of 2019. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  p2020: [
    '7 days before links off',
    '1 month before final data production',
    '7 days after go live',
    '14 days after go live',
    // Its step 14 says 5 days to 2 weeks.
    '5 working days after go live',
    '45 days after go live',
  ],
  pcse: ['14 days before links off'],
  sla2019: [
    '10 working days after order',
    '2 days after technical survey',
    '2 working days after initial data production',
    // SLA-09: 5 working days once the test system is open, for which SLA-08 allows 2.
    '7 working days after initial data production',
    '2 working days before go live',
    '5 days after go live',
  ],
}
const COUNTED = /\d+ (?:working days?|days?|weeks?|months?) (?:before|after) [a-z -]+?(?=,| until |$)/g

const dated = tasks.filter(({ fields }) => fields.has('due'))
const idOf = (fields: ReadonlyMap<string, string>): string => fields.get('id') ?? ''

describe('the source of a day', () => {
  it('gives the number of days that stands in `due`, where it is said to give the whole day', () => {
    const sourced = dated.filter((task) => task.fields.has('due-source') && !list(task, 'due-source').includes('ours'))
    const wrong = sourced.flatMap((task) => {
      const known = list(task, 'due-source').flatMap((source) => FIGURES[source] ?? [])
      const figures = (task.fields.get('due') ?? '').match(COUNTED) ?? []
      return figures.filter((figure) => !known.includes(figure)).map((figure) => `${idOf(task.fields)}: ${figure}`)
    })
    expect(sourced.length).toBeGreaterThan(40)
    expect(wrong).toEqual([])
  })

  it('is in a plan the reason of its day, and never the source of what is to be done', async () => {
    const kit = await understand({
      guide: root('guide'),
      templates: root('templates'),
      practices: root('practices/practices.csv'),
    })
    const [practice] = kit.practices
    if (practice === undefined) throw new Error('There is no practice.')
    const plan = sayPlan(planPractice(kit, practice, isoDay('2026-11-20')), kit.guide, kit.words)
    const said = new Map(plan.tasks.map(({ task, reason }) => [task.task.id, reason]))
    const titles = kit.guide.data.sources.filter(({ id }) => id !== 'ours').map(({ title }) => title)
    const planned = dated.filter(({ fields }) => said.has(idOf(fields)))
    const ours = planned.filter(({ fields }) => !fields.has('due-source'))
    const named = ours.filter(({ fields }) => titles.some((title) => said.get(idOf(fields))?.includes(title)))
    expect(ours.length).toBeGreaterThan(80)
    expect(named.map(({ fields }) => idOf(fields))).toEqual([])
    expect(ours.filter(({ fields }) => !said.get(idOf(fields))?.includes('our own suggestion'))).toEqual([])
    expect(said.get('planning-tell-pcse')).toMatch(
      /Source of the rule: Primary Care Support England, .*undated page\.$/,
    )
    expect(said.get('kick-off-weekly-meeting')).toMatch(/25 March 2020; the rest is our own suggestion\.$/)
  })
})
