/**
 * What can be wrong with a row's cells, in words.
 *
 * @module
 */
import type { GuideData } from '../../model/guide.ts'
import type { NEEDED_COLUMNS } from './columns.ts'
import { suggestSystem } from './match-system.ts'
import type { CellFinding } from './parse-value.ts'

/** Finds a character that no embedded font has; null when all can be printed. */
export type MissingCharacter = (text: string) => { readonly character: string } | null

/** A character that no font of the packs has. */
export function unprintable(text: string, missingCharacter: MissingCharacter): CellFinding | null {
  // Every font has these, and nearly every cell has no others.
  if (/^[\x20-\x7E]*$/.test(text)) return null
  const missing = missingCharacter(text)
  if (missing === null) return null
  const code = (missing.character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return {
    rule: 'character-without-font',
    message: `“${text}” has the character ${missing.character} (U+${code}), which no font of the packs can print.`,
    fix: 'Write it in letters, or leave it out.',
  }
}

/** "TBC" and the like. */
export function openAnswer(text: string): CellFinding {
  return {
    rule: 'left-open',
    message: `“${text}” is taken as not known yet.`,
    fix: 'The pack shows a blank and a to-do. Fill in the cell when it is known.',
  }
}

/** A system that the guide has no entry for. */
export function unknownSystem(text: string, data: GuideData): CellFinding {
  const suggestion = suggestSystem(text, data.systems)
  const known = data.systems.map(({ name }) => name).join(', ')
  return {
    rule: 'unknown-system',
    message: `The guide knows no clinical system “${text}”, so nothing particular to it is in the pack.`,
    fix: suggestion === null ? `It knows ${known}.` : `Did you mean ${suggestion}? It knows ${known}.`,
  }
}

const NEEDED_FOR: Readonly<Record<(typeof NEEDED_COLUMNS)[number], string>> = {
  ods_code: 'Without an ODS code it is not clear which practice is meant. Fill it in',
  name: 'Without a name no document can be addressed. Fill it in',
  current_system: 'Without it nothing can be said about the system that is left. Fill it in',
  new_system: 'Without it nothing can be said about the system that is joined. Fill it in',
  go_live:
    'Without a go-live date no date can be worked out. Fill one in; one that is not agreed yet counts as proposed',
}

/** A needed cell without a value. */
export function missingValue(id: (typeof NEEDED_COLUMNS)[number]): CellFinding {
  return { rule: 'missing-value', message: `The cell for ${id} is empty.`, fix: `${NEEDED_FOR[id]}.` }
}

/** A CSV row that a comma broke. */
export function tooManyValues(values: number, columns: number): CellFinding {
  return {
    rule: 'too-many-values',
    message: `The row has ${values} values for ${columns} columns, so it is not clear which value belongs where.`,
    fix: 'A value with a comma in it probably needs quotation marks around it.',
  }
}
