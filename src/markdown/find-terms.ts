/**
 * Finds outdated terms on a page, and their replacements.
 *
 * @module
 */
import type { Term, Terms } from '../model/sources.ts'
import { inRanges, protectedRanges } from './comments.ts'

export interface TermFound {
  readonly term: Term
  /** As written, without the article before it. */
  readonly written: string
  /** Range to replace: includes the article if it changes. */
  readonly from: number
  readonly to: number
  readonly replacement: string
}

/** Sorted. Matches in protected text are left out. */
export function findTerms(text: string, { terms, neverChange, titleEnds }: Terms): TermFound[] {
  const { exact, loose } = searchesFor(terms)
  const hits = [...hitsOf(exact, text, text), ...hitsOf(loose, lowerCaseSameLength(text), text)]
  if (hits.length === 0) return []
  const ranges = protectedRanges(text, { phrases: neverChange, ends: titleEnds })
  return withoutOverlaps(hits.filter(({ from, to }) => !inRanges(ranges, from) && !inRanges(ranges, to - 1)))
}

interface Needle {
  /** `party` is searched for as `part`, because its plural is `parties`. */
  readonly endsInY: boolean
  readonly term: Term
}

interface Search {
  /** Null if there is nothing to search for. */
  readonly pattern: RegExp | null
  readonly needles: ReadonlyMap<string, Needle>
}

const known = new WeakMap<readonly Term[], { readonly exact: Search; readonly loose: Search }>()

/** Case matters in abbreviations and where the entry says so; the other terms are searched for in lower case. */
function searchesFor(terms: readonly Term[]): { readonly exact: Search; readonly loose: Search } {
  let searches = known.get(terms)
  if (searches === undefined) {
    const all = terms.flatMap((term) => term.was.map((was) => ({ term, was })))
    const isExact = ({ term, was }: (typeof all)[number]): boolean =>
      term.exact || /^[A-Z&]+$/.test(was) || was.startsWith('GPSoC')
    searches = {
      exact: searchFor(all.filter(isExact)),
      loose: searchFor(all.filter((one) => !isExact(one)).map(({ term, was }) => ({ term, was: was.toLowerCase() }))),
    }
    known.set(terms, searches)
  }
  return searches
}

function searchFor(all: readonly { readonly term: Term; readonly was: string }[]): Search {
  const needles = all.map(({ term, was }) => {
    const endsInY = was.endsWith('y')
    return [endsInY ? was.slice(0, -1) : was, { endsInY, term }] as const
  })
  // Longest first, so that `old supplier (source)` is not found as `old supplier`.
  const words = needles.map(([word]) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length)
  return { pattern: words.length === 0 ? null : new RegExp(words.join('|'), 'g'), needles: new Map(needles) }
}

/** Lower case with all offsets unchanged: `toLowerCase` alone makes some letters longer. */
function lowerCaseSameLength(text: string): string {
  const small = text.toLowerCase()
  return small.length === text.length ? small : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** @param searched the text, or the same in lower case */
function hitsOf({ pattern, needles }: Search, searched: string, text: string): TermFound[] {
  if (pattern === null) return []
  return [...searched.matchAll(pattern)].flatMap(({ 0: words, index }) => {
    const needle = needles.get(words)
    const hit = needle === undefined ? null : hitAt(index, words, needle, text)
    return hit === null ? [] : [hit]
  })
}

function hitAt(from: number, words: string, { endsInY, term }: Needle, text: string): TermFound | null {
  const behind = text.slice(from + words.length, from + words.length + 6)
  // No hyphen on either side: `CCG-Practice` is a different word.
  const [, ending] = (endsInY ? /^(y|ies)(?!\w|-\w)/i : /^(s?)(?!\w|-\w)/i).exec(behind) ?? []
  if (ending === undefined || /[\w-]/.test(text[from - 1] ?? '')) return null
  const plural = endsInY ? ending.length > 1 : ending !== ''
  const to = from + words.length + ending.length
  const written = text.slice(from, to)
  const now = capital(plural ? term.nowPlural : term.now, written, text, from)
  const [, article = '', space = ''] = /(?<![\w-])([Aa]n?)([ \t]+)$/.exec(text.slice(Math.max(0, from - 6), from)) ?? []
  if (article === '' || plural || article.toLowerCase() === term.article)
    return { term, written, from, to, replacement: now }
  const other = article.startsWith('A') ? term.article.replace('a', 'A') : term.article
  return { term, written, from: from - article.length - space.length, to, replacement: `${other}${space}${now}` }
}

/** The replacement, capitalised at the start of a sentence. */
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
