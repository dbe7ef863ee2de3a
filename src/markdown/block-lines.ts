/**
 * Reads the start of each line of a page as CommonMark does: which containers (quotes, list items) it is in, whether it is
 * code, and whether its words continue the paragraph before it.
 *
 * The parser says so too, but only of a whole page: comments are taken out before it is run, and must be looked for outside
 * code. What HTML blocks other than comments change is left out, because their tags are removed before the parser is run.
 *
 * @module
 */

/**
 * A block quote, or an item of a list with the columns that its content is indented by. An item without words on its first
 * line ends at an empty line.
 */
type OpenContainer =
  | { readonly quote: true }
  | { readonly quote: false; readonly width: number; state: 'open' | 'without-words' | 'ended' }

interface Fence {
  readonly mark: string
  readonly length: number
}

/** The block of words or code that the next line may continue. */
type OpenBlock = 'none' | 'paragraph' | 'indented' | 'table' | Fence

export interface LineRead {
  /** Offset of the first character after the marks of containers. */
  readonly content: number
  /** Offsets of the line end, and after it. */
  readonly end: number
  readonly next: number
  /** `fence-end` is the line that closes the block. */
  readonly code: 'fence-start' | 'fence' | 'fence-end' | 'indented' | null
  /** Whether its words continue those of the line before: emphasis, links and code spans may go on. */
  readonly continues: boolean
  /** A row of a table: no code span goes past `|`. */
  readonly row: boolean
}

const FENCE = /(?:(`{3,})[^`\r\n]*|(~{3,})[^\r\n]*)(?=\r|\n|$)/y
const HEADING = /#{1,6}(?=[ \t\r\n]|$)/y
const UNDERLINE = /(?:=+|-+)[ \t]*(?=\r|\n|$)/y
const RULE = /(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})(?=\r|\n|$)/y
const ITEM = /(?:[-*+]|(\d{1,9})[.)])(?=[ \t\r\n]|$)/y
const DELIMITERS = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
/** A line that starts with something else, outside containers, is words. */
const MAY_START_BLOCK = /[\s>#`~*+_=|<\d-]/
const LINE_END = /\r\n|\r|\n/g

/** A possible delimiter row of a table. */
const TABLE_RULE = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*\|[ \t|:-]*$/m

export const mayHaveTables = (text: string): boolean => TABLE_RULE.test(text)

export class BlockLines {
  readonly #text: string
  readonly #tables: boolean
  #containers: OpenContainer[] = []
  #leaf: OpenBlock = 'none'
  /** Where in the line, in characters and in columns, and how many columns of a tab before it are still to be used. */
  #at = 0
  #column = 0
  #spare = 0
  /** Offset of the next character that is no space. */
  #word = 0

  /** @param tables whether the page may have some */
  constructor(text: string, tables: boolean) {
    this.#text = text
    this.#tables = tables
  }

  /** A reader that goes on from here on its own. */
  copy(tables = this.#tables): BlockLines {
    const copy = new BlockLines(this.#text, tables)
    copy.#containers = this.#containers.map((container) => ({ ...container }))
    copy.#leaf = this.#leaf
    return copy
  }

  /** Reads the line that starts at `from`. Lines are read in order; those inside a comment are left out. */
  read(from: number): LineRead {
    const text = this.#text
    LINE_END.lastIndex = from
    const eol = LINE_END.exec(text)
    const end = eol?.index ?? text.length
    const next = eol === null ? text.length : LINE_END.lastIndex
    this.#at = from
    this.#column = 0
    this.#spare = 0
    const line = (code: LineRead['code'], continues = false, row = false): LineRead => ({
      content: Math.min(this.#word, end),
      end,
      next,
      code,
      continues,
      row,
    })

    if (this.#containers.length === 0 && typeof this.#leaf === 'string' && !this.#tables) {
      const first = text[from]
      if (first !== undefined && !MAY_START_BLOCK.test(first)) {
        this.#word = from
        const continues = this.#leaf === 'paragraph'
        this.#leaf = 'paragraph'
        return line(null, continues)
      }
    }

    const matched = this.#matchContainers(end)
    const all = matched === this.#containers.length
    if (typeof this.#leaf !== 'string') {
      const fence = this.#leaf
      if (all) {
        const closes = this.#indent(end) < 4 && this.#closes(fence, end)
        if (closes) this.#leaf = 'none'
        return line(closes ? 'fence-end' : 'fence')
      }
      this.#leaf = 'none'
    }
    return this.#open(matched, end, next, line)
  }

  #matchContainers(end: number): number {
    let matched = 0
    for (const container of this.#containers) {
      const indent = this.#indent(end)
      if (container.quote) {
        if (indent > 3 || this.#word >= end || this.#text[this.#word] !== '>') break
        this.#passQuote()
      } else if (this.#word >= end) {
        if (container.state === 'without-words') container.state = 'ended'
      } else if (indent >= container.width && container.state !== 'ended') {
        this.#pass(container.width)
        container.state = 'open'
      } else break
      matched += 1
    }
    return matched
  }

  /** The blocks that start on the line, after those containers that it continues. */
  #open(
    matched: number,
    end: number,
    next: number,
    line: (code: LineRead['code'], continues?: boolean, row?: boolean) => LineRead,
  ): LineRead {
    const text = this.#text
    /** Whether the paragraph or table before may go on; a paragraph also where its containers do not. */
    let open = this.#leaf
    let all = matched === this.#containers.length
    const interrupts = all && (open === 'paragraph' || open === 'indented')
    const close = (): void => {
      if (!all) this.#containers.length = matched
      all = true
      open = 'none'
      this.#leaf = 'none'
    }
    for (;;) {
      const indent = this.#indent(end)
      const word = this.#word
      if (word >= end) {
        const goesOn = all && open === 'indented'
        close()
        if (goesOn) this.#leaf = 'indented'
        return line(null)
      }
      if (indent > 3) {
        if (open === 'paragraph') return line(null, true)
        // As the parser has it: it goes on only where no container ended before it.
        const goesOn = all
        close()
        // A line of Liquid is no code: it is run before Markdown is read.
        if (text.startsWith('{%', word)) return line(null)
        if (goesOn) this.#leaf = 'indented'
        return line('indented')
      }
      const first = text[word] ?? ''
      if (first === '>') {
        close()
        this.#containers.push({ quote: true })
        matched += 1
        this.#passQuote()
        continue
      }
      if (first === '#' && matches(HEADING, text, word)) {
        close()
        return line(null)
      }
      if (first === '`' || first === '~') {
        FENCE.lastIndex = word
        const found = FENCE.exec(text)
        if (found !== null) {
          close()
          const marks = found[1] ?? found[2] ?? ''
          this.#leaf = { mark: first, length: marks.length }
          return line('fence-start')
        }
      }
      if (first === '<' && text.startsWith('<!--', word)) {
        close()
        return line(null)
      }
      if (all && open === 'paragraph' && matches(UNDERLINE, text, word)) {
        close()
        return line(null)
      }
      if (matches(RULE, text, word)) {
        close()
        return line(null)
      }
      const item = this.#itemAt(word, end, interrupts)
      if (item === null) break
      close()
      this.#containers.push({ quote: false, width: indent + item.width, state: item.empty ? 'without-words' : 'open' })
      matched += 1
      this.#at = word
      this.#column += indent
      this.#spare = 0
      this.#pass(item.width)
    }
    if (open === 'paragraph' && !(all && this.#tables && this.#startsTable(end, next))) {
      // Of a paragraph whose containers are not there too, the line is a lazy continuation.
      return line(null, true)
    }
    if (open === 'table' && all) return line(null, false, true)
    close()
    this.#leaf = 'paragraph'
    if (this.#tables && this.#startsTable(end, next)) {
      this.#leaf = 'table'
      return line(null, false, true)
    }
    return line(null)
  }

  #startsTable(end: number, next: number): boolean {
    const header = this.#text.slice(this.#word, end)
    if (!header.includes('|')) return false
    const reader = this.copy(false)
    reader.#leaf = 'none'
    const before = [...reader.#containers]
    const below = reader.read(next)
    const delimiters = this.#text.slice(below.content, below.end)
    const inside = reader.#containers
    const together = inside.length === before.length && inside.every((container, at) => container === before[at])
    return together && below.code === null && DELIMITERS.test(delimiters) && cellsIn(header) === cellsIn(delimiters)
  }

  /** @param interrupts whether a block that may go on would end here: then only a list that starts at 1, with words, may start */
  #itemAt(word: number, end: number, interrupts: boolean): { width: number; empty: boolean } | null {
    ITEM.lastIndex = word
    const found = ITEM.exec(this.#text)
    if (found === null) return null
    const marker = found[0].length
    let at = word + marker
    let column = this.#column + this.#indent(end) + marker
    const start = column
    for (; at < end && /[ \t]/.test(this.#text[at] ?? ''); at += 1)
      column += this.#text[at] === '\t' ? 4 - (column % 4) : 1
    const empty = at >= end
    if (interrupts && (empty || (found[1] !== undefined && found[1] !== '1'))) return null
    const spaces = column - start
    return { width: marker + (empty || spaces > 4 ? 1 : spaces), empty }
  }

  #closes(fence: Fence, end: number): boolean {
    let at = this.#word
    while (this.#text[at] === fence.mark) at += 1
    return at - this.#word >= fence.length && /^[ \t]*$/.test(this.#text.slice(at, end))
  }

  #passQuote(): void {
    this.#column += this.#indent(this.#text.length) + 1
    this.#at = this.#word + 1
    this.#spare = 0
    if (/[ \t]/.test(this.#text[this.#at] ?? '')) this.#pass(1)
  }

  /** Columns of white space from here; sets where the next word is. */
  #indent(end: number): number {
    let at = this.#at
    let column = this.#column + this.#spare
    for (; at < end; at += 1) {
      const character = this.#text[at]
      if (character === ' ') column += 1
      else if (character === '\t') column += 4 - (column % 4)
      else break
    }
    this.#word = at
    return column - this.#column
  }

  /** Goes on by so many columns; of a tab, part of it. */
  #pass(columns: number): void {
    let left = columns
    const spare = Math.min(left, this.#spare)
    this.#spare -= spare
    this.#column += spare
    left -= spare
    while (left > 0) {
      const character = this.#text[this.#at]
      if (character === undefined || character === '\r' || character === '\n') return
      const width = character === '\t' ? 4 - (this.#column % 4) : 1
      this.#at += 1
      const used = Math.min(width, left)
      this.#column += used
      this.#spare = width - used
      left -= used
    }
  }
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** Offset of a row of delimiters that makes no table of the line above it, in a paragraph; null: there is none. */
export function brokenTable(paragraph: string): number | null {
  if (!mayHaveTables(paragraph)) return null
  const lines = [...paragraph.matchAll(/[^\r\n]+/g)]
  const row = lines.find(({ 0: line }, at) => at > 0 && DELIMITERS.test(line.replace(/^[ \t>]+/, '')))
  return row?.index ?? null
}

const cellsIn = (row: string): number =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .replace(/\\\|/g, '')
    .split('|').length
