/**
 * Small things that are done to words, each in one way.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein'

/** In the order of the characters, whatever the language of the computer: days come in time's order. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** `a`, `a and b`, `a, b and c`. Empty where there is nothing. */
export const listed = (items: readonly (string | number)[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

/** `1 page`, `2 pages`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For the content of an HTML or XML element, and for an attribute in double quotes. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (one) => REFERENCES[one] ?? one)

/** Letters of a word beyond which nobody meant another word by it: comparing would only cost time. */
const LONGEST_WORD = 200

/**
 * How many letters of a word may be wrong for another to be suggested: a third, and two always, because two letters that
 * changed places count as two.
 */
const mayDiffer = (length: number): number => Math.max(2, Math.floor(length / 3))

/**
 * What was probably meant by a word that is not known, or null: a wrong suggestion is worse than none.
 *
 * @param nameOf how each thing is called, written as the word is
 * @param steps how far a name is from the word, where that is not the number of letters to change
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
 * How a message names an option of the call: as the library's option types name it, so that a program's caller is not sent
 * to a flag that it does not have. The command line says the flag instead.
 */

/** ``option `only` ``, and with the value that would help ``option `dateOrder: mdy` ``. */
export const option = (name: string, value?: string): string =>
  value === undefined ? `option \`${name}\`` : `option \`${name}: ${value.replaceAll('`', "'")}\``

const NAMED = /\boption `(\w+)(?:: ([^`]+))?`/g

/** The text with each option said by {@link option} in the words of somebody else, such as flags. */
export const sayOptions = (text: string, say: (name: string, value: string | undefined) => string): string =>
  text.replace(NAMED, (_, name: string, value: string | undefined) => say(name, value))

/** A word of a command line, in quotation marks where it needs them. */
export const quotedWord = (word: string): string => (/^[\w./\\:@%+,=-]+$/.test(word) ? word : `"${word}"`)
