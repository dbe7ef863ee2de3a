/**
 * Finds the comments of a page, the code in which `<!--` is only an example, and the parts whose wording must not be
 * changed; removes comments from a page.
 *
 * A comment runs from `<!--` to the first `-->` after it, as in HTML and on every site that publishes the guide. An unclosed
 * one runs to the end of the file.
 *
 * @module
 */
import { endOfFrontMatter } from './front-matter.ts'
import { LIMIT_MARK } from './limits.ts'
import type { Edit, SourceText } from './source-text.ts'

/** Offsets, `to` exclusive. */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface CommentSpan extends Range {
  /** The text between the delimiters. */
  readonly inner: string
  /** Offset of the first character of `inner`. */
  readonly innerFrom: number
  readonly closed: boolean
}

const OPEN = '<!--'
const CLOSE = '-->'
const FENCE = /[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:(`{3,})[^`\r\n]*|(~{3,})[^\r\n]*)(?:\r\n|\r|\n|$)/y
const LIST_ITEM = /[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/y
const INDENTED = /(?: {4,}| {0,3}\t)[ \t]*[^\s]/y
const BLANK = /[ \t>]*(?:\r\n|\r|\n|$)/y
const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y
const INTERESTING = /[\\<`\r\n]|-->/g
/** The end of a paragraph: no code span goes past it. */
const PARAGRAPH_END = /(?:\r\n|\r(?!\n)|\n)(?=[ \t>]*(?:\r|\n|$)| {0,3}<!--)/g

interface CommentsFound {
  readonly comments: readonly CommentSpan[]
  readonly code: readonly Range[]
  /** Offsets of each `-->` with no comment open. */
  readonly strayEnds: readonly number[]
}

export function scanComments(text: string, from: number): CommentsFound {
  const comments: CommentSpan[] = []
  const code: Range[] = []
  const strayEnds: number[] = []
  let at = from
  let lineStart = true
  let afterBlank = true
  let inList = false
  const codeSpans = new CodeSpans(text)

  const matchAt = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }

  while (at < text.length) {
    if (lineStart) {
      lineStart = false
      const fence = matchAt(FENCE)
      if (fence !== null) {
        const end = fenceEnd(text, at + fence[0].length, fence[1] ?? fence[2] ?? '')
        code.push({ from: at, to: end })
        at = end
        lineStart = true
        continue
      }
      const blank = matchAt(BLANK) !== null
      if (matchAt(LIST_ITEM) !== null) inList = true
      else if (afterBlank && !blank && !/[ \t]/.test(text[at] ?? '')) inList = false
      if (afterBlank && !inList && matchAt(INDENTED) !== null) {
        const line = matchAt(LINE)?.[0] ?? ''
        code.push({ from: at, to: at + line.length })
        at += line.length
        lineStart = true
        continue
      }
      afterBlank = blank
    }
    INTERESTING.lastIndex = at
    const next = INTERESTING.exec(text)
    if (next === null) break
    at = next.index
    if (next[0] === '\\') at += 2
    else if (next[0] === CLOSE) {
      strayEnds.push(at)
      at += CLOSE.length
    } else if (next[0] === '`') {
      const run = /`+/y
      run.lastIndex = at
      const ticks = run.exec(text)?.[0] ?? '`'
      const end = codeSpans.endOf(at + ticks.length, ticks.length)
      if (end !== null) code.push({ from: at, to: end })
      at = end ?? at + ticks.length
    } else if (next[0] === '<') {
      if (text.startsWith(OPEN, at)) {
        const close = text.indexOf(CLOSE, at + OPEN.length)
        const inner = close === -1 ? text.length : close
        const to = close === -1 ? text.length : close + CLOSE.length
        comments.push({
          from: at,
          to,
          inner: text.slice(at + OPEN.length, inner),
          innerFrom: at + OPEN.length,
          closed: close !== -1,
        })
        at = to
      } else at += 1
    } else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      lineStart = true
    }
  }
  return { comments, code, strayEnds }
}

/** Offset after the fence that closes the one opened by `opener`; the end of the text if there is none. */
function fenceEnd(text: string, from: number, opener: string): number {
  const mark = opener.startsWith('~') ? '~' : '`'
  const close = new RegExp(`^[ \\t>]*${mark}{${opener.length},}[ \\t]*(?:\\r\\n|\\r|\\n|$)`, 'gm')
  close.lastIndex = from
  const found = close.exec(text)
  return found === null ? text.length : found.index + found[0].length
}

/** Finds where code spans end. Remembers unsuccessful searches in a paragraph, so that a page of backticks stays fast. */
class CodeSpans {
  readonly #text: string
  #paragraphEnd = -1
  readonly #unclosed = new Set<number>()

  constructor(text: string) {
    this.#text = text
  }

  /** Offset after the run of backticks that closes a span opened by `length` of them before `from`, or null. */
  endOf(from: number, length: number): number | null {
    if (from > this.#paragraphEnd) {
      PARAGRAPH_END.lastIndex = from
      this.#paragraphEnd = PARAGRAPH_END.exec(this.#text)?.index ?? this.#text.length
      this.#unclosed.clear()
    }
    if (this.#unclosed.has(length)) return null
    const run = /`+/g
    run.lastIndex = from
    for (
      let found = run.exec(this.#text);
      found !== null && found.index < this.#paragraphEnd;
      found = run.exec(this.#text)
    ) {
      if (found[0].length === length) return found.index + length
    }
    this.#unclosed.add(length)
    return null
  }
}

/** Whether `offset` is in one of the ranges, which must be sorted and must not overlap. */
export const inRanges = (ranges: readonly Range[], offset: number): boolean => rangeAt(ranges, offset) !== null

/** The range that contains `offset`, or null. */
export function rangeAt<R extends Range>(ranges: readonly R[], offset: number): R | null {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range === undefined || offset < range.from) high = middle - 1
    else if (offset >= range.to) low = middle + 1
    else return range
  }
  return null
}

/** Whether an odd number of backslashes precedes `offset`, so that the character is text (CommonMark 2.4). */
export function isEscaped(text: string, offset: number): boolean {
  let from = offset
  while (text[from - 1] === '\\') from -= 1
  return (offset - from) % 2 === 1
}

/** Whether only white space and quote marks share the comment's lines. */
export function isOnOwnLines(source: SourceText, comment: Range): boolean {
  const before = source.text.slice(source.lineStart(comment.from), comment.from)
  const after = source.text.slice(comment.to, source.lineEnd(comment.to))
  return /^[ \t>]*$/.test(before) && /^[ \t]*$/.test(after)
}

/** The edit that removes a comment, without splitting a list around it or turning white space before it into a line break. */
export function removal(source: SourceText, comment: CommentSpan): Edit {
  const { text } = source
  if (isOnOwnLines(source, comment)) {
    const next = source.nextLine(comment.to)
    const itemFollows = /[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/y
    itemFollows.lastIndex = next
    const from = source.lineStart(comment.from)
    return itemFollows.test(text) ? { from, to: next, text: '' } : { from: comment.from, to: comment.to, text: '' }
  }
  let from = comment.from
  if (comment.to === source.lineEnd(comment.to)) while (/[ \t]/.test(text[from - 1] ?? '')) from -= 1
  return { from, to: comment.to, text: '' }
}

interface Titles {
  /** Phrases that must not change. */
  readonly phrases: readonly string[]
  /** A series of capitalised words that ends in one of these is a title. */
  readonly ends: readonly string[]
}

/**
 * Each pattern has a substring that every match contains, so that most need not be tried, and none goes past its paragraph,
 * so that an unclosed quotation ends.
 */
const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ['{', /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|\{:?\s*[#.][^{}\r\n]*\}/g],
  // The words of a link out of the guide are usually the name of its target.
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
  // Emphasis that is not strong: authors use it for titles and quotations.
  ['*', /(?<![\w*_\\])\*(?![*_\s])[^*_\r\n]{1,300}\*(?![\w*_])/g],
  ['_', /(?<![\w*_\\])_(?![*_\s])[^*_\r\n]{1,300}_(?![\w*_])/g],
  // A block quote; one that starts with bold words is a callout, which is the guide's own text.
  ['>', /(?:^[ \t]*>(?![ \t]*\*\*).*(?:\r\n|\r|\n|$)(?:^[ \t]*>.*(?:\r\n|\r|\n|$))*)/gm],
  // An SLA quotes its source, to the end of the paragraph.
  [
    'SLA',
    new RegExp(`(?:${LIMIT_MARK.source})[^\\r\\n]*(?:(?:\\r\\n|\\r|\\n)(?![ \\t]*(?:\\r|\\n|$))[^\\r\\n]*)*`, 'gm'),
  ],
]

/**
 * The parts of a page that are not the guide's own words, so that no rule may reword them: front matter, comments, code,
 * Liquid, addresses, quotations, SLAs, titles of documents. Sorted, and merged where they overlap.
 */
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

/** Cached: the same for all pages of a guide. */
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
