/**
 * What is printed, as statements: a line of text, the label of a fact with its value, the first cell of a row with each other
 * one; and the days in them.
 *
 * @module
 */
import { cachedFor } from '../base/cache.ts'
import { dayFrom, daysBetween, type IsoDay, yearOf } from '../base/day.ts'
import { MONTHS } from '../base/day-in-words.ts'
import type { Cell, Document, Facts, Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { allBlocks, mapSpans } from '../document/walk.ts'

const cellText = (cell: Cell): string =>
  [...(cell.spans === undefined ? [] : [cell.spans]), ...(cell.more ?? [])].map(spansText).join(' ')

/** The words of a list of facts. */
export const factsText = ({ rows }: Facts): string =>
  rows.map(({ label, value }) => `${spansText(label)}: ${cellText(value)}`).join('\n')

/** Each statement of a document, in reading order. */
export const statementsOf = cachedFor((document: Document): readonly string[] => {
  const said: string[] = [document.title]
  for (const block of allBlocks(document.blocks)) {
    if (block.type === 'paragraph' || block.type === 'heading') said.push(spansText(block.spans))
    else if (block.type === 'cover') said.push(...block.lines.map(spansText))
    else if (block.type === 'callout') said.push(spansText(block.title))
    else if (block.type === 'facts')
      for (const { label, value } of block.rows) said.push(`${spansText(label)}: ${cellText(value)}`)
    else if (block.type === 'table')
      for (const { cells } of block.rows) {
        const [first = '', ...others] = cells.map(cellText)
        said.push(first, ...others.filter((other) => other !== '').map((other) => `${first}: ${other}`))
      }
  }
  return said.filter((text) => text.trim() !== '')
})

const WEEKDAY = '(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?'
const MONTH = `(${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})(?![a-z])`

/** `Wednesday 7 April 2027`, `7 April 2027`, `7 April`, `Wed 7 Apr`. */
export const DAY_IN_WORDS = `${WEEKDAY}(\\d{1,2}) ${MONTH}(?: (\\d{4}))?`

/** `7 to `, `30 March to `, before the day on which it ends. */
export const RANGE_IN_WORDS = `(?:${WEEKDAY}(\\d{1,2})(?: ${MONTH})? (?:to|until|–) )?`

/** @param like where no year is written, the one that brings the day nearest to this one: a plan may go over a new year */
export function dayOfWords(day: string, month: string, year: string | undefined, like: IsoDay): IsoDay | null {
  const at = MONTHS.findIndex((name) => name.slice(0, 3) === month.slice(0, 3))
  if (year !== undefined) return dayFrom(Number(year), at + 1, Number(day))
  const days = [-1, 0, 1].flatMap((more) => dayFrom(Number(yearOf(like)) + more, at + 1, Number(day)) ?? [])
  const far = (one: IsoDay): number => Math.abs(daysBetween(like, one))
  return days.sort((a, b) => far(a) - far(b))[0] ?? null
}

/** The sentences of a statement. */
export const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.?!])\s+/)

/** A phrase as a pattern: spaces and hyphens are the same. */
export const patternOf = (phrase: string): string =>
  phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[\s-]+/g, '[\\s-]+')

/** Each span of a document, of sentences and of cells. */
export function spansOf({ blocks }: Document): readonly Span[] {
  const spans: Span[] = []
  mapSpans(blocks, (line) => {
    spans.push(...line)
    return line
  })
  return spans
}
