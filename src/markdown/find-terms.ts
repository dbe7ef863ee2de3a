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

/** In order. Protected text is never searched. */
export function findTerms(text: string, { terms, neverChange, titleEnds }: Terms): TermFound[] {
  const small = asciiSmall(text)
  const hits = needlesOf(terms).flatMap((needle) => hitsOf(needle, needle.exact ? text : small, text))
  if (hits.length === 0) return []
  const ranges = protectedRanges(text, { phrases: neverChange, ends: titleEnds })
  return withoutOverlaps(hits.filter(({ from, to }) => !inRanges(ranges, from) && !inRanges(ranges, to - 1)))
}

/** What is looked for: a plain search finds nothing on most pages, and is much faster than a pattern of all terms. */
interface Needle {
  readonly words: string
  readonly exact: boolean
  /** `party` is looked for as `part`, for the plural is `parties`. */
  readonly endsInY: boolean
  readonly term: Term
}

const known = new WeakMap<readonly Term[], readonly Needle[]>()

function needlesOf(terms: readonly Term[]): readonly Needle[] {
  let needles = known.get(terms)
  if (needles === undefined) {
    needles = terms.flatMap((term) =>
      term.was.map((was) => {
        // Capital letters count in abbreviations and where the entry says so.
        const exact = term.exact || /^[A-Z&]+$/.test(was) || was.startsWith('GPSoC')
        const endsInY = was.endsWith('y')
        const words = endsInY ? was.slice(0, -1) : was
        return { words: exact ? words : words.toLowerCase(), exact, endsInY, term }
      }),
    )
    known.set(terms, needles)
  }
  return needles
}

/** Small letters, each where its capital stood: `toLowerCase` alone would lengthen some letters. */
function asciiSmall(text: string): string {
  const small = text.toLowerCase()
  return small.length === text.length ? small : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function hitsOf(needle: Needle, searched: string, text: string): TermFound[] {
  const hits: TermFound[] = []
  for (let from = searched.indexOf(needle.words); from !== -1; from = searched.indexOf(needle.words, from + 1)) {
    const hit = hitAt(from, needle, text)
    if (hit !== null) hits.push(hit)
  }
  return hits
}

function hitAt(from: number, { words, endsInY, term }: Needle, text: string): TermFound | null {
  const behind = text.slice(from + words.length, from + words.length + 6)
  // No hyphen on either side: `CCG-Practice` is another word.
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
