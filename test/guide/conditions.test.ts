import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Practice } from '../../src/model/practice.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'
import { mentionedIn } from '../../src/plan/tasks.ts'

const root = join(import.meta.dirname, '../..')
const file = join(root, 'practices/practices.csv')
let understood: Understood
let practice: Practice

beforeAll(async () => {
  understood = await understand({ guide: join(root, 'guide'), templates: join(root, 'templates'), practices: file })
  const [first] = understood.practices
  if (!first) throw new Error('the starter spreadsheet is empty')
  practice = first
})

/** Ids of the tasks a practice gets, sure or not, with these answers and yes to every other question. */
function tasksWith(answer: Record<string, boolean>, silent?: string) {
  const yes = Object.fromEntries(understood.guide.data.conditions.map(({ id }) => [id, true]))
  const answers = Object.entries({ ...yes, ...answer }).filter(([id]) => id !== silent)
  const conditions = Object.fromEntries(answers)
  const plan = planPractice(understood, { ...practice, conditions }, isoDay('2026-11-21'))
  const ids = (applies: string) => plan.tasks.filter((one) => one.applies === applies).map(({ task }) => task.id)
  return { sure: ids('yes'), unsure: ids('unknown'), leftOut: plan.leftOut.map(({ task }) => task.id) }
}

describe('each condition of the guide', () => {
  it('decides exactly the tasks that mention it: yes, no and unknown', () => {
    const { conditions } = understood.guide.data
    expect(conditions.length).toBeGreaterThan(20)
    for (const { id } of conditions) {
      const mention = understood.guide.tasks.filter(
        ({ condition }) => condition && mentionedIn(condition.expression).includes(id),
      )
      const mentioned = new Set(mention.map((task) => task.id))
      const yes = tasksWith({ [id]: true })
      const no = tasksWith({ [id]: false })
      const unknown = tasksWith({}, id)
      const others = (ids: readonly string[]) => ids.filter((one) => !mentioned.has(one))
      expect(others(no.sure), id).toEqual(others(yes.sure))
      expect(others(unknown.sure), id).toEqual(others(yes.sure))
      // With yes to all else, a task that mentions it applies with yes, is left out with no, and stays a question else.
      const plain = mention.filter(({ condition }) => condition?.text === id).map((task) => task.id)
      for (const task of plain) {
        expect(yes.sure, id).toContain(task)
        expect(no.leftOut, id).toContain(task)
        expect(unknown.unsure, id).toContain(task)
      }
      expect([...unknown.sure, ...unknown.unsure].sort(), id).toEqual(
        expect.arrayContaining(yes.sure.filter((task) => plain.includes(task))),
      )
    }
  })

  it('switches on at least one task, or is asked for no reason', () => {
    const asked = new Set(
      understood.guide.tasks.flatMap(({ condition }) => (condition ? mentionedIn(condition.expression) : [])),
    )
    expect(understood.guide.data.conditions.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([])
  })
})
