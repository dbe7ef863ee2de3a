/**
 * Words of an older edition on a page, and what would stand there today.
 *
 * @module
 */
import type { Term, Terms } from '../model/terms.ts'
import { protectedRanges } from './protected-ranges.ts'
import { inRanges } from './scan-comments.ts'

export interface TermFound {
  readonly term: Term
  /** Without the article before it. */
  readonly written: string
  /** Of what the replacement stands for: the article too, where it changes. */
  readonly from: number
  readonly to: number
  readonly replacement: string
}

interface Pattern {
  readonly words: RegExp
  readonly terms: ReadonlyMap<string, Term>
}

/** In order. Protected text is never searched. */
export function findTerms(text: string, { terms, neverChange, titleEnds }: Terms): TermFound[] {
  const exact = patternOf(terms, true)
  const loose = patternOf(terms, false)
  const hits = [exact, loose].flatMap((pattern) => (pattern === null ? [] : hitsOf(text, pattern)))
  if (hits.length === 0) return []
  const ranges = protectedRanges(text, { phrases: neverChange, ends: titleEnds })
  return withoutOverlaps(hits.filter(({ from, to }) => !inRanges(ranges, from) && !inRanges(ranges, to - 1)))
}

const patterns = new WeakMap<readonly Term[], Map<boolean, Pattern | null>>()

/** Capital letters count in abbreviations and where the entry says so. */
const isExact = (term: Term, words: string): boolean => term.exact || /^[A-Z&]+$/.test(words) || /^GPSoC/.test(words)

function patternOf(terms: readonly Term[], exact: boolean): Pattern | null {
  const made = patterns.get(terms) ?? new Map<boolean, Pattern | null>()
  patterns.set(terms, made)
  if (!made.has(exact)) made.set(exact, makePattern(terms, exact))
  return made.get(exact) ?? null
}

function makePattern(terms: readonly Term[], exact: boolean): Pattern | null {
  const all = terms.flatMap((term) =>
    term.was.filter((words) => isExact(term, words) === exact).map((words) => ({ words, term })),
  )
  if (all.length === 0) return null
  const longestFirst = [...all].sort((a, b) => b.words.length - a.words.length)
  const either = longestFirst.map(({ words }) => asPattern(words)).join('|')
  return {
    words: new RegExp(either, exact ? 'g' : 'gi'),
    terms: new Map(all.map(({ words, term }) => [keyOf(words), term])),
  }
}

const asPattern = (words: string): string => {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \\t]+')
  // `third party (x)` has its plural inside; the simple ones at the end.
  return /\w$/.test(words)
    ? words.endsWith('y')
      ? `${escaped.slice(0, -1)}(?:y|ies)`
      : `${escaped}(?:s(?!\\w))?`
    : escaped
}

const keyOf = (words: string): string => words.toLowerCase().replace(/\s+/g, ' ')

function hitsOf(text: string, { words, terms }: Pattern): TermFound[] {
  return [...text.matchAll(words)].flatMap((match) => {
    const [written] = match
    const from = match.index
    const to = from + written.length
    // No hyphen on either side: `CCG-Practice` is another word.
    if (/[\w-]/.test(text[from - 1] ?? '') || /^(?:\w|-\w)/.test(text.slice(to, to + 2))) return []
    const key = keyOf(written)
    const term = terms.get(key) ?? terms.get(key.replace(/s$/, '')) ?? terms.get(key.replace(/ies$/, 'y'))
    if (term === undefined || (term.exact && !term.was.some((was) => written.startsWith(was)))) return []
    const plural = !terms.has(key)
    const now = capital(plural ? term.nowPlural : term.now, written, text, from)
    const [, article = '', space = ''] =
      /(?<![\w-])([Aa]n?)([ \t]+)$/.exec(text.slice(Math.max(0, from - 6), from)) ?? []
    if (article === '' || plural || article.toLowerCase() === term.article)
      return [{ term, written, from, to, replacement: now }]
    const other = article.startsWith('A') ? term.article.replace('a', 'A') : term.article
    return [{ term, written, from: from - article.length - space.length, to, replacement: `${other}${space}${now}` }]
  })
}

/** A sentence goes on beginning with a capital letter. */
function capital(now: string, written: string, text: string, from: number): string {
  const starts =
    /^[A-Z]/.test(written) &&
    /(?:^|[\r\n]|[.!?:]\s|\*\*|[>#*+-]\s|\d[.)]\s|\|\s?)[\s*_[]*$/.test(text.slice(Math.max(0, from - 12), from))
  return starts ? now.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : now
}

function withoutOverlaps(found: readonly TermFound[]): TermFound[] {
  const kept: TermFound[] = []
  for (const hit of [...found].sort((a, b) => a.from - b.from || b.to - a.to))
    if (hit.from >= (kept.at(-1)?.to ?? 0)) kept.push(hit)
  return kept
}
