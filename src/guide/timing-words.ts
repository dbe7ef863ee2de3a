/**
 * Parses times in words: the timing grammar of `guide/ANNOTATIONS.md` (rules 7 and 8), quantities of time in a sentence, and
 * the estimates of phases.
 *
 * Pure. Words that cannot be parsed give null and one finding with what is expected, and what was probably meant.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { didYouMean } from '../base/text.ts'
import type { Checked, Finding, Place } from '../model/finding.ts'
import {
  type MilestoneId,
  type Anchor,
  type Estimate,
  isBackwards,
  MILESTONES,
  type Quantity,
  type Timing,
  type TimingRule,
  type Unit,
} from '../model/guide.ts'
import type { DayNames } from '../model/policy.ts'
import { findingOf } from '../model/rules.ts'

type Landing = TimingRule['landing']
type TimingUnit = NonNullable<TimingRule['offset']>['unit']

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const SUFFIXES: readonly (readonly [RegExp, Landing])[] = [
  [/,?\s*as it falls$/, 'stay'],
  [/,?\s*back to a working day$/, 'back'],
  [/,?\s*on to a working day$/, 'on'],
]
/** `1 working day before go live, after final data production`; `1 working day after final data production, before go live`. */
const LIMIT = /, (after|before) (.+)$/
/** The same milestone in other spellings, hyphens as spaces. */
const SPELLINGS: Readonly<Record<string, string>> = {
  kickoff: 'kick off',
  golive: 'go live',
  idp: 'initial data production',
  fdp: 'final data production',
}

class TimingNotUnderstood extends Error {}

/** @param names what the words may name besides milestones */
export function parseTimingWords(text: string, names: DayNames, place?: Place): Checked<Timing | null> {
  try {
    return { value: timing(text, names), findings: [] }
  } catch (error) {
    if (!(error instanceof TimingNotUnderstood)) throw error
    const finding: Finding = findingOf('unreadable-timing', `Unexpected timing \`${text.trim()}\`: ${error.message}`, {
      ...defined({ place }),
    })
    return { value: null, findings: [finding] }
  }
}

function timing(text: string, names: DayNames): Timing {
  let words = text.toLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  const [limit, side, name = ''] = LIMIT.exec(words) ?? []
  if (limit !== undefined) words = words.slice(0, -limit.length)
  const kept = limit === undefined ? {} : { [side === 'after' ? 'after' : 'before']: milestoneNamed(name) }
  const suffix = SUFFIXES.find(([pattern]) => pattern.test(words))
  if (suffix !== undefined) words = words.replace(suffix[0], '')
  const land = (rule: TimingRule): TimingRule => ({
    ...rule,
    ...(suffix === undefined ? {} : { landing: suffix[1] }),
    ...kept,
  })

  const span = /^(?:(daily|weekly) )?from (.+?) (?:until|till|to) (.+)$/.exec(words)
  if (span !== null) {
    const from: TimingRule = { ...point(span[2] ?? '', names), sense: 'start', landing: 'on' }
    const due: TimingRule = { ...point(span[3] ?? '', names), sense: 'deadline', landing: 'back' }
    const repeats = span[1] === 'daily' || span[1] === 'weekly' ? { repeats: span[1] as 'daily' | 'weekly' } : {}
    return { text: text.trim(), due: land(due), from, ...repeats }
  }
  return { text: text.trim(), due: land(oneDay(words, names)) }
}

function oneDay(words: string, names: DayNames): TimingRule {
  const [, head = '', rest = ''] = /^(by|before|on|from|after) (.+)$/.exec(words) ?? []
  switch (head) {
    case 'by':
      return { sense: 'deadline', ...point(rest, names), landing: 'back' }
    case 'before':
      // The day itself may be too late, so it is the working day before.
      return { sense: 'deadline', ...offset(1, 'working-day', 'before', rest, names), landing: 'back' }
    case 'on':
      return { sense: 'event', ...point(rest, names), landing: 'back' }
    case 'from':
      return { sense: 'start', ...point(rest, names), landing: 'on' }
    case 'after':
      return { sense: 'start', anchor: afterwards(rest, names), landing: 'on' }
    default: {
      const counted = point(words.replace(/^(?:at least|at the latest|no later than|not later than) /, ''), names)
      if (counted.offset === undefined)
        throw new TimingNotUnderstood(
          `expected \`by\`, \`on\`, \`from\`, or a number, as in \`2 weeks before go live\`.`,
        )
      return { sense: 'deadline', ...counted, landing: counted.offset.side === 'before' ? 'back' : 'on' }
    }
  }
}

/** `after training` starts when training has ended; other milestones are one day. */
function afterwards(words: string, names: DayNames): Anchor {
  const found = anchor(words, names)
  return 'milestone' in found && found.milestone === 'training' ? { milestone: 'training', edge: 'end' } : found
}

/** A milestone, an edge of a phase, or a count from one. */
function point(words: string, names: DayNames): Pick<TimingRule, 'offset' | 'anchor'> {
  const counted = /^(\S+) (working days?|calendar days?|days?|weeks?|months?) (before|after) (.+)$/.exec(words)
  if (counted === null) {
    const unit = /^(?:\d+|[a-z]+) ([a-z]+(?: [a-z]+)?) (?:before|after) /.exec(words)?.[1]
    if (unit !== undefined)
      throw new TimingNotUnderstood(`expected working days, days, weeks or months instead of \`${unit}\`.`)
    return { anchor: anchor(words, names) }
  }
  const [, number = '', unit = '', side = '', rest = ''] = counted
  return offset(count(number), unitOf(unit), side === 'before' ? 'before' : 'after', rest, names)
}

function offset(
  value: number,
  unit: TimingUnit,
  side: 'before' | 'after',
  words: string,
  names: DayNames,
): Pick<TimingRule, 'offset' | 'anchor'> {
  return { offset: { value, unit, side }, anchor: anchor(words, names) }
}

function count(word: string): number {
  if (/^\d{1,4}$/.test(word)) return Number(word)
  if (word === 'a' || word === 'an') return 1
  const index = NUMBERS.indexOf(word)
  if (index === -1)
    throw new TimingNotUnderstood(`expected a number instead of \`${word}\`, in digits or as a word up to twelve.`)
  return index + 1
}

const unitOf = (word: string): TimingUnit =>
  word.startsWith('working')
    ? 'working-day'
    : word.startsWith('week')
      ? 'week'
      : word.startsWith('month')
        ? 'month'
        : 'day'

function anchor(words: string, names: DayNames): Anchor {
  const plain = words.replace(/^the /, '').replace(/-/g, ' ').trim()
  const edge = /^(start|end) of (?:the )?(.+)$/.exec(plain)
  if (edge !== null) {
    const side = edge[1] === 'start' ? 'start' : 'end'
    const name = SPELLINGS[edge[2] ?? ''] ?? edge[2] ?? ''
    // A milestone of several days has edges of its own, whatever the phases are.
    if (name === 'training') return side === 'start' ? { milestone: name } : { milestone: name, edge: side }
    const phase = names.phases.find((id) => spaced(id) === name)
    if (phase === undefined)
      throw new TimingNotUnderstood(
        `expected a phase instead of \`${edge[2]}\`.${didYouMean(name, names.phases.map(spaced))}`,
      )
    return { phase, edge: side }
  }
  const name = SPELLINGS[plain] ?? plain
  const milestone = MILESTONES.find((id) => spaced(id) === name)
  if (milestone !== undefined) return { milestone }
  const message = names.messages.find((id) => spaced(id) === name)
  if (message !== undefined) return { message }
  if (names.phases.some((id) => spaced(id) === name))
    throw new TimingNotUnderstood(
      `\`${plain}\` is a phase, not a day. Did you mean \`the start of ${plain}\` or \`the end of ${plain}\`?`,
    )
  throw new TimingNotUnderstood(
    `expected a milestone instead of \`${plain}\`.${didYouMean(plain, [...MILESTONES, ...names.messages].map(spaced))}`,
  )
}

function milestoneNamed(words: string): MilestoneId {
  const found = anchor(words, { phases: [], messages: [] })
  if ('milestone' in found && !('edge' in found)) return found.milestone
  throw new TimingNotUnderstood(`expected a milestone after the comma instead of \`${words}\`.`)
}

const spaced = (id: string): string => id.replace(/-/g, ' ')

const NUMBER = `\\d+(?:\\.\\d+)?|${NUMBERS.join('|')}`
const UNIT = 'working[ -]days?|business[ -]days?|calendar[ -]days?|days?|weeks?|months?|hours?|hrs?|iterations?|times'
/** A number, perhaps one word (`5 separate iterations`), a unit. */
const QUANTITY = new RegExp(`\\b(${NUMBER})(?:[ -]| [a-z]+ )(${UNIT})\\b`, 'gi')

interface QuantityFound extends Quantity {
  readonly index: number
  readonly end: number
}

/** Quantities of time in a sentence: `5 working days`, `ten days`, `72 hours`, `5 separate iterations`. */
export function quantitiesIn(text: string): QuantityFound[] {
  return [...text.matchAll(QUANTITY)].map((found) => ({
    value: numberOf(found[1] ?? ''),
    unit: unitOfWord(found[2] ?? ''),
    index: found.index,
    end: found.index + found[0].length,
  }))
}

export function numberOf(word: string): number {
  const index = NUMBERS.indexOf(word.toLowerCase())
  return index === -1 ? Number(word) : index + 1
}

function unitOfWord(word: string): Unit {
  const unit = word.toLowerCase()
  if (/^(?:working|business)/.test(unit)) return 'working-day'
  if (/^(?:calendar|day)/.test(unit)) return 'day'
  if (unit.startsWith('week')) return 'week'
  if (unit.startsWith('month')) return 'month'
  return unit.startsWith('h') ? 'hour' : 'count'
}

const PREFIX = /^\s*['"]?(?:estimated\s+(?:timeline|time|duration)|timeline|duration)\s*:?\s*/i
const ESTIMATE_UNIT = 'working[ -]days?|days?|weeks?|months?|hours?'
/** `1 to 2 weeks`, `1-2 weeks`: one unit for both ends. */
const ONE_UNIT = new RegExp(`\\b(${NUMBER})\\s*(?:to|-|–|—|or)\\s*(${NUMBER})\\s+(${ESTIMATE_UNIT})\\b`, 'i')
const OR_MORE = /\bor (?:more|longer)\b|\bat least\b|\bor so\b|\+|\bmore than\b|\bfrom \d+\s+\w+$/i
const DIFFERS = /\b(?:differs?|different|varies|vary|up to you|depends)\b/i
/**
 * How long a phase takes: `Estimated timeline: 3 days to 2 weeks`, in every wording that the public guide has used.
 *
 * @returns null if the text is not an estimate: another subtitle, a dash, nothing
 */
export function parseEstimate(subtitle: string | null, place: Place): Checked<Estimate | null> {
  const written = (subtitle ?? '').replace(/[\u00A0\u202F]/g, ' ').trim()
  const prefixed = PREFIX.test(written)
  const text = written.replace(PREFIX, '').replace(/\s+/g, ' ').trim()
  if (text === '' || /^[-–—]$/.test(text)) return { value: null, findings: [] }

  const ends = endsOf(text)
  if (ends === null) {
    if (DIFFERS.test(text) && (prefixed || text.length < 80)) {
      return { value: { text, min: null, max: null, openEnded: true }, findings: [] }
    }
    return { value: null, findings: prefixed ? [unreadable(text, place)] : [] }
  }
  // A subtitle may mention a time without being an estimate ("What happens in the first week").
  if (!prefixed && !/^(?:about |around |up to |usually |the new sla|new sla)?[\d(]|^new sla|^the new sla/i.test(text))
    return { value: null, findings: [] }
  const { min, max } = ends
  const openEnded = max === null
  const findings: Finding[] = []
  if (isBackwards({ min, max })) {
    findings.push(
      findingOf(
        'estimate-min-above-max',
        `Unexpected estimate \`${text}\`: its minimum is longer than its maximum. A unit is probably missing; write both, as in \`3 days to 2 weeks\`.`,
        { place },
      ),
    )
  }
  return { value: { text, min, max, openEnded }, findings }
}

/** `max` is null if there is no upper end. */
function endsOf(text: string): { min: Quantity; max: Quantity | null } | null {
  const one = ONE_UNIT.exec(text)
  const open = OR_MORE.test(text)
  if (one !== null) {
    const unit = unitOfWord(one[3] ?? '')
    const min = { value: numberOf(one[1] ?? ''), unit }
    return { min, max: open ? null : { value: numberOf(one[2] ?? ''), unit } }
  }
  const [first, second] = quantitiesIn(text).map(({ value, unit }) => ({ value, unit }))
  if (first === undefined) return null
  if (second !== undefined) return { min: first, max: second }
  return { min: first, max: open ? null : first }
}

const unreadable = (text: string, place: Place): Finding =>
  findingOf(
    'estimate-unreadable',
    `Unexpected estimate \`${text}\`, expected a time such as \`1 to 2 weeks\` or \`2 weeks or more\`.`,
    { place },
  )
