import { describe, expect, it } from 'vitest'
import type { ConditionExpression } from '../../src/model/guide.ts'
import { parseConditionWords } from '../../src/guide/annotation.ts'

const known = ['dispensing', 'eps', 'repeat_dispensing', 'branch_sites']
const say = (expression: ConditionExpression): string => {
  if ('is' in expression) return expression.is
  if ('not' in expression) return `not ${say(expression.not)}`
  return 'and' in expression ? `(${expression.and.map(say).join(' and ')})` : `(${expression.or.map(say).join(' or ')})`
}

describe('condition words', () => {
  it.each([
    ['dispensing', 'dispensing'],
    ['Dispensing AND eps', '(dispensing and eps)'],
    ['dispensing and not (eps or repeat_dispensing)', '(dispensing and not (eps or repeat_dispensing))'],
    ['eps or dispensing and branch_sites', '(eps or (dispensing and branch_sites))'],
    ['not eps and dispensing', '(not eps and dispensing)'],
    ['not not eps', 'not not eps'],
    ['((branch-sites))', 'branch_sites'],
  ])('%s', (words, expected) => {
    const { value, findings } = parseConditionWords(words, known)
    expect(findings).toEqual([])
    expect(value && say(value.expression)).toBe(expected)
  })

  it.each([
    ['', 'expected a condition at its end'],
    ['dispensing and', 'expected a condition at its end'],
    ['and dispensing', 'expected a condition before `and`'],
    ['(dispensing', 'expected `)`'],
    ['dispensing)', 'expected `and` or `or` before `)`'],
    ['dispensing eps', 'expected `and` or `or` before `eps`'],
    [`${'('.repeat(60)}eps${')'.repeat(60)}`, 'nested too deeply'],
  ])('%s is not understood, and says why', (words, why) => {
    const { value, findings } = parseConditionWords(words, known)
    expect(value).toBeNull()
    expect(findings[0]?.rule).toBe('unreadable-condition')
    expect(findings[0]?.message).toContain(why)
  })

  it('keeps an unknown condition, so that its task is not dropped, and suggests the known one', () => {
    const { value, findings } = parseConditionWords('dispencing and eps', known)
    expect(value && say(value.expression)).toBe('(dispencing and eps)')
    expect(findings.map(({ message }) => message)).toEqual([
      'Unexpected condition `dispencing`, expected an id of conditions.yaml. Did you mean `dispensing`?',
    ])
  })
})
