/**
 * What is asked of documents of every format in the same way: links, languages, headings, sizes of print.
 *
 * @module
 */
import { excerpt, type ProblemText } from './rule.ts'

const SAFE = ['https:', 'mailto:', 'tel:']

export function addressProblem(address: string): string | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return `Unexpected link to \`${address}\`, expected a whole address such as \`https://…\``
  }
  if (url.protocol === 'http:') return `A link goes to \`${address}\` without encryption, expected \`https:\``
  if (!SAFE.includes(url.protocol)) return `Unexpected link to \`${address}\`, expected ${SAFE.join(', ')}`
  // `new URL` accepts spaces and encodes them; a mail program given the raw text does not.
  return /\s/.test(address) ? `A link's address holds a space: \`${address}\`` : null
}

/** @param language a tag such as `en-GB` (BCP 47), as the file says it */
export function languageProblem(language: string | undefined): string | null {
  if (language === undefined || language.trim() === '') return 'The document does not say its language'
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
    return `Unexpected language \`${language}\`, expected \`en-GB\``
  if (/^en\b/.test(language) && language !== 'en-GB')
    return `Unexpected language \`${language}\`, expected \`en-GB\`: dates and spelling follow it`
  return null
}

export interface HeadingInOrder {
  /** 1 to 6 */
  readonly level: number
  readonly words: string
}

export function* headingProblems(headings: readonly HeadingInOrder[]): Generator<ProblemText> {
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

/** UKAAF G003: clear print is 12 pt or more, large print 16 pt or more. */
export const BODY_PT = { standard: 12, largePrint: 16 } as const

/** Large print says so in its name or in the name of its folder: `checklist-large-print.pdf`, `large-print-18/`. */
export const isLargePrint = (path: string): boolean => /large[-_ ]?print/i.test(path)
