/**
 * Marks of unfinished work that no list of gaps has: visible ones, and ones in comments that are written otherwise than
 * `[GAP]` and `[UPLIFT]`; and what is missing from a marker.
 *
 * Near misses (`[Gap]` in a comment) have a list and a rule of their own.
 *
 * @module
 */
import { didYouMean, isSlipOf } from '../base/text.ts'
import { inRanges, isEscaped } from '../markdown/comments.ts'
import type { Finding, Place } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { MARKER_KEYS } from './annotation.ts'
import type { ReadGuidePage } from './page.ts'

/** The words of `near-misses.yaml`, in lower case. */
export interface MarkWords {
  /** Near misses: what is read as one in a comment. */
  readonly nearMisses: readonly string[]
  /** Words that say that something is unfinished. */
  readonly unfinished: readonly string[]
}

interface MarkFound {
  readonly written: string
  readonly word: string
  readonly at: number
}

const patterns = new WeakMap<MarkWords, { readonly bracketed: RegExp; readonly bare: RegExp; readonly first: RegExp }>()

/** Cached: the same for all pages of a guide. */
function patternsOf(words: MarkWords): {
  readonly bracketed: RegExp
  readonly bare: RegExp
  readonly first: RegExp
} {
  const known = patterns.get(words)
  if (known !== undefined) return known
  const escaped = (all: readonly string[]): string =>
    [...all].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const all = escaped([...new Set([...words.unfinished, ...words.nearMisses])])
  const made = {
    bracketed: new RegExp(`\\[\\s*(${all})s?\\b([^[\\]\\r\\n]{0,300}?)\\\\?\\]`, 'gi'),
    // Before a colon, in brackets of another kind, or bold.
    bare: new RegExp(
      ['(W)S?:(?=\\s|$)', '[({](W)S?[)\\]}]', '\\[(W)S?[)}]', '\\*\\*(W)S?\\*\\*']
        .map((form) => `(?<![\\w[/-])${form.replace('W', escaped(words.unfinished).toUpperCase())}`)
        .join('|'),
      'g',
    ),
    first: new RegExp(`^\\s*(${escaped(words.unfinished)})s?(:|(?=\\s|$))`, 'i'),
  }
  patterns.set(words, made)
  return made
}

/** Words in brackets, and in capitals before a colon. `[update your details]` is a sentence, `[update: why]` a mark. */
function marksIn(text: string, words: MarkWords): MarkFound[] {
  if (words.unfinished.length === 0) return []
  const { bracketed, bare } = patternsOf(words)
  const inBrackets = [...text.matchAll(bracketed)].flatMap((found): MarkFound[] => {
    const [written, word = '', rest = ''] = found
    const isMark = /^\s*(?:[-:–—#\d].*)?$/.test(rest) || word === word.toUpperCase()
    return isMark ? [{ written, word: word.toLowerCase(), at: found.index }] : []
  })
  const withColon = [...text.matchAll(bare)].map((found) => ({
    written: found[0],
    word: (found.slice(1).find((each) => each !== undefined) ?? '').toLowerCase(),
    at: found.index,
  }))
  return [...inBrackets, ...withColon]
}

/** A comment that begins with such a word in capitals, or with a colon after it, and is no marker. */
function firstMark(inner: string, words: MarkWords): MarkFound[] {
  if (words.unfinished.length === 0) return []
  const { 0: written = '', 1: word = '', 2: colon = '' } = patternsOf(words).first.exec(inner) ?? []
  const isCapitals = word === word.toUpperCase()
  // In capitals and with a colon it is found wherever it stands.
  if (word === '' || isCapitals === (colon === ':')) return []
  return [{ written: written.trim(), word: word.toLowerCase(), at: written.search(/\S/) }]
}

const kindFor = (word: string): string => (word === 'uplift' || word === 'reworded' ? '[UPLIFT]' : '[GAP]')

/** What readers see, and comments that are no markers. */
export function unlistedMarkers(page: ReadGuidePage, words: MarkWords): Finding[] {
  return [...inComments(page, words), ...visibleMarks(page, words)]
}

function inComments({ markdown: { comments, source } }: ReadGuidePage, words: MarkWords): Finding[] {
  return comments.flatMap(({ inner, innerFrom }) =>
    [...marksIn(inner, words), ...firstMark(inner, words)]
      .filter(({ written, word, at }) => {
        const isListed = /^\[[A-Za-z]+\]$/.test(written) && `[${word}]` === written.toLowerCase()
        return inner[at + written.length] !== '(' && !(isListed && words.nearMisses.includes(word))
      })
      .map(({ written, word, at }) =>
        findingOf(
          'unlisted-marker',
          `Unexpected \`${written}\` in a comment, expected \`${kindFor(word)}\`. It is in no list of gaps, so nobody is asked.`,
          { place: source.place(innerFrom + at) },
        ),
      ),
  )
}

function visibleMarks(page: ReadGuidePage, words: MarkWords): Finding[] {
  const { code, comments, frontMatter, source } = page.markdown
  const { text } = source
  const said = (written: string, word: string, place: Place): Finding => {
    const ask = page.annotated ? '; ask: role; question: …' : ''
    const message = `Unexpected \`${written.replace(/\\\]$/, ']')}\` that readers see, expected a comment such as \`<!-- ${kindFor(word)} what is not known${ask} -->\`. It is in no list of gaps.`
    return findingOf('visible-marker', message, { place })
  }
  const inMatter = ['title', 'subtitle'].flatMap((key) =>
    marksIn(page.text(key) ?? '', words).map(({ written, word }) => said(written, word, frontMatter.place(key))),
  )
  const inText = marksIn(text, words).flatMap(({ written, word, at }) => {
    const hidden = at < frontMatter.end || inRanges(code, at) || inRanges(comments, at)
    return hidden || isLink(text, at, written) ? [] : [said(written, word, source.place(at))]
  })
  return [...inMatter, ...inText]
}

/** `[gap](…)`, `[gap][x]` and `[gap]` where the page defines the name, and such a definition itself. */
function isLink(text: string, at: number, written: string): boolean {
  if (!written.startsWith('[') || isEscaped(text, at)) return false
  const after = text.slice(at + written.length)
  if (/^(?:\(|:[ \t]*\S)/.test(after)) return true
  const named = /^\[([^[\]\r\n]*)\]/.exec(after)?.[1] ?? ''
  const name = (named === '' ? written.slice(1, -1) : named).trim().replace(/\s+/g, ' ').toLowerCase()
  const definitions = text.matchAll(/^[ \t>]*\[([^[\]\r\n]+)\]:[ \t]*\S/gm)
  return [...definitions].some(([, each = '']) => each.trim().replace(/\s+/g, ' ').toLowerCase() === name)
}

const KEY = /([;.?!])\s*([a-z][a-z-]*)\s*:(?!\/\/)/gi

const letters = (word: string): string => [...word].sort().join('')
/** After a sentence, other words than keys may have a colon. */
const isSlip = (key: string): boolean =>
  MARKER_KEYS.some((known) => letters(known) === letters(key) || (key.length > 3 && isSlipOf(key, known)))

/**
 * What a marker of our own guide lacks, or says under a name that nothing reads.
 *
 * @param own its words
 */
export function markerFindings(kind: 'GAP' | 'UPLIFT', own: string, ask: string | null, place: Place): Finding[] {
  const findings = [...own.matchAll(KEY)].flatMap(([, before, key = '']): Finding[] => {
    const isKey = MARKER_KEYS.some((known) => known === key.toLowerCase())
    if (isKey || (before !== ';' && !isSlip(key.toLowerCase()))) return []
    const message = `Unexpected key \`${key}\` in a marker, expected one of ${MARKER_KEYS.join(', ')}.${didYouMean(key.toLowerCase(), MARKER_KEYS)} What it says reaches nobody.`
    return [findingOf('unknown-marker-key', message, { place })]
  })
  if (kind !== 'GAP' || ask !== null) return findings
  const message =
    'Unexpected [GAP] without `ask:`, expected the role that can answer. It is in nobody’s list of questions; add `; ask: role; question: …?`.'
  return [...findings, findingOf('gap-without-ask', message, { place })]
}
