/**
 * Helpers for text, each written once: ordering, lists in words, escaping, nearest words, names of options in messages.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein'

/** By code unit, whatever the locale; ISO days therefore sort by time. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** `a`, `a and b`, `a, b and c`; empty for an empty list. */
export const listed = (items: readonly (string | number)[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

/** `1 page`, `2 pages`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** Longer words are not compared with others: it would only cost time. */
const LONGEST_WORD = 200

/**
 * How many letters may differ for a word to be suggested: a third, and at least two, because two swapped letters count as
 * two.
 */
const mayDiffer = (length: number): number => Math.max(2, Math.floor(length / 3))

/**
 * What was probably meant by an unknown word, or null: a wrong suggestion is worse than none.
 *
 * @param nameOf the name of each candidate, in the same notation as the word
 * @param steps the distance of a name from the word; by default the number of letters to change
 */
export function nearestBy<T>(
  word: string,
  known: Iterable<T>,
  nameOf: (one: T) => string,
  steps: (word: string, name: string) => number = distance,
): T | null {
  if (word.length > LONGEST_WORD) return null
  let best: T | null = null
  let fewest = mayDiffer(word.length) + 1
  for (const one of known) {
    const here = steps(word, nameOf(one))
    if (here < fewest) [best, fewest] = [one, here]
  }
  return best
}

/** The known word nearest to a misspelt one, whatever the capitals, or null. */
export const nearestWord = (word: string, known: Iterable<string>): string | null =>
  nearestBy(word.toLowerCase(), known, (one) => one.toLowerCase())

/** ` Did you mean \`x\`?`, with the space before it, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const nearest = nearestWord(word, known)
  return nearest === null ? '' : ` Did you mean \`${nearest}\`?`
}

/** One letter added, left out or changed. */
export const isSlipOf = (word: string, known: string): boolean => distance(word, known) === 1

/**
 * The name of an option in a message: ``option `only` ``, or with a value ``option `dateOrder: mdy` ``.
 *
 * Messages name options as the library's types do, because callers of the library have no flags. The command line
 * replaces them with {@link sayOptions}.
 */
export const option = (name: string, value?: string): string =>
  value === undefined ? `option \`${name}\`` : `option \`${name}: ${value.replaceAll('`', "'")}\``

const NAMED = /\boption `(\w+)(?:: ([^`]+))?`/g

/** Replaces each option that {@link option} named, for example by a flag. */
export const sayOptions = (text: string, say: (name: string, value: string | undefined) => string): string =>
  text.replace(NAMED, (_, name: string, value: string | undefined) => say(name, value))

/** A word of a command line, in quotation marks if it needs them. */
export const quotedWord = (word: string): string => (/^[\w./\\:@%+,=-]+$/.test(word) ? word : `"${word}"`)

/** `Kick off meeting` → `kick off meeting`; `SLA …` and other capitals stay. */
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** `£178.08`. */
export const poundsOf = (pence: number): string =>
  `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
