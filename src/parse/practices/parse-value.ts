/**
 * One cell's text → a time, a yes or no, a status, a number; or what is wrong with it and what to write instead.
 *
 * @module
 */
import type { CutoverKind, MilestoneStatus } from '../../model/practice.ts'
import type { RuleId } from '../../model/rules.ts'
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

/** Answers that mean: leave it open, and ask. A name is never one of them. */
const OPEN = new Set(['dontknowyet', 'dontknow', 'notknown', 'notknownyet', 'unknown', 'tbc', 'tba', 'tobeconfirmed'])

/** "Don't know yet", "TBC", "?" and the like. */
export function isOpenAnswer(text: string): boolean {
  // Nearly every cell is none, and this is asked of every cell.
  if (text.length > 20 || !/^[dntu?]/i.test(text)) return false
  return OPEN.has(plainName(text)) || /^\?+$/.test(text)
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
    message: `“${text}” is no status of a date.`,
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
    message: `“${text}” is no kind of cutover.`,
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
      message: `“${text}” is not understood as a time of day.`,
      fix: 'Write it like 08:00, 8am or 6.30pm. Do not use midnight: write 00:01 or 23:59, so that the day is clear.',
    }
  }
  const whole = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return { value: `${String(whole).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
}

/** `9391` and `9,391`. */
export function parsePatients(text: string): Parsed<number> {
  if (/^\d{1,6}$|^\d{1,3},\d{3}$/.test(text)) return { value: Number(text.replaceAll(',', '')) }
  return {
    rule: 'number-not-understood',
    message: `“${text}” is not understood as a number of patients.`,
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
