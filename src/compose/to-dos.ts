/**
 * To-dos: what the row does not say and a person should find out, each with the column to fill in.
 *
 * @module
 */
import type { Plan } from '../model/plan.ts'
import { clockTime, longDate } from '../base/day-in-words.ts'
import type { ComposeContext } from './compose-context.ts'

export function toDos(context: ComposeContext): string[] {
  return [...unconfirmed(context), ...questions(context)]
}

const column = (id: string): string => id.replaceAll('-', '_')

/** Dates and times on which the rest hangs. */
function unconfirmed({ plan, words }: ComposeContext): string[] {
  return plan.milestones.flatMap(({ id, date, status, time, timeAssumed }) => {
    if (id !== 'go-live' && id !== 'final-data-production') return []
    const milestone = words.say(`milestones.${id}`)
    const said: string[] = []
    if (status === 'proposed')
      said.push(words.say('unknown.not-confirmed', { milestone, date: longDate(date), column: `${column(id)}_status` }))
    if (timeAssumed && time !== null)
      said.push(words.say('unknown.time', { milestone, time: clockTime(time), column: `${column(id)}_time` }))
    return said
  })
}

/** Each unanswered question that decides at least one task, once. */
function questions({ guide, plan, words }: ComposeContext): string[] {
  const asked = new Set(plan.tasks.flatMap(({ unanswered }: Plan['tasks'][number]) => unanswered))
  return guide.data.conditions
    .filter(({ id }) => asked.has(id))
    .map(({ id, question }) => words.say('unknown.question', { question, column: id }))
}
