/**
 * What is wrong with the order of a document's headings, in any format.
 *
 * @module
 */
import { excerpt, type Fault } from './rule.ts'

export interface HeadingInOrder {
  /** 1 to 6 */
  readonly level: number
  readonly words: string
}

export function* headingFaults(headings: readonly HeadingInOrder[]): Generator<Fault> {
  let previous = 0
  for (const { level, words } of headings) {
    const where = `heading “${excerpt(words)}”`
    if (level > previous + 1)
      yield { message: `Unexpected heading of level ${level}, expected level ${previous + 1} at most`, where }
    if (words.trim() === '') yield { message: `A heading of level ${level} says nothing`, where }
    previous = level
  }
  const titles = headings.filter((heading) => heading.level === 1).length
  if (titles !== 1) yield { message: `Unexpected ${titles} headings of level 1, expected one: the title` }
}
