/** A task that agrees a day is left out where the day is agreed, and the checklist says so. */
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { sayBecause } from '../../src/compose/say.ts'
import type { Practice } from '../../src/model/practice.ts'
import { planPractice } from '../../src/pipeline.ts'
import { practiceNamed, starter, withStatus } from '../letters/starter.ts'

const AS_OF = isoDay('2026-11-20')
const ID = 'buying-agree-go-live'

describe('a task that agrees a day', () => {
  it('is left out where the row says that the day is agreed', async () => {
    const understood = await starter()
    const plan = planPractice(understood, await practiceNamed('Z99901'), AS_OF)
    expect(plan.tasks.map(({ task }) => task.id)).not.toContain(ID)
    const left = plan.leftOut.find(({ task }) => task.id === ID)
    if (left === undefined) throw new Error('It is nowhere.')
    expect(sayBecause(left, understood.guide, understood.words)).toBe('Go live: the day is agreed')
  })

  it('stays while the day is proposed', async () => {
    const understood = await starter()
    const proposed = await withStatus(await practiceNamed('Z99901'), 'go-live', 'proposed')
    for (const practice of [proposed, await practiceNamed('Z99905')])
      expect(planPractice(understood, practice, AS_OF).tasks.map(({ task }) => task.id)).toContain(ID)
  })

  it('asks neither for hours nor for a person that the row gives', async () => {
    const understood = await starter()
    const left = (practice: Practice): (string | undefined)[] => {
      const { leftOut } = planPractice(understood, practice, AS_OF)
      return ['planning-confirm-dates', 'kick-off-ask-cutover-length', 'kick-off-name-project-manager'].map(
        (wanted) => {
          const found = leftOut.find(({ task }) => task.id === wanted)
          return found && sayBecause(found, understood.guide, understood.words)
        },
      )
    }
    expect(left(await practiceNamed('Z99902'))).toEqual([
      'Final data production: the hour is known; Go live: the hour is known',
      'Final data production: the day is agreed; Go live: the day is agreed; Final data production: the hour is known; Go live: the hour is known',
      'Project manager: named',
    ])
    expect(left(await practiceNamed('Z99901')).slice(0, 2)).toEqual([undefined, undefined])
    expect(left(await practiceNamed('Z99905'))).toEqual([undefined, undefined, undefined])
  })
})
