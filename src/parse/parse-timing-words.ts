/**
 * The timing grammar of `guide/ANNOTATIONS.md` (rules 7 and 8): words to one day, or to a span that ends on its due day.
 *
 * Pure. What is not understood gives null and one finding that says which words are, and which were probably meant.
 *
 * @module
 */
import type { Checked, Finding, Place } from '../model/finding.ts'
import { MILESTONES, PHASES, type Anchor, type PolicyPhaseId, type Timing, type TimingRule } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { didYouMean } from '../base/text.ts'

type Landing = TimingRule['landing']
type Unit = NonNullable<TimingRule['offset']>['unit']

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const SUFFIXES: readonly (readonly [RegExp, Landing])[] = [
  [/,?\s*as it falls$/, 'stay'],
  [/,?\s*back to a working day$/, 'back'],
  [/,?\s*on to a working day$/, 'on'],
]
/** The same milestone in other spellings, hyphens as spaces. */
const SPELLINGS: Readonly<Record<string, string>> = {
  kickoff: 'kick off',
  golive: 'go live',
  idp: 'initial data production',
  fdp: 'final data production',
}

class NotUnderstood extends Error {}

export function parseTimingWords(text: string, place?: Place): Checked<Timing | null> {
  try {
    return { value: timing(text), findings: [] }
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    const finding: Finding = findingOf('unreadable-timing', `Unexpected timing \`${text.trim()}\`: ${error.message}`, {
      ...(place === undefined ? {} : { place }),
    })
    return { value: null, findings: [finding] }
  }
}

function timing(text: string): Timing {
  let words = text.toLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  const suffix = SUFFIXES.find(([pattern]) => pattern.test(words))
  if (suffix !== undefined) words = words.replace(suffix[0], '')
  const land = (rule: TimingRule): TimingRule => (suffix === undefined ? rule : { ...rule, landing: suffix[1] })

  const span = /^(?:(daily|weekly) )?from (.+?) (?:until|till|to) (.+)$/.exec(words)
  if (span !== null) {
    const from: TimingRule = { ...point(span[2] ?? ''), sense: 'start', landing: 'on' }
    const due: TimingRule = { ...point(span[3] ?? ''), sense: 'deadline', landing: 'back' }
    const repeats = span[1] === 'daily' || span[1] === 'weekly' ? { repeats: span[1] as 'daily' | 'weekly' } : {}
    return { text: text.trim(), due: land(due), from, ...repeats }
  }
  return { text: text.trim(), due: land(oneDay(words)) }
}

function oneDay(words: string): TimingRule {
  const [, head = '', rest = ''] = /^(by|before|on|from|after) (.+)$/.exec(words) ?? []
  switch (head) {
    case 'by':
      return { sense: 'deadline', ...point(rest), landing: 'back' }
    case 'before':
      // The day itself may be too late, so the working day before it.
      return { sense: 'deadline', ...offset(1, 'working-day', 'before', rest), landing: 'back' }
    case 'on':
      return { sense: 'event', ...point(rest), landing: 'back' }
    case 'from':
      return { sense: 'start', ...point(rest), landing: 'on' }
    case 'after':
      return { sense: 'start', anchor: afterwards(rest), landing: 'on' }
    default: {
      const counted = point(words.replace(/^(?:at least|at the latest|no later than|not later than) /, ''))
      if (counted.offset === undefined)
        throw new NotUnderstood(`expected \`by\`, \`on\`, \`from\`, or a number, as in \`2 weeks before go live\`.`)
      return { sense: 'deadline', ...counted, landing: counted.offset.side === 'before' ? 'back' : 'on' }
    }
  }
}

/** `after training` starts when training has ended; other milestones are one day. */
function afterwards(words: string): Anchor {
  const found = anchor(words)
  return 'milestone' in found && found.milestone === 'training' ? { milestone: 'training', edge: 'end' } : found
}

/** A milestone, an edge of a phase, or a count from one. */
function point(words: string): Pick<TimingRule, 'offset' | 'anchor'> {
  const counted = /^(\S+) (working days?|calendar days?|days?|weeks?|months?) (before|after) (.+)$/.exec(words)
  if (counted === null) {
    const unit = /^(?:\d+|[a-z]+) ([a-z]+(?: [a-z]+)?) (?:before|after) /.exec(words)?.[1]
    if (unit !== undefined)
      throw new NotUnderstood(`expected working days, days, weeks or months instead of \`${unit}\`.`)
    return { anchor: anchor(words) }
  }
  const [, number = '', unit = '', side = '', rest = ''] = counted
  return offset(count(number), unitOf(unit), side === 'before' ? 'before' : 'after', rest)
}

function offset(
  value: number,
  unit: Unit,
  side: 'before' | 'after',
  words: string,
): Pick<TimingRule, 'offset' | 'anchor'> {
  return { offset: { value, unit, side }, anchor: anchor(words) }
}

function count(word: string): number {
  if (/^\d{1,4}$/.test(word)) return Number(word)
  if (word === 'a' || word === 'an') return 1
  const index = NUMBERS.indexOf(word)
  if (index === -1)
    throw new NotUnderstood(`expected a number instead of \`${word}\`, in digits or as a word up to twelve.`)
  return index + 1
}

const unitOf = (word: string): Unit =>
  word.startsWith('working')
    ? 'working-day'
    : word.startsWith('week')
      ? 'week'
      : word.startsWith('month')
        ? 'month'
        : 'day'

function anchor(words: string): Anchor {
  const plain = words.replace(/^the /, '').replace(/-/g, ' ').trim()
  const edge = /^(start|end) of (?:the )?(.+)$/.exec(plain)
  if (edge !== null) {
    const side = edge[1] === 'start' ? 'start' : 'end'
    const phase = PHASES.find((id) => spaced(id) === (SPELLINGS[edge[2] ?? ''] ?? edge[2]))
    if (phase === undefined)
      throw new NotUnderstood(
        `expected a phase instead of \`${edge[2]}\`.${didYouMean(edge[2] ?? '', PHASES.map(spaced))}`,
      )
    return edgeOf(phase, side)
  }
  const name = SPELLINGS[plain] ?? plain
  const milestone = MILESTONES.find((id) => spaced(id) === name)
  if (milestone !== undefined) return { milestone }
  const phase = PHASES.find((id) => spaced(id) === name)
  if (phase !== undefined)
    throw new NotUnderstood(
      `\`${plain}\` is a phase, which is no day. Did you mean \`the start of ${plain}\` or \`the end of ${plain}\`?`,
    )
  throw new NotUnderstood(`expected a milestone instead of \`${plain}\`.${didYouMean(plain, MILESTONES.map(spaced))}`)
}

function edgeOf(phase: PolicyPhaseId, edge: 'start' | 'end'): Anchor {
  if (phase !== 'training') return { phase, edge }
  return edge === 'start' ? { milestone: 'training' } : { milestone: 'training', edge: 'end' }
}

const spaced = (id: string): string => id.replace(/-/g, ' ')
