/**
 * Does a task apply? Three values, after Kleene: a task is left out only when its condition is certainly false.
 *
 * @module
 */
import type { ConditionExpression } from '../model/guide.ts'

export type Truth = 'yes' | 'no' | 'unknown'
export type Answers = Readonly<Record<string, boolean>>

const opposite: Record<Truth, Truth> = { yes: 'no', no: 'yes', unknown: 'unknown' }

export function appliesTo(expression: ConditionExpression, answers: Answers): Truth {
  if ('is' in expression) {
    const answer = answers[expression.is]
    return answer === undefined ? 'unknown' : answer ? 'yes' : 'no'
  }
  if ('not' in expression) return opposite[appliesTo(expression.not, answers)]
  const [parts, decisive] = 'and' in expression ? [expression.and, 'no' as const] : [expression.or, 'yes' as const]
  const truths = parts.map((part) => appliesTo(part, answers))
  if (truths.includes(decisive)) return decisive
  return truths.includes('unknown') ? 'unknown' : opposite[decisive]
}

/** Ids of all conditions an expression mentions, each once, in the order written. */
export function mentionedIn(expression: ConditionExpression): string[] {
  if ('is' in expression) return [expression.is]
  if ('not' in expression) return mentionedIn(expression.not)
  const parts = 'and' in expression ? expression.and : expression.or
  return [...new Set(parts.flatMap(mentionedIn))]
}
