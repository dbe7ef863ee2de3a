/**
 * How large a document can be set so that it keeps to one page: for a wall, the larger the better.
 *
 * @module
 */
import type { Document } from '../../document/document.ts'
import type { Format } from '../../document/format.ts'
import { themeFor, type Theme } from '../../document/theme.ts'
import { layoutDocument } from './layout.ts'

/** UKAAF G003: clear print 12 pt or more, large print 16 pt or more. */
const SMALLEST = { clear: 12, large: 16 }
const LARGEST = 1.5
/** Space is given up before size. */
const AIR = [1, 0.7, 0.4]
const TIGHT = 0.4
/** Word breaks lines and pages elsewhere than we do: it gets room. */
const WORDS_OWN_BREAKS = 1

/**
 * @param theme of the run: no smaller where that fits, and space is given up before size
 * @returns the tightest that print of its kind may be, where even that needs a second page: words are never lost
 */
export function largestOnOnePage(document: Document, theme: Theme, format: Format): Theme {
  const smallest = theme.bodyPt >= SMALLEST.large ? SMALLEST.large : SMALLEST.clear
  const sized = (bodyPt: number, air: number): Theme => themeFor(bodyPt, theme.colours.accent, air)
  const tried = sizes(Math.round(theme.bodyPt * LARGEST), smallest).flatMap((bodyPt) =>
    AIR.map((air) => sized(bodyPt, air)),
  )
  const fits = (one: Theme): boolean => layoutDocument(document, one).length === 1
  const found = tried.find(fits) ?? sized(smallest, TIGHT)
  return format === 'docx' ? sized(Math.max(smallest, found.bodyPt - WORDS_OWN_BREAKS), found.air) : found
}

/** Whole points, largest first. */
const sizes = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, n) => from - n)
