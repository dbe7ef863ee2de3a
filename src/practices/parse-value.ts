/**
 * One cell's text → a time, a yes or no, a status, a number, a clinical system; or what is wrong with it and what to write
 * instead. Also turns names in capitals into ordinary case.
 *
 * @module
 */
import { nearestBy, option } from '../base/text.ts'
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

/** A cross in a form of ours or of others ticks a box; a cross mark (✗) says no in some and yes in others, so it is asked. */
const YES = new Set(['yes', 'y', 'true', '1', 'x', '✓', '✔', '✔️', '☑', '√', '✅', '[x]', '(x)'])
const NO = new Set(['no', 'n', 'false', '0'])

export function parseAnswer(text: string): Parsed<boolean> {
  // `1.0` is how programs write 1.
  const word = text
    .toLowerCase()
    .replace(/[.!]$/, '')
    .replace(/^([01])\.0+$/, '$1')
  if (YES.has(word)) return { value: true }
  if (NO.has(word)) return { value: false }
  return {
    rule: 'answer-not-understood',
    message: `“${text}” is neither yes nor no.`,
    fix: 'Write yes or no, or leave the cell empty while it is not known: then the tasks stay in, marked “if this applies to you”.',
  }
}

const STATUSES: Readonly<Record<string, MilestoneStatus>> = {
  proposed: 'proposed',
  provisional: 'proposed',
  planned: 'proposed',
  draft: 'proposed',
  confirmed: 'confirmed',
  done: 'done',
  complete: 'done',
  completed: 'done',
}

export function parseStatus(text: string): Parsed<MilestoneStatus> {
  const value = text.includes('?') ? undefined : STATUSES[plainName(text)]
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
  const value = text.includes('?') ? undefined : CUTOVERS[plainName(text)]
  if (value !== undefined) return { value }
  return {
    rule: 'unknown-cutover',
    message: `“${text}” is not a kind of cutover.`,
    fix: 'Write week, weekend or 72-hours. An empty cell means week.',
  }
}

const WRITE_TIME =
  'Write it like 08:00, 8am or 6.30pm. Do not use midnight: write 00:01 or 23:59, so that the day is clear.'

/**
 * `8am`, `6.30pm`, `18:30`, `1830`, `08:00:00`, `midday` → `HH:MM`. Midnight is refused: which day it belongs to is unclear.
 *
 * @param half in which the moment usually is, where that is known: a time without am or pm that would be in the other half is asked about
 */
export function parseTime(text: string, half?: 'morning' | 'evening'): Parsed<string> {
  const word = text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([ap])\.? ?m\b\.?/g, '$1m')
    .replace(/^(?:at|from|by) /, '')
    .replace(/ ?(?:o['’]?clock|hrs?|hours)\.?$/, '')
  if (word === 'midday' || word === 'noon' || word === '12 noon') return { value: '12:00' }
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?(?:[:.]00)? ?(am|pm)?$/.exec(word)
  const [, hours = '', minutes, said] = match ?? []
  const hour = Number(hours)
  const minute = Number(minutes ?? 0)
  // `18:30pm` has one reading; `14` and `630` have none that is sure.
  const isClear = said === undefined ? minutes !== undefined && hour < 24 : hour >= 1 && (hour <= 12 || said === 'pm')
  const hour24 = said === undefined || hour > 12 ? hour : (hour % 12) + (said === 'pm' ? 12 : 0)
  const isShort = /^\d{3}$/.test(word)
  if (match === null || !isClear || isShort || hour24 > 23 || minute > 59 || (hour24 === 0 && minute === 0)) {
    return { rule: 'time-not-understood', message: `“${text}” cannot be read as a time of day.`, fix: WRITE_TIME }
  }
  const read = `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const isOdd = half === 'evening' ? hour24 < 12 : half === 'morning' && hour24 < 6 && hours.length < 2
  if (said === undefined && isOdd && hour24 > 0) {
    return {
      rule: 'time-two-ways',
      message: `“${text}” may be in the morning or in the evening.`,
      fix: `Write ${hour24}${minute === 0 ? '' : `.${minutes ?? ''}`}am or ${hour24}${minute === 0 ? '' : `.${minutes ?? ''}`}pm.`,
    }
  }
  return { value: read }
}

/** `9391`, `9,391`, `9 391`, and `9391.0`, which programs write. */
export function parsePatients(text: string): Parsed<number> {
  const digits = /^(?:\d{1,6}|\d{1,3}[, ]\d{3})(?:\.0+)?$/.test(text)
    ? text.replace(/\.0+$/, '').replaceAll(/\D/g, '')
    : ''
  if (Number(digits) > 0) return { value: Number(digits) }
  return {
    rule: 'number-not-understood',
    message: `“${text}” cannot be read as a number of patients.`,
    fix: 'Write the number alone, such as 9391, or leave the cell empty.',
  }
}

/** As the Organisation Data Service gives them to practices: a letter and five digits; a branch has three more. */
const PRACTICE_CODE = /^[A-Z]\d{5}$/

/**
 * A letter and five digits. O for 0 and I for 1 have one reading after the letter.
 *
 * @returns with a note where the code was repaired
 */
export function parseOdsCode(text: string): Parsed<string> & { readonly note?: CellFinding } {
  const code = text.toUpperCase()
  if (PRACTICE_CODE.test(code)) return { value: code }
  const repaired = code.slice(0, 1) + code.slice(1).replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (PRACTICE_CODE.test(repaired)) {
    return {
      value: repaired,
      note: {
        rule: 'value-repaired',
        message: `In the code ${text}, a letter stood for a digit: a practice’s code has a letter and five digits.`,
        fix: `It is read as ${repaired}.`,
      },
    }
  }
  const codes = code.match(/\b[A-Z]\d{5}\b/g) ?? []
  if (codes.length > 1)
    return mergerFinding(`“${text}” names ${codes.length} practices, as people do to say`, 'ods_code')
  return { rule: 'wrong-ods-code', ...whyNoCode(text, code) }
}

function whyNoCode(text: string, code: string): Pick<CellFinding, 'message' | 'fix'> {
  const branch = /^([A-Z]\d{5})\d{3}$/.exec(code)?.[1]
  if (branch !== undefined)
    return {
      message: `“${text}” is the code of a branch of ${branch}.`,
      fix: `A pack is for a whole practice: write ${branch}, and yes in the column branch_sites.`,
    }
  return {
    message: `“${text}” cannot be an ODS code of a practice: that is a letter and five digits, and nothing else.`,
    fix: 'Write the code of the practice, for example A12345.',
  }
}

/**
 * Two practices that become one: nothing here plans that.
 *
 * @param what as it is written in the row, with its verb
 */
export const mergerFinding = (what: string, column: string): CellFinding => ({
  rule: 'merger',
  message: `${what} that two practices become one. A pack is for one practice that changes its clinical system, so no pack is made.`,
  fix: `There are two ways to go on. If they merge first: delete the row of the practice that closes, and keep the one that remains, with its own code. If each moves first and they merge later: give each a row of its own, and leave this column out with ${option('map', `${column}=ignore`)}.`,
})

/** Systems by each of their names, worked out once for a guide, because every row needs them twice. */
const indexes = new WeakMap<readonly SystemInfo[], ReadonlyMap<string, SystemInfo>>()

/** By name and other names, whatever their capitals, spaces and hyphens; null for a system the guide does not know. */
export function matchSystem(written: string, systems: readonly SystemInfo[]): SystemInfo | null {
  // `EMIS?` is a question.
  if (written.includes('?')) return null
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

/** Words that are small in the middle of a place name with hyphens, and nowhere else: Weston-super-Mare. */
const SMALL_IN_PLACES = new Set(
  'SUPER CUM JUXTA SUB NEXT NR LA LES DU EN Y YR YN BY WITHIN AMONG CUM EXTRA INTER INFRA'.split(' '),
)

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
    const [before, after] = [text.slice(0, at), text.slice(at + word.length)]
    const isInPlace = SMALL_IN_PLACES.has(word) && /\p{L}-$/u.test(before) && /^-\p{L}/u.test(after)
    const cased = isInPlace ? word.toLowerCase() : caseOf(word, !/\p{L}[ -]$/u.test(before))
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
