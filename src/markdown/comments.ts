/**
 * Finds the comments of a page, the code in which `<!--` is only an example, and the parts whose wording must not be
 * changed.
 *
 * A comment runs from `<!--` to the first `-->` after it, as in HTML and on every site that publishes the guide. Liquid's
 * `{% comment %}`, kramdown's `{::comment}` and a link definition that nothing can use (`[//]: # (words)`) hide their words
 * on a site too. Whichever begins first is the comment. An unclosed one runs to the end of the file; a definition, which
 * cannot hold an empty line, to the end of its paragraph. Code is what CommonMark reads as code, also in lists and quotes.
 *
 * @module
 */
import { BlockLines, type LineRead, mayHaveTables } from './block-lines.ts'
import { endOfFrontMatter } from './front-matter.ts'
import { limitsInText } from './limits.ts'

/** Offsets, `to` exclusive. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** `html`: `<!-- -->`; `liquid`: `{% comment %}`, `{% # %}`; `kramdown`: `{::comment}`; `definition`: `[//]: # ()`. */
type CommentForm = 'html' | 'liquid' | 'kramdown' | 'definition'

export interface CommentSpan extends Range {
  readonly form: CommentForm
  /** The text between the delimiters. */
  readonly inner: string
  /** Offset of the first character of `inner`. */
  readonly innerFrom: number
  readonly closed: boolean
  /** Whether a site shows it: a definition goes on with the paragraph above it. */
  readonly isShown?: true
}

const OPEN = '<!--'
const CLOSE = '-->'
const INTERESTING = /[\\<`\r\n]|-->|\{[%:]/g
/** Any tag or address in angle brackets, whose backticks are its own. */
const TAG =
  /<(?:\/?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'=<>`]+))?)*[ \t]*\/?|[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>/y
/** What a backslash makes text of (CommonMark 2.4). */
const PUNCTUATION = /[!-/:-@[-`{-~]/
/** Ends the paragraph before it, as `<!--` at the start of a line does. */
const COMMENT_LINE = /\{%-?\s*comment\b|\{::comment\b/y
/** A tag of Liquid that hides words or shows them as they are. */
const LIQUID_TAG = /\{%-?\s*(?:(comment|endcomment|raw)\b(?:(?!\{%)[^%]|%(?!\}))*%\}|#)/y
const COMMENT_TAGS = /\{%-?\s*(end)?comment\b(?:(?!\{%)[^%]|%(?!\}))*%\}/g
const TAG_END = /-?%\}/g
const RAW_END = /\{%-?\s*endraw\s*-?%\}/g
const KRAMDOWN_TAG = /\{::comment(?:[ \t][^{}\r\n]*?)?(\/)?\}|\{:\/(?:comment)?\}/y
const KRAMDOWN_END = /\{:\/(?:comment)?\}/g
const KRAMDOWN_BLOCK_END = /(?<=(?:^|[\r\n])[ \t>]*)\{:\/(?:comment)?\}(?=[ \t]*(?:[\r\n]|$))/g
/** A definition of a link that nothing leads to: an idiom for a comment in plain Markdown. */
const DEFINITION =
  /([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(\[(?:\/\/?|comments?)\]:[ \t]*(?:#|<#?>)(?=[\s("']|$)[ \t]*)([("']?)/iy

/** A part of a page that is code: nothing in it is a comment, a marker or a task. */
export interface CodeRange extends Range {
  readonly kind: 'fenced' | 'indented' | 'inline'
  /** False for a block that no fence closes before the end of the page, or of the list item or quote that it is in. */
  readonly closed: boolean
}

interface CommentsFound {
  readonly comments: readonly CommentSpan[]
  readonly code: readonly CodeRange[]
  readonly strayEnds: readonly StrayEnd[]
}

/** The end of a comment with no comment open. */
export interface StrayEnd {
  readonly offset: number
  /** Such as `-->`. */
  readonly written: string
}

export function scanComments(text: string, from: number): CommentsFound {
  const comments: CommentSpan[] = []
  const code: CodeRange[] = []
  const strayEnds: StrayEnd[] = []
  let rawTo = from
  let at = from
  let lineStart = true
  const lines = new BlockLines(text, mayHaveTables(text))
  const codeSpans = new CodeSpans(text, lines)
  const tags = new CommentTags(text)

  while (at < text.length) {
    if (lineStart) {
      lineStart = false
      const line = lines.read(at)
      if (line.code !== null) {
        addCode(code, at, line)
        at = line.next
        lineStart = true
        continue
      }
      codeSpans.enter(line)
      const definition = definitionAt(text, line.content)
      if (definition !== null) comments.push(line.continues ? { ...definition, isShown: true } : definition)
      at = definition?.to ?? line.content
    }
    INTERESTING.lastIndex = at
    const next = INTERESTING.exec(text)
    if (next === null) break
    at = next.index
    // Liquid, which runs first, knows no escapes.
    if (next[0] === '\\') at += text.startsWith('{%', at + 1) || !PUNCTUATION.test(text[at + 1] ?? '') ? 1 : 2
    else if (next[0] === '{%' || next[0] === '{:') {
      const tag = next[0] === '{:' ? tags.kramdown(at) : at < rawTo ? null : tags.liquid(at)
      if (tag?.comment !== undefined) comments.push(tag.comment)
      if (tag?.stray !== undefined) strayEnds.push(tag.stray)
      if (tag?.rawTo !== undefined) ({ rawTo } = tag)
      at = tag?.comment?.to ?? at + (tag?.stray?.written.length ?? 1)
    } else if (next[0] === CLOSE) {
      strayEnds.push({ offset: at, written: CLOSE })
      at += CLOSE.length
    } else if (next[0] === '`') {
      const run = /`+/y
      run.lastIndex = at
      const ticks = run.exec(text)?.[0] ?? '`'
      const end = codeSpans.endOf(at + ticks.length, ticks.length)
      if (end !== null) code.push({ from: at, to: end, kind: 'inline', closed: true })
      at = end ?? at + ticks.length
    } else if (next[0] === '<') {
      if (text.startsWith(OPEN, at)) {
        const from = at + OPEN.length
        // `<!-->` and `<!--->` are whole comments (HTML 13.2.5.43 to 45, CommonMark 6.6).
        const empty = /-?>/y
        empty.lastIndex = from
        const end = empty.test(text) ? { from, to: empty.lastIndex } : endAt(text.indexOf(CLOSE, from), CLOSE.length)
        comments.push(commentOf('html', text, at, from, end))
        at = comments.at(-1)?.to ?? text.length
      } else {
        TAG.lastIndex = at
        at = TAG.test(text) ? TAG.lastIndex : at + 1
      }
    } else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      lineStart = true
    }
  }
  return { comments, code, strayEnds }
}

const endAt = (from: number, length: number): Range | null => (from === -1 ? null : { from, to: from + length })

/** @param end the closing delimiter; null: there is none */
const commentOf = (
  form: CommentForm,
  text: string,
  from: number,
  innerFrom: number,
  end: Range | null,
): CommentSpan => ({
  form,
  from,
  to: end?.to ?? text.length,
  inner: text.slice(innerFrom, end?.from ?? text.length),
  innerFrom,
  closed: end !== null,
})

/** What a tag is: a comment, the end of one that is not open, or the start of raw text that ends at an offset. */
interface TagFound {
  readonly comment?: CommentSpan
  readonly stray?: StrayEnd
  readonly rawTo?: number
}

/** Tags of Liquid and kramdown that begin and end comments. Remembers unsuccessful searches, as {@link CodeSpans} does. */
export class CommentTags {
  readonly #text: string
  readonly #absent = new Set<RegExp>()

  constructor(text: string) {
    this.#text = text
  }

  #next(pattern: RegExp, from: number): Range | null {
    if (this.#absent.has(pattern)) return null
    pattern.lastIndex = from
    const found = pattern.exec(this.#text)
    if (found === null) this.#absent.add(pattern)
    return found === null ? null : endAt(found.index, found[0].length)
  }

  /** The `{% endraw %}` that ends what Liquid shows as it is from an offset on, or null. */
  rawEnd(from: number): Range | null {
    return this.#next(RAW_END, from)
  }

  liquid(at: number): TagFound | null {
    LIQUID_TAG.lastIndex = at
    const tag = LIQUID_TAG.exec(this.#text)
    if (tag === null) return null
    const [written, name] = tag
    const from = at + written.length
    const comment = (end: Range | null): TagFound => ({ comment: commentOf('liquid', this.#text, at, from, end) })
    if (name === undefined) return comment(this.#next(TAG_END, from))
    if (name === 'raw') return { rawTo: this.rawEnd(from)?.from ?? from }
    if (name === 'endcomment') return { stray: { offset: at, written } }
    // Liquid 4 nests comments.
    let depth = 1
    COMMENT_TAGS.lastIndex = from
    for (let found = COMMENT_TAGS.exec(this.#text); found !== null; found = COMMENT_TAGS.exec(this.#text)) {
      depth += found[1] === undefined ? 1 : -1
      if (depth === 0) return comment(endAt(found.index, found[0].length))
    }
    return comment(null)
  }

  kramdown(at: number): TagFound | null {
    KRAMDOWN_TAG.lastIndex = at
    const tag = KRAMDOWN_TAG.exec(this.#text)
    if (tag === null) return null
    const [written, whole] = tag
    // The short end may be that of another extension.
    if (written.startsWith('{:/')) return written === '{:/}' ? null : { stray: { offset: at, written } }
    const from = at + written.length
    const comment = (end: Range | null): TagFound => ({ comment: commentOf('kramdown', this.#text, at, from, end) })
    if (whole !== undefined) return comment(endAt(from, 0))
    // One on a line of its own ends at a line of its own.
    const isBlock =
      /(?:^|[\r\n])[ \t>]*$/.test(this.#text.slice(Math.max(0, at - 200), at)) &&
      /^[ \t]*(?:[\r\n]|$)/.test(this.#text.slice(from, from + 200))
    return comment((isBlock ? this.#next(KRAMDOWN_BLOCK_END, from) : null) ?? this.#next(KRAMDOWN_END, from))
  }
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '"': '"', "'": "'" }

/** `[//]: # (words)` on the line that starts at an offset; the words may go on to the end of the paragraph. */
function definitionAt(text: string, lineFrom: number): CommentSpan | null {
  DEFINITION.lastIndex = lineFrom
  const found = DEFINITION.exec(text)
  if (found === null) return null
  const [whole, before = '', , opener = ''] = found
  const at = lineFrom + before.length
  const from = lineFrom + whole.length
  const line = /[^\r\n]*/y
  line.lastIndex = from
  const first = line.exec(text)?.[0].trimEnd() ?? ''
  // kramdown takes words without brackets too.
  if (opener === '') return commentOf('definition', text, at, from, endAt(from + first.length, 0))
  const close = CLOSING[opener] ?? opener
  let to = from + first.length
  for (let words = first, start = from; ;) {
    if (words.endsWith(close)) return commentOf('definition', text, at, from, endAt(start + words.length - 1, 1))
    const next = /\r\n|\r|\n/y
    next.lastIndex = line.lastIndex
    if (!next.test(text)) break
    start = next.lastIndex
    line.lastIndex = start
    words = line.exec(text)?.[0].trimEnd() ?? ''
    if (/^[ \t>]*$/.test(words)) break
    to = start + words.length
  }
  return { ...commentOf('definition', text, at, from, endAt(to, 0)), closed: false }
}

/** Adds a line of code; the lines of a fenced block are one range. */
function addCode(code: CodeRange[], from: number, { code: kind, next: to }: LineRead): void {
  if (kind === 'indented') code.push({ from, to, kind, closed: true })
  else if (kind === 'fence-start') code.push({ from, to, kind: 'fenced', closed: false })
  else {
    const block = code.pop()
    code.push({ from: block?.from ?? from, to, kind: 'fenced', closed: kind === 'fence-end' })
  }
}

/** Finds where code spans end. Remembers unsuccessful searches in a paragraph, so that a page of backticks stays fast. */
class CodeSpans {
  readonly #text: string
  readonly #lines: BlockLines
  #line: LineRead | null = null
  readonly #unclosed = new Set<number>()

  /** @param lines the reader of the page, which has just read the line */
  constructor(text: string, lines: BlockLines) {
    this.#text = text
    this.#lines = lines
  }

  enter(line: LineRead): void {
    this.#line = line
    if (!line.continues) this.#unclosed.clear()
  }

  /** Offset after the run of backticks that closes a span opened by `length` of them before `from`, or null. */
  endOf(from: number, length: number): number | null {
    if (this.#unclosed.has(length)) return null
    // After a comment of several lines, the line is the one that the comment ends on.
    let line = this.#line
    let start = from
    let end = lineEndAfter(this.#text, from)
    let reader: BlockLines | null = null
    const run = /`+|\|/g
    for (;;) {
      run.lastIndex = start
      for (let found = run.exec(this.#text); found !== null && found.index < end; found = run.exec(this.#text)) {
        if (found[0] === '|') {
          if (line?.row === true && this.#text[found.index - 1] !== '\\') return null
        } else if (found[0].length === length) return found.index + length
      }
      if (end >= this.#text.length || line?.row === true) break
      reader ??= this.#lines.copy()
      line = reader.read(this.#text.startsWith('\r\n', end) ? end + 2 : end + 1)
      COMMENT_LINE.lastIndex = line.content
      if (!line.continues || COMMENT_LINE.test(this.#text)) break
      start = line.content
      end = line.end
    }
    if (this.#line?.row !== true) this.#unclosed.add(length)
    return null
  }
}

function lineEndAfter(text: string, from: number): number {
  const end = /[\r\n]/g
  end.lastIndex = from
  return end.exec(text)?.index ?? text.length
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
  // An SLA quotes its source.
  if (body.includes('SLA'))
    for (const limit of limitsInText(body)) found.push({ from: end + limit.offset, to: end + limit.end })
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
