/**
 * Parses annotations (`key: value; key: value`, rule 3 of ANNOTATIONS.md) and conditions (rule 9).
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { didYouMean, isSlipOf } from '../base/text.ts'
import type { Checked, Finding, Place } from '../model/finding.ts'
import type { Condition, ConditionExpression } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'

const ANNOTATION_KEYS = [
  'id',
  'who',
  'due',
  'if',
  'from',
  'source',
  'sla',
  'dmi',
  'takes',
  'takes-source',
  'after',
  'at',
] as const
export type AnnotationKey = (typeof ANNOTATION_KEYS)[number]
/** Keys that only a task can have; an SLA has `sla` too. */
export const TASK_KEYS: readonly AnnotationKey[] = [
  'id',
  'who',
  'due',
  'if',
  'sla',
  'takes',
  'takes-source',
  'after',
  'at',
]
/** Keys of a marker's text: `[GAP] …; ask: new-supplier; question: …; owner: …; due: 2027-03-01; issue: #12`. */
export const MARKER_KEYS = ['ask', 'question', 'owner', 'due', 'issue'] as const

const FIRST_KEY = /^\s*([a-z][a-z-]*)\s*:/i

export function isAnnotation(comment: string): boolean {
  const key = FIRST_KEY.exec(comment)?.[1]?.toLowerCase()
  return key !== undefined && isKey(key)
}

/**
 * Finds an annotation that starts with a misspelt key, which would otherwise be ignored silently.
 *
 * @returns the finding, or null if the comment looks like a note
 */
export function nearAnnotation(comment: string, place: Place): Finding | null {
  const key = FIRST_KEY.exec(comment)?.[1]?.toLowerCase()
  if (key === undefined || isKey(key)) return null
  const others = [...comment.matchAll(/;\s*([a-z-]+)\s*:/gi)].some((found) => isKey((found[1] ?? '').toLowerCase()))
  const near = ANNOTATION_KEYS.some((known) => known.length > 2 && isSlipOf(key, known))
  if (!others && !near) return null
  return unknownKey(key, place)
}

export function readAnnotation(
  text: string,
  place: Place,
): { values: ReadonlyMap<AnnotationKey, string>; findings: Finding[] } {
  const values = new Map<AnnotationKey, string>()
  const findings: Finding[] = []
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const [, name = '', value = ''] = /^\s*([a-z][a-z-]*)\s*:\s*([\s\S]*?)\s*$/i.exec(part) ?? []
    const key = name.toLowerCase()
    if (name === '') {
      const message = `Unexpected \`${part.trim()}\` in an annotation, expected \`key: value\`. A value cannot contain a semicolon.`
      findings.push(findingOf('annotation-unreadable', message, { place }))
    } else if (!isKey(key)) findings.push(unknownKey(key, place))
    else if (values.has(key)) {
      const message = `Unexpected second \`${key}\` in one annotation, expected it once. The first one counts.`
      findings.push(findingOf('annotation-unreadable', message, { place }))
    } else if (value === '') {
      const message = `Unexpected \`${key}:\` without a value. Write one, or remove the key.`
      findings.push(findingOf('annotation-unreadable', message, { place }))
    } else values.set(key, value.replace(/\s+/g, ' '))
  }
  return { values, findings }
}

export const listed = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const isKey = (key: string): key is AnnotationKey => (ANNOTATION_KEYS as readonly string[]).includes(key)

const unknownKey = (key: string, place: Place): Finding =>
  findingOf(
    'unknown-annotation-key',
    `Unexpected key \`${key}\` in an annotation, expected one of ${ANNOTATION_KEYS.join(', ')}.${didYouMean(key, ANNOTATION_KEYS)}`,
    { place },
  )

/** Bounds the recursion on hostile input; nobody nests conditions that deeply. */
const MAX_DEPTH = 50

class ConditionNotUnderstood extends Error {}

/**
 * Parses ids with `and`, `or`, `not` and brackets; `not` binds closest, then `and`, then `or`. An unknown id is a finding and
 * is kept in the expression: an unknown answer never drops a task.
 *
 * @param known ids of `conditions.yaml`
 */
export function parseConditionWords(text: string, known: readonly string[], place?: Place): Checked<Condition | null> {
  const at = defined({ place })
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
    if (depth > MAX_DEPTH) throw new ConditionNotUnderstood('it is nested too deeply.')
    next += 1
    try {
      if (token === 'not') return { not: one() }
      if (token === '(') {
        const inner = either()
        if (tokens[next] !== ')') throw new ConditionNotUnderstood('expected `)` for each `(`.')
        next += 1
        return inner
      }
    } finally {
      depth -= 1
    }
    if (token === undefined) throw new ConditionNotUnderstood('expected a condition at its end.')
    if (token === ')' || token === 'and' || token === 'or')
      throw new ConditionNotUnderstood(`expected a condition before \`${token}\`.`)
    const id = token.replace(/-/g, '_')
    if (!known.includes(id)) {
      const message = `Unexpected condition \`${token}\`, expected an id of conditions.yaml.${didYouMean(id, known)}`
      findings.push(findingOf('unknown-condition', message, at))
    }
    return { is: id }
  }

  try {
    const expression = either()
    if (next < tokens.length)
      throw new ConditionNotUnderstood(`expected \`and\` or \`or\` before \`${tokens[next] ?? ''}\`.`)
    return { value: { text: text.trim(), expression }, findings }
  } catch (error) {
    if (!(error instanceof ConditionNotUnderstood)) throw error
    const message = `Unexpected condition \`${text.trim()}\`: ${error.message} Write ids with \`and\`, \`or\`, \`not\` and brackets.`
    return { value: null, findings: [findingOf('unreadable-condition', message, at)] }
  }
}
