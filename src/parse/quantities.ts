/**
 * Quantities of time in a sentence: `5 working days`, `ten days`, `72 hours`, `5 separate iterations`.
 *
 * @module
 */
import type { Quantity, Unit } from '../model/guide.ts'

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const NUMBER = `\\d+(?:\\.\\d+)?|${WORDS.join('|')}`
const UNIT = 'working[ -]days?|business[ -]days?|calendar[ -]days?|days?|weeks?|months?|hours?|hrs?|iterations?|times'
/** A number, perhaps one word (`5 separate iterations`), a unit. */
const QUANTITY = new RegExp(`\\b(${NUMBER})(?:[ -]| [a-z]+ )(${UNIT})\\b`, 'gi')

export interface QuantityFound extends Quantity {
  readonly index: number
  readonly end: number
}

export function quantitiesIn(text: string): QuantityFound[] {
  return [...text.matchAll(QUANTITY)].map((found) => ({
    value: numberOf(found[1] ?? ''),
    unit: unitOf(found[2] ?? ''),
    index: found.index,
    end: found.index + found[0].length,
  }))
}

export function numberOf(word: string): number {
  const index = WORDS.indexOf(word.toLowerCase())
  return index === -1 ? Number(word) : index + 1
}

export function unitOf(word: string): Unit {
  const unit = word.toLowerCase()
  if (/^(?:working|business)/.test(unit)) return 'working-day'
  if (/^(?:calendar|day)/.test(unit)) return 'day'
  if (unit.startsWith('week')) return 'week'
  if (unit.startsWith('month')) return 'month'
  return unit.startsWith('h') ? 'hour' : 'count'
}
