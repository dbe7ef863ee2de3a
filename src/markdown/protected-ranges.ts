/**
 * The parts of a page that are not the guide's own words: nobody may reword them by rule.
 *
 * Front matter, comments, code, Liquid, addresses, quotations, quoted limits, titles of documents. Found in the text as it
 * is on disk, so that what is left can be changed in place.
 *
 * @module
 */
import { endOfFrontMatter } from './front-matter.ts'
import { LIMIT_MARK } from './limits.ts'
import { scanComments, type Range } from './scan-comments.ts'

export interface Titles {
  /** Phrases that stay as they are. */
  readonly phrases: readonly string[]
  /** A run of capitalised words that ends in one of these is a title. */
  readonly ends: readonly string[]
}

/**
 * Each with a character that it cannot do without, so that most are not even tried, and each within one paragraph at most:
 * no quotation runs on for ever.
 */
const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ['{', /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|\{:?\s*[#.][^{}\r\n]*\}/g],
  // The words of a link that leads out of the guide are the name of what it leads to.
  ['](', /\[[^[\]]*\]\s?\((?:https?:|mailto:|tel:)[^()\s]*(?:\s"[^"]*")?\)/g],
  [']', /\]\s?\([^()\r\n]*\)|^[ \t]*\[[^\]\r\n]+\]:[^\r\n]*/gm],
  ['<', /<a\s[^<>]*>[\s\S]*?<\/a>|<(?:em|i|cite|q)>[\s\S]*?<\/(?:em|i|cite|q)>|<[^<>\r\n]*>/gi],
  ['//', /\bhttps?:\/\/[^\s<>()]+/g],
  ['www.', /\bwww\.[^\s<>()]+/g],
  ['@', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['“', /“[^“”]{0,400}”/g],
  ['"', /(?<![\w“])"[^"\r\n]{0,400}"/g],
  ['‘', /(?<!\w)‘[^‘’\r\n]{0,400}’/g],
  ["'", /(?<![\w’'])'[^'\r\n]{1,400}'(?!\w)/g],
  // Emphasis that is not strong: authors set titles and quotations in it.
  ['*', /(?<![\w*_\\])\*(?![*_\s])[^*_\r\n]{1,300}\*(?![\w*_])/g],
  ['_', /(?<![\w*_\\])_(?![*_\s])[^*_\r\n]{1,300}_(?![\w*_])/g],
  // A quote; a box, which starts with bold words, is the guide's own.
  ['>', /(?:^[ \t]*>(?![ \t]*\*\*).*(?:\r\n|\r|\n|$)(?:^[ \t]*>.*(?:\r\n|\r|\n|$))*)/gm],
  // A limit of a source is its wording, to the end of the paragraph.
  [
    'SLA',
    new RegExp(`(?:${LIMIT_MARK.source})[^\\r\\n]*(?:(?:\\r\\n|\\r|\\n)(?![ \\t]*(?:\\r|\\n|$))[^\\r\\n]*)*`, 'gm'),
  ],
]

/** In order, joined where they overlap. */
export function protectedRanges(text: string, titles: Titles): Range[] {
  const end = endOfFrontMatter(text)
  const { comments, code } = scanComments(text, end)
  const found: Range[] = [{ from: 0, to: end }, ...comments, ...code]
  const body = text.slice(end)
  const patterns = PATTERNS.filter(([needed]) => body.includes(needed)).map(([, pattern]) => pattern)
  for (const pattern of [...patterns, ...titlePatterns(titles)])
    for (const match of body.matchAll(pattern))
      found.push({ from: end + match.index, to: end + match.index + match[0].length })
  return joined(found)
}

const known = new WeakMap<
  readonly string[],
  { readonly ends: readonly string[]; readonly patterns: readonly RegExp[] }
>()

/** Made once for all pages of a guide. */
function titlePatterns(titles: Titles): readonly RegExp[] {
  const made = known.get(titles.phrases)
  if (made?.ends === titles.ends) return made.patterns
  const patterns = makeTitlePatterns(titles)
  known.set(titles.phrases, { ends: titles.ends, patterns })
  return patterns
}

function makeTitlePatterns({ phrases, ends }: Titles): RegExp[] {
  const escaped = (words: readonly string[]): string =>
    words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|')
  const word = "[A-Z][\\w’'&/-]*"
  const small = '(?:of|for|and|to|the|in|on)'
  return [
    ...(phrases.length === 0 ? [] : [new RegExp(`(?<!\\w)(?:${escaped(phrases)})(?!\\w)`, 'g')]),
    ...(ends.length === 0
      ? []
      : [new RegExp(`\\b${word}(?:[ \\t]+(?:${small}[ \\t]+)*${word})*[ \\t-](?:${escaped(ends)})\\b`, 'g')]),
  ]
}

function joined(ranges: readonly Range[]): Range[] {
  const all: { from: number; to: number }[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else all.push({ from, to })
  }
  return all
}
