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
  'due-source',
  'sla',
  'dmi',
  'takes',
  'takes-source',
  'after',
  'at',
  'message',
  'settles',
] as const
export type AnnotationKey = (typeof ANNOTATION_KEYS)[number]
/** Keys that only a task can have; an SLA has `sla` too. */
export const TASK_KEYS: readonly AnnotationKey[] = [
  'id',
  'who',
  'due',
  'due-source',
  'if',
  'sla',
  'takes',
  'takes-source',
  'after',
  'at',
  'message',
  'settles',
]
/** Keys of a marker's text: `[GAP] …; ask: new-supplier; question: …; owner: …; due: 2027-03-01; issue: #12`. */
export const MARKER_KEYS = ['ask', 'question', 'owner', 'due', 'issue'] as const

const FIRST_KEY = /^\s*([a-z][a-z-]*)\s*:/i

export function isAnnotation(comment: string): boolean {
  const key = FIRST_KEY.exec(comment)?.[1]?.toLowerCase()
  return key !== undefined && isKey(key)
}

/** Words of a note between editors that a colon follows: `<!-- note: … -->` after a task is no annotation. */
const NOTE_WORDS = /^(?:n\.?b|notes?|comments?|editors?|todo|tbc|fixme|why|reasons?|remarks?|hint|see|ed)$/i
/** What people write for a key of ours. */
const SYNONYMS: Readonly<Record<string, AnnotationKey>> = {
  owner: 'who',
  owners: 'who',
  role: 'who',
  roles: 'who',
  assignee: 'who',
  assigned: 'who',
  responsible: 'who',
  when: 'due',
  date: 'due',
  deadline: 'due',
  timing: 'due',
  condition: 'if',
  conditions: 'if',
  only: 'if',
  duration: 'takes',
  needs: 'after',
  depends: 'after',
  messages: 'message',
  sends: 'message',
  agrees: 'settles',
  ref: 'source',
  name: 'id',
}
/** A key in quotation marks, brackets or emphasis, or with another sign than a colon: `id = x`, `"id": x`, `id： x`. */
const ODD_KEY = /^[\s\p{P}\p{S}]*([a-z][a-z-]*)["'’”*_`]*\s*[:：︰﹕=]/iu
/** A key without a colon: `id kick-off-book`, `who reception`. */
const BARE_KEY = /^\s*(?:task[ -])?(id|who|takes)(?:\s+[-–—]\s*|\s+)[\w-]+(?:\s*[;,]|\s*$)/i

/**
 * Finds an annotation that starts with a misspelt key or sign, which would otherwise be ignored silently.
 *
 * @param onTask whether it stands in a task, where any word with a colon is meant as a key
 * @returns the finding, or null if the comment looks like a note
 */
export function nearAnnotation(comment: string, place: Place, onTask = false): Finding | null {
  const key = FIRST_KEY.exec(comment)?.[1]?.toLowerCase()
  if (key === undefined || isKey(key)) return key === undefined ? oddAnnotation(comment, place, onTask) : null
  const others = [...comment.matchAll(/;\s*([a-z-]+)\s*:/gi)].some((found) => isKey((found[1] ?? '').toLowerCase()))
  const near = ANNOTATION_KEYS.some((known) => known.length > 2 && isSlipOf(key, known))
  if (!others && !near && (!onTask || NOTE_WORDS.test(key))) return null
  return unknownKey(key, place)
}

function oddAnnotation(comment: string, place: Place, onTask: boolean): Finding | null {
  const key = (ODD_KEY.exec(comment)?.[1] ?? (onTask ? BARE_KEY.exec(comment)?.[1] : undefined))?.toLowerCase()
  if (key === undefined || !(isKey(key) || (onTask && Object.hasOwn(SYNONYMS, key)))) return null
  const start = comment.trim().replace(/\s+/g, ' ').slice(0, 40)
  const message = `Unexpected start of an annotation: \`${start}\`, expected \`key: value\` with a colon, such as \`${SYNONYMS[key] ?? key}: …\`. Nothing of it is read.`
  return findingOf('annotation-unreadable', message, { place })
}

export function readAnnotation(
  text: string,
  place: Place,
): { values: ReadonlyMap<AnnotationKey, string>; findings: Finding[] } {
  const values = new Map<AnnotationKey, string>()
  const findings: Finding[] = []
  // `--->` ends a comment too.
  for (const part of text
    .trimEnd()
    .replace(/(?<!-)-+$/, '')
    .split(';')) {
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

const meant = (key: string): string => {
  const synonym = Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined
  return synonym === undefined ? didYouMean(key, ANNOTATION_KEYS) : ` Did you mean \`${synonym}\`?`
}

const unknownKey = (key: string, place: Place): Finding =>
  findingOf(
    'unknown-annotation-key',
    `Unexpected key \`${key}\` in an annotation, expected one of ${ANNOTATION_KEYS.join(', ')}.${meant(key)} What it says is in no plan; begin a note between editors with \`note:\`.`,
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
