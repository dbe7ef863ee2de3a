/**
 * One cell's text → a time, a yes or no, a status, a number, a clinical system; or what is wrong with it and what to write
 * instead. Also turns names in capitals into ordinary case.
 *
 * @module
 */
import { nearestBy } from '../base/text.ts'
import type { SystemInfo } from '../model/clinical-system.ts'
import type { CutoverKind, MilestoneStatus } from '../model/practice.ts'
import type { RuleId } from '../model/rules.ts'
import { plainName } from './columns.ts'

/** What is wrong with a cell and what to write instead, in a sentence or two each. */
export interface CellFinding {
  readonly rule: RuleId
  readonly message: string
  readonly fix: string
}

export type Parsed<T> = { readonly value: T } | CellFinding

const YES = new Set(['yes', 'y', 'true', '1'])
const NO = new Set(['no', 'n', 'false', '0'])

/** Answers that mean "not known yet". None of them can be a name. */
const OPEN_ANSWERS = new Set([
  'dontknowyet',
  'dontknow',
  'notknown',
  'notknownyet',
  'unknown',
  'tbc',
  'tba',
  'tobeconfirmed',
])

/** "Don't know yet", "TBC", "?" and the like. */
export function isOpenAnswer(text: string): boolean {
  // Fast path: almost no cell is an open answer.
  if (text.length > 20 || !/^[dntu?]/i.test(text)) return false
  return OPEN_ANSWERS.has(plainName(text)) || /^\?+$/.test(text)
}

export function parseAnswer(text: string): Parsed<boolean> {
  const word = text.toLowerCase()
  if (YES.has(word)) return { value: true }
  if (NO.has(word)) return { value: false }
  return {
    rule: 'answer-not-understood',
    message: `“${text}” is neither yes nor no.`,
    fix: 'Write yes or no, or leave the cell empty while it is not known: then the tasks stay in, marked “if this applies to you”.',
  }
}

const STATUSES: readonly MilestoneStatus[] = ['proposed', 'confirmed', 'done']

export function parseStatus(text: string): Parsed<MilestoneStatus> {
  const value = STATUSES.find((status) => status === plainName(text))
  if (value !== undefined) return { value }
  return {
    rule: 'unknown-status',
    message: `“${text}” is not a status of a date.`,
    fix: 'Write proposed, confirmed or done. An empty cell means proposed.',
  }
}

const CUTOVERS: Readonly<Record<string, CutoverKind>> = {
  week: 'week',
  '1week': 'week',
  weekend: 'weekend',
  '72hours': '72-hours',
  '72hour': '72-hours',
  '72h': '72-hours',
}

export function parseCutover(text: string): Parsed<CutoverKind> {
  const value = CUTOVERS[plainName(text)]
  if (value !== undefined) return { value }
  return {
    rule: 'unknown-cutover',
    message: `“${text}” is not a kind of cutover.`,
    fix: 'Write week, weekend or 72-hours. An empty cell means week.',
  }
}

/** `8am`, `6.30pm`, `18:30`, `08:00:00`, `midday` → `HH:MM`. Midnight is refused: which day it belongs to is unclear. */
export function parseTime(text: string): Parsed<string> {
  const word = text.toLowerCase().replaceAll(/\s+/g, ' ')
  if (word === 'midday' || word === 'noon' || word === '12 noon') return { value: '12:00' }
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(?::00)? ?(am|pm)?$/.exec(word)
  const half = match?.[3]
  const hour = Number(match?.[1])
  const minute = Number(match?.[2] ?? 0)
  const fits = half === undefined ? match?.[2] !== undefined && hour < 24 : hour >= 1 && hour <= 12
  if (match === null || !fits || minute > 59) {
    return {
      rule: 'time-not-understood',
      message: `“${text}” cannot be read as a time of day.`,
      fix: 'Write it like 08:00, 8am or 6.30pm. Do not use midnight: write 00:01 or 23:59, so that the day is clear.',
    }
  }
  const hour24 = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return { value: `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
}

/** `9391` and `9,391`. */
export function parsePatients(text: string): Parsed<number> {
  if (/^\d{1,6}$|^\d{1,3},\d{3}$/.test(text)) return { value: Number(text.replaceAll(',', '')) }
  return {
    rule: 'number-not-understood',
    message: `“${text}” cannot be read as a number of patients.`,
    fix: 'Write the number alone, such as 9391, or leave the cell empty.',
  }
}

/** 1 to 9 letters or digits, as the Organisation Data Service gives them; anything else could name a path. */
export function parseOdsCode(text: string): Parsed<string> {
  if (/^[a-z0-9]{1,9}$/i.test(text)) return { value: text.toUpperCase() }
  return {
    rule: 'wrong-ods-code',
    message: `“${text}” cannot be an ODS code: a code has 1 to 9 letters and digits and nothing else.`,
    fix: 'Write the code of the practice, for example A12345.',
  }
}

/** Systems by each of their names, worked out once for a guide, because every row needs them twice. */
const indexes = new WeakMap<readonly SystemInfo[], ReadonlyMap<string, SystemInfo>>()

/** By name and other names, whatever their capitals, spaces and hyphens; null for a system the guide does not know. */
export function matchSystem(written: string, systems: readonly SystemInfo[]): SystemInfo | null {
  let index = indexes.get(systems)
  if (index === undefined) {
    // Reversed, so that of two systems with the same name the first wins.
    const names = [...systems]
      .reverse()
      .flatMap((system) => namesOf(system).map((name) => [plainName(name), system] as const))
    index = new Map(names)
    indexes.set(systems, index)
  }
  return index.get(plainName(written)) ?? null
}

/** The name that a misspelt system probably is, or null. */
export function suggestSystem(written: string, systems: readonly SystemInfo[]): string | null {
  return nearestBy(plainName(written), systems.flatMap(namesOf), plainName)
}

function namesOf(system: SystemInfo): readonly string[] {
  return [system.name, system.id, ...system.also]
}

interface PeopleCase {
  readonly text: string
  /** Words left in capitals because they may be initials. */
  readonly unsure: readonly string[]
}

const SMALL_WORDS = new Set([
  'AND',
  'AT',
  'BY',
  'DE',
  'FOR',
  'IN',
  'LE',
  'NEAR',
  'OF',
  'ON',
  'THE',
  'TO',
  'UNDER',
  'UPON',
  'WITH',
])

/** Words without vowels, or of two letters, that are not initials. */
const NOT_INITIALS = new Set(
  (
    'DR DRS MR MRS MS ST RD CTR LTD PK LN LNE GRN HTS HTH HLTH SQ GDNS CLS HSP MT AL AM AN AS BE EL HE IF IS LA MY NO OR ' +
    'OX SO UP WE CWM LYNN RW WD'
  ).split(' '),
)

const ABBREVIATIONS = new Set(
  'GP NHS PCT CCG PCN ICB HMP UK MP PMS APMS GMS OOH UCC WIC II III IV NE NW SE SW'.split(' '),
)

/**
 * Names in capitals as people write them: `ST. MARY'S SURGERY` → `St. Mary's Surgery`. Words that may be initials stay in
 * capitals and are reported, because a misspelt name on a letter is worse than one in capitals. Text with small letters is
 * left as it is.
 */
export function peopleCase(text: string): PeopleCase {
  if (/\p{Ll}/u.test(text)) return { text, unsure: [] }
  const unsure: string[] = []
  const written = text.replaceAll(/[\p{Lu}\d][\p{Lu}\d'’]*/gu, (word, at: number) => {
    // A small word is small only inside a name: not after a house number, a comma or a bracket.
    const cased = caseOf(word, !/\p{L}[ -]$/u.test(text.slice(0, at)))
    if (cased !== null) return cased
    unsure.push(word)
    return word
  })
  return { text: written.replaceAll(/\bSt\.(?=\p{L})/gu, 'St. '), unsure }
}

/** Null where the word may be initials. */
function caseOf(word: string, first: boolean): string | null {
  if (/\d/.test(word))
    return word.replace(/^(\d+)(ST|ND|RD|TH)$/, (_, number: string, end: string) => number + end.toLowerCase())
  if (word.length === 1 || ABBREVIATIONS.has(word)) return word
  if (word === 'GPS') return 'GPs'
  if (SMALL_WORDS.has(word)) return first ? capitalised(word) : word.toLowerCase()
  const apostrophe = /^(\p{Lu}+)(['’])(\p{Lu}*)$/u.exec(word)
  if (apostrophe !== null) {
    const [, before = '', mark = '', after = ''] = apostrophe
    if (before === 'O' || before === 'D') return before + mark + capitalised(after)
    return (caseOf(before, first) ?? before) + mark + after.toLowerCase()
  }
  if (/^MC\p{Lu}{3}/u.test(word)) return `Mc${capitalised(word.slice(2))}`
  if (NOT_INITIALS.has(word)) return capitalised(word)
  return word.length === 2 || !/[AEIOUY]|[^\x20-\x7E]/u.test(word) ? null : capitalised(word)
}

function capitalised(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase()
}
