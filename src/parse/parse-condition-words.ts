/**
 * The condition grammar of `guide/ANNOTATIONS.md` (rule 9): ids with `and`, `or`, `not` and brackets.
 *
 * `not` binds closest, then `and`, then `or`. An id that is not known is a finding and stays in the expression: unknown
 * never drops a task.
 *
 * @module
 */
import type { Checked, Finding, Place } from '../model/finding.ts'
import type { Condition, ConditionExpression } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { didYouMean } from '../base/text.ts'

/** Deeper brackets than anyone writes; a limit, so that no text can use up the stack. */
const MAX_DEPTH = 50

class NotUnderstood extends Error {}

/** @param known ids of `conditions.yaml` */
export function parseConditionWords(text: string, known: readonly string[], place?: Place): Checked<Condition | null> {
  const at = place === undefined ? {} : { place }
  const tokens = text.toLowerCase().match(/[()]|[^\s()]+/g) ?? []
  const findings: Finding[] = []
  let next = 0
  let depth = 0

  const either = (): ConditionExpression => joined('or', both)
  const both = (): ConditionExpression => joined('and', one)
  const joined = (word: 'and' | 'or', part: () => ConditionExpression): ConditionExpression => {
    const parts = [part()]
    while (tokens[next] === word) {
      next += 1
      parts.push(part())
    }
    const [only] = parts
    if (parts.length === 1 && only !== undefined) return only
    return word === 'and' ? { and: parts } : { or: parts }
  }
  const one = (): ConditionExpression => {
    const token = tokens[next]
    depth += 1
    if (depth > MAX_DEPTH) throw new NotUnderstood('it is nested too deeply.')
    next += 1
    try {
      if (token === 'not') return { not: one() }
      if (token === '(') {
        const inner = either()
        if (tokens[next] !== ')') throw new NotUnderstood('expected `)` for each `(`.')
        next += 1
        return inner
      }
    } finally {
      depth -= 1
    }
    if (token === undefined) throw new NotUnderstood('expected a condition at its end.')
    if (token === ')' || token === 'and' || token === 'or')
      throw new NotUnderstood(`expected a condition before \`${token}\`.`)
    const id = token.replace(/-/g, '_')
    if (!known.includes(id)) {
      const message = `Unexpected condition \`${token}\`, expected an id of conditions.yaml.${didYouMean(id, known)}`
      findings.push(findingOf('unknown-condition', message, at))
    }
    return { is: id }
  }

  try {
    const expression = either()
    if (next < tokens.length) throw new NotUnderstood(`expected \`and\` or \`or\` before \`${tokens[next] ?? ''}\`.`)
    return { value: { text: text.trim(), expression }, findings }
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    const message = `Unexpected condition \`${text.trim()}\`: ${error.message} Write ids with \`and\`, \`or\`, \`not\` and brackets.`
    return { value: null, findings: [findingOf('unreadable-condition', message, at)] }
  }
}
