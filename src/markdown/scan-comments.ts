/**
 * Finds the comments of a page, and the code in which `<!--` is only an example.
 *
 * A comment runs from `<!--` to the first `-->` after it, whatever stands between: that is how HTML has it, and so does
 * every site that publishes the guide. An unclosed one runs to the end of the file.
 *
 * @module
 */

/** Offsets, `to` exclusive. */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface CommentSpan extends Range {
  /** What stands between the delimiters. */
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
/** A paragraph ends here, and with it the search for the end of a code span. */
const PARAGRAPH_END = /(?:\r\n|\r(?!\n)|\n)(?=[ \t>]*(?:\r|\n|$)| {0,3}<!--)/g

export interface CommentsFound {
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

/** Offset after the fence that closes the one made of `opener`; the end of the text where there is none. */
function fenceEnd(text: string, from: number, opener: string): number {
  const mark = opener.startsWith('~') ? '~' : '`'
  const close = new RegExp(`^[ \\t>]*${mark}{${opener.length},}[ \\t]*(?:\\r\\n|\\r|\\n|$)`, 'gm')
  close.lastIndex = from
  const found = close.exec(text)
  return found === null ? text.length : found.index + found[0].length
}

/** Where code spans end. What was sought in vain in a paragraph is not sought again: a page of backticks stays quick. */
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

/** True where `offset` lies in one of the ranges, which are in order and do not overlap. */
export const inRanges = (ranges: readonly Range[], offset: number): boolean => rangeAt(ranges, offset) !== null

/** The range that holds `offset`, or null. */
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

/** True where an odd number of backslashes stands before `offset`: the character is text (CommonMark 2.4). */
export function isEscaped(text: string, offset: number): boolean {
  let from = offset
  while (text[from - 1] === '\\') from -= 1
  return (offset - from) % 2 === 1
}
