/**
 * SLAs: their mark, their words and their citation, in every form that guides have used; in a paragraph and in the raw text
 * of a comment alike.
 *
 * An SLA ends at its citation. What follows it is a paragraph of its own.
 *
 * @module
 */
import type { Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { parseTree } from './parse-tree.ts'
import { joinLines, linesOf, type Pieces, toPieces } from './to-spans.ts'

/** `**_SLA:_**` and its variants, at the start of a line, also of a quotation or a list item. */
export const LIMIT_MARK =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|<br[ \t]*\/?>[ \t]*)*(?=[^S\r\n]{0,40}(?:\*\*|__|<strong>|<b>))(?:[*_]{1,3}|<(?:strong|b|em|i)>){1,4}SLAs?[ \t]*:?[ \t]*(?:[*_]|<\/)/i

const LIMIT_MARKS = new RegExp(LIMIT_MARK.source, 'gim')
const MARK_WORDS = /^\s*SLAs?\s*:?\s*$/

/** Whether only white space stands between the start of a line, or `from`, and `at`. */
function startsLine(text: string, from: number, at: number): boolean {
  let before = at - 1
  while (before >= from && /[^\S\r\n]/.test(text[before] ?? '')) before -= 1
  return before < from || /[\r\n]/.test(text[before] ?? '')
}

export interface Citation {
  readonly document: string | null
  /** `13`, `4-5`; null where it names none. */
  readonly page: string | null
  /** `section 3`, `step 7`: what it names besides a page, or instead of one. */
  readonly section: string | null
}

export interface Limit extends Citation {
  /** The wording, without mark and citation. */
  readonly text: string
  /** The citation as written, without mark-up; null: there is none. */
  readonly citation: string | null
}

interface ProseBeside {
  readonly lines: readonly Span[][]
  readonly offset: number
}

/** A limit in a paragraph, with the offsets of the parsed text. */
interface LimitInPieces extends Limit {
  readonly spans: readonly Span[]
  readonly citationSpans: readonly Span[]
  readonly offset: number
  /** After the citation, before what follows it. */
  readonly end: number
  /** The words after its citation. */
  readonly after: ProseBeside | null
}

export interface LimitParagraph {
  /** The lines above the first mark. */
  readonly before: readonly Span[][]
  readonly limits: readonly LimitInPieces[]
}

/**
 * Takes a paragraph apart that states one SLA or more, each on a line of its own, perhaps joined by the word `and`.
 *
 * @param raw the text that the offsets of the pieces are in
 * @param end offset in `raw` after the paragraph
 * @returns null: no line of it starts with the mark of an SLA
 */
export function splitLimits(pieces: Pieces, raw: string, end: number): LimitParagraph | null {
  if (!pieces.spans.some(isLimitMark)) return null
  const words = new ParagraphText(pieces, raw)
  const marks = words.marks()
  const [first] = marks
  if (first === undefined) return null
  const limits = marks.map(({ at, from }, index) => {
    const next = marks[index + 1]
    const to = next === undefined ? words.text.length : words.withoutAnd(from, next.at)
    const cited = citationIn(words, from, to)
    const spans = joinLines(words.lines(from, cited?.from ?? to))
    const citationSpans = cited === null ? [] : joinLines(words.lines(cited.from, cited.to))
    const after = cited === null ? null : afterCitation(words, cited.to, to)
    return {
      text: spansText(spans).replace(/\s+/g, ' ').trim(),
      citation: cited === null ? null : spansText(citationSpans),
      document: cited?.document ?? null,
      page: cited?.page ?? null,
      section: cited?.section ?? null,
      spans,
      citationSpans: citationSpans.map(({ text, href }) => (href === undefined ? { text } : { text, href })),
      offset: words.offsetAt(at),
      end: after?.offset ?? (next === undefined ? end : words.offsetAt(next.at)),
      after,
    }
  })
  return { before: words.lines(0, first.at), limits }
}

/** Whether a paragraph starts with a citation, and with nothing else: that of an SLA above an empty line. */
export function startsWithCitation(pieces: Pieces, raw: string): boolean {
  const words = new ParagraphText(pieces, raw)
  return citationIn(words, 0, words.text.length)?.from === words.text.search(/\S/)
}

function afterCitation(words: ParagraphText, from: number, to: number): ProseBeside | null {
  const skipped = /^[ \t\u00a0]*[.;,:]?\s*(?:\*(?:[ \t]*\*){2,}\s*)?/.exec(words.text.slice(from, to))?.[0] ?? ''
  const start = from + skipped.length
  const lines = words.lines(start, to)
  return lines.length === 0 ? null : { lines, offset: words.offsetAt(start) }
}

export const isLimitMark = (span: Span): boolean =>
  span.marks?.includes('strong') === true && MARK_WORDS.test(span.text)

interface TextRange {
  readonly from: number
  readonly to: number
}

/** The pieces of a paragraph as one text, with ways back to the spans and to the source. */
class ParagraphText {
  readonly text: string
  readonly #pieces: Pieces
  readonly #raw: string
  readonly #starts: number[] = []

  constructor(pieces: Pieces, raw: string) {
    this.#pieces = pieces
    this.#raw = raw
    let text = ''
    for (const span of pieces.spans) {
      this.#starts.push(text.length)
      text += span.text
    }
    this.text = text
  }

  /** Where each mark starts, and the words after it. */
  marks(): { readonly at: number; readonly from: number }[] {
    return this.#pieces.spans.flatMap((span, index) => {
      const at = this.#starts[index] ?? 0
      if (!isLimitMark(span) || !startsLine(this.text, 0, at)) return []
      const from = at + span.text.length
      return [{ at, from: from + (/^\s*:?\s*/.exec(this.text.slice(from))?.[0].length ?? 0) }]
    })
  }

  /** The end of a range without the word `and` on a line of its own, which joins two SLAs. */
  withoutAnd(from: number, to: number): number {
    return from + this.text.slice(from, to).replace(/(^|[\r\n])\s*and\s*$/i, '$1').length
  }

  lines(from: number, to: number): Span[][] {
    const cut = this.#pieces.spans.map((span, index) => {
      const start = this.#starts[index] ?? 0
      return { ...span, text: span.text.slice(Math.max(0, from - start), Math.max(0, to - start)) }
    })
    return linesOf(cut.filter(({ text }) => text !== ''))
  }

  /** Offset in the source, before the mark-up that the words there start with. */
  offsetAt(index: number): number {
    const piece = this.#starts.findLastIndex((start, at) => start <= index && this.#pieces.spans[at]?.text !== '')
    const start = this.#starts[piece] ?? 0
    const value = this.#pieces.spans[piece]?.text.slice(0, index - start) ?? ''
    const at = sourceAfter(this.#raw, this.#pieces.offsets[piece] ?? 0, value)
    const opened = /(?:[*_[]|<(?:strong|b|em|i)>)+$/i.exec(this.#raw.slice(Math.max(0, at - 80), at))?.[0] ?? ''
    return at - (index === start ? opened.length : 0)
  }

  /** Where pieces of one style stand together, without the white space around them. */
  runs(has: (span: Span) => boolean): TextRange[] {
    const runs: { from: number; to: number }[] = []
    let open = false
    for (const [index, span] of this.#pieces.spans.entries()) {
      const from = this.#starts[index] ?? 0
      const last = runs.at(-1)
      if (span.text.trim() === '') continue
      const to = from + span.text.trimEnd().length
      if (!has(span)) open = false
      else if (open && last !== undefined) last.to = to
      else {
        runs.push({ from: from + span.text.search(/\S/), to })
        open = true
      }
    }
    return runs
  }
}

/** Offset in the source after `value`, which starts at `from`: the source may hold escapes, entities and quote marks besides. */
function sourceAfter(raw: string, from: number, value: string): number {
  let at = from
  let previous = ''
  for (const char of value) {
    const isSecondHalf = char === '\n' && previous === '\r'
    previous = char
    if (isSecondHalf) continue
    if (char === '\n' || char === '\r') {
      const lineEnd = /[^\r\n]*(?:\r\n|\r|\n)[ \t>]*/y
      lineEnd.lastIndex = at
      at += lineEnd.exec(raw)?.[0].length ?? 0
      continue
    }
    const entity = /&[#\w]+;/y
    entity.lastIndex = at
    const named = raw[at] === '&' ? entity.exec(raw)?.[0].length : undefined
    if (named !== undefined) at += named
    else at += raw[at] === '\\' && raw[at + 1] === char ? 2 : char.length
  }
  return at
}

interface CitationFound extends Citation, TextRange {}

interface Candidate extends TextRange {
  readonly content: string
  /** Set apart from the words before it: in emphasis as a whole, or at the start of a line. */
  readonly emphasised: boolean
  readonly ownLine: boolean
}

/** The citation that ends an SLA. */
function citationIn(words: ParagraphText, from: number, to: number): CitationFound | null {
  const read = candidatesIn(words, from, to).map((candidate) => ({ candidate, cited: readCitation(candidate.content) }))
  const ends = ({ to: end }: Candidate): boolean => endsHere(words.text.slice(end, to))
  // One in the middle of a sentence belongs to the wording.
  const found =
    read.find(({ candidate, cited }) => isCitation(candidate, cited, ends(candidate))) ??
    read.findLast(
      ({ candidate, cited }) => (cited.page !== null || (candidate.emphasised && candidate.ownLine)) && ends(candidate),
    )
  if (found === undefined) return null
  const { candidate, cited } = found
  const known = cited.page !== null || cited.section !== null || isTitle(cited.document)
  return { ...cited, document: known ? cited.document : null, from: candidate.from, to: candidate.to }
}

function isCitation(
  { emphasised, ownLine, content }: Candidate,
  { document, page, section }: Citation,
  ends: boolean,
): boolean {
  const titled = isTitle(document)
  if (page !== null) return emphasised || (ends && (ownLine || titled))
  if (!ends || !titled) return false
  if (section !== null) return true
  // Without a page, only what looks like the title of a document.
  return emphasised || (ownLine && (content.match(/\b[A-Z]/g)?.length ?? 0) > 1)
}

/** Whether it can be the title of a document: no sentence, no half of a bracket. */
function isTitle(words: string | null): boolean {
  if (words === null || !/^[A-Z0-9]/.test(words) || /[.!?](?:\s|$)/.test(words)) return false
  return words.replace(/[^([]/g, '').length === words.replace(/[^)\]]/g, '').length
}

/** Whether nothing follows, or a line or sentence of its own. */
const endsHere = (rest: string): boolean =>
  /^[ \t\u00a0]*[.;:]?[ \t\u00a0]*(?:$|[\r\n]|(?:\*[ \t]*){3})|^[ \t\u00a0]*[.;:]?[ \t\u00a0]+["'“‘(]?[A-Z0-9]/.test(
    rest,
  )

function candidatesIn(words: ParagraphText, from: number, to: number): Candidate[] {
  const { text } = words
  const emphasised = words.runs(({ marks }) => marks?.includes('emphasis') === true)
  const linked = words.runs(({ href }) => href !== undefined)
  const inRange = (run: TextRange): boolean => run.from >= from && run.to <= to
  const startsOwnLine = (at: number): boolean => at > from && startsLine(text, from, at)
  const found: Candidate[] = []
  for (let at = from; at < to; at += 1) {
    const end = '(['.includes(text[at] ?? ' ') ? closingBracket(text, at, to) : -1
    if (end === -1) continue
    const outer = { from: at, to: end + 1 }
    const whole = emphasised.some(
      (run) => (run.from === at && run.to >= end) || (run.from === at + 1 && run.to === end),
    )
    found.push({ ...outer, content: text.slice(at + 1, end), emphasised: whole, ownLine: startsOwnLine(at) })
  }
  // Without brackets only what has a page.
  const lines = [...text.slice(from, to).matchAll(/[^\r\n]+/g)].map(({ index, 0: line }) => {
    const start = from + index + line.search(/\S|$/)
    return { from: start, to: start + line.trim().length }
  })
  for (const [runs, apart] of [[[...emphasised, ...linked].filter(inRange), true] as const, [lines, false] as const])
    for (const run of runs) {
      if (run.to - run.from > LONGEST_CITATION) continue
      const content = text.slice(run.from, run.to).replace(/\.$/, '')
      const cited = readCitation(content)
      if (cited.page === null || !isTitle(cited.document) || (!apart && !startsOwnLine(run.from))) continue
      found.push({ ...run, content, emphasised: apart, ownLine: !apart })
    }
  return found.sort((a, b) => a.from - b.from)
}

const LONGEST_CITATION = 400

function closingBracket(text: string, at: number, to: number): number {
  const open: string[] = []
  for (let index = at; index < Math.min(to, at + LONGEST_CITATION); index += 1) {
    const char = text[index] ?? ''
    if ('(['.includes(char)) open.push(char === '(' ? ')' : ']')
    else if (char === open.at(-1)) open.pop()
    if (open.length === 0) return index
  }
  return -1
}

const NUMBER = String.raw`(?:\d+[a-z]?|[ivxlc]+)(?![\w])`
const PAGE_WORD = String.raw`(?:pages?|pgs?|pp?)(?![a-z])`
const PAGE_AT_END = new RegExp(
  String.raw`(?:^|[\s,;:.([–—-])${PAGE_WORD}[\s.]*(${NUMBER}(?:\s*(?:[-–—,&]|to|and)\s*(?:${PAGE_WORD}[\s.]*)?${NUMBER})*)(?:\s+of\s+\d+)?[\s.)\]]*$`,
  'i',
)
const PAGE_UNKNOWN = new RegExp(String.raw`[,;:]\s*${PAGE_WORD}\.?\s*(?:\?+|x+|n|tbc|tba|_+|…|\.{2,})?\s*$`, 'i')
const SECTION_AT_END =
  /(?:^|[\s,;:([–—-])((?:sections?|sect\.|steps?|chapters?|paragraphs?|paras?\.?|clauses?|(?<=[,;:(]\s*)(?:parts?|annex|appendix|tables?|figures?|schedules?))\s*(?:\d[\w.]*|[a-z]|[ivxlc]+)(?:\s*(?:[-–—,&]|to|and)\s*(?:\d[\w.]*|[a-z]))*|§+\s*\d[\w.]*)[\s.)\]]*$/i

/** `GP IT Futures Catalogue Solution Migration Process, step 7, p. 13`: document, section and page, however they are written. */
function readCitation(content: string): Citation {
  let rest = content.replace(/\s+/g, ' ').trim()
  let page: string | null = null
  const sections: string[] = []
  for (;;) {
    const paged: RegExpExecArray | null = page === null ? PAGE_AT_END.exec(rest) : null
    const sectioned: RegExpExecArray | null = paged === null ? SECTION_AT_END.exec(rest) : null
    const found = paged ?? sectioned
    if (found === null) break
    if (paged !== null) page = pagesOf(paged[1] ?? '')
    else sections.unshift(sectioned?.[1]?.trim() ?? '')
    rest = rest.slice(0, found.index).replace(/[\s,;:–—-]+$/, '')
  }
  const document = rest
    .replace(PAGE_UNKNOWN, '')
    .replace(/^(?:source|see|from)\b:?\s+/i, '')
    .replace(/^[\s,;:.–—-]+|[\s,;:–—([-]+$/g, '')
    .replace(/^(["'“‘])(.*)["'”’]$/, '$2')
  return {
    document: document === '' ? null : document,
    page,
    section: sections.length === 0 ? null : sections.join(', '),
  }
}

const pagesOf = (written: string): string =>
  written
    .replace(new RegExp(PAGE_WORD + String.raw`[\s.]*`, 'gi'), '')
    .replace(/\s*(?:[-–—]|\bto\b)\s*/g, (sign) => (sign.includes('to') ? '-' : sign.trim()))
    .replace(/\s*(?:,|&|\band\b)\s*/g, ', ')
    .trim()

/** A limit in raw text. Both offsets count from its start. */
export interface LimitInText extends Limit {
  readonly offset: number
  readonly end: number
}

/** The SLAs in the raw text of a comment. */
export function limitsInText(inner: string): LimitInText[] {
  const limits: LimitInText[] = []
  let after = 0
  for (const mark of inner.matchAll(LIMIT_MARKS)) {
    if (mark.index < after) continue
    const from = mark.index + mark[0].search(/(?:[*_]{1,3}|<(?:strong|b|em|i)>){1,4}SLA/i)
    const block = blockFrom(inner, from)
    after = from + block.text.length
    limits.push(...block.limits.map((limit) => ({ ...limit, offset: from + limit.offset, end: from + limit.end })))
  }
  return limits
}

interface BlockOfLimits {
  readonly text: string
  readonly limits: readonly LimitInPieces[]
}

/** The paragraph that starts at `from`, with a citation that stands below an empty line. */
function blockFrom(inner: string, from: number): BlockOfLimits {
  const end = endOfParagraph(inner, from)
  const block = limitsOfParagraph(inner.slice(from, end))
  if (block.limits.at(-1)?.citation !== null) return block
  const next = /(?:[ \t>]*(?:\r\n|\r|\n))*[ \t>]*/y
  next.lastIndex = end
  const start = end + (next.exec(inner)?.[0].length ?? 0)
  const cited = maskedParagraph(inner.slice(start, endOfParagraph(inner, start)))
  if (start === end || LIMIT_MARK.test(cited) || !startsWithCitation(piecesOf(cited), cited)) return block
  // A line break, then as many spaces as there was white space.
  const between = inner
    .slice(end, start)
    .replace(/[^\r\n]/g, ' ')
    .replace(/(?<=\n|\r(?!\n))[^]*/, (rest) => ' '.repeat(rest.length))
  return limitsOfParagraph(`${inner.slice(from, end)}${between}${cited}`)
}

function limitsOfParagraph(raw: string): BlockOfLimits {
  const text = maskedParagraph(raw)
  return { text, limits: splitLimits(piecesOf(text), text, text.length)?.limits ?? [] }
}

const NO_CONTEXT = {
  onLink: () => undefined,
  onLoss: () => undefined,
  definitions: new Map(),
  keepAnchors: false,
  keepLinks: false,
}

function piecesOf(text: string): Pieces {
  const [first] = parseTree(text).children
  return toPieces(first?.type === 'paragraph' ? first.children : [], NO_CONTEXT)
}

const spaces = (found: string): string => found.replace(/[^\r\n]/g, ' ')

/** What is no text of a paragraph becomes as many spaces, so that offsets stay true. */
const maskedParagraph = (raw: string): string =>
  raw
    .replace(/\{%[^%]*%\}|\{\{[^{}]*\}\}|<!--|<\/?(?:p|div|section|blockquote|ul|ol|li)\b[^<>]*>/gi, spaces)
    .replace(/(?<=[\r\n])[ \t>]+/g, spaces)

/** A line that is no part of the paragraph above it. */
const OTHER_BLOCK =
  /^[ \t>]*(?:$|(?:\*[ \t]*){3}|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$|=+[ \t]*$|(?:[*+-]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|\{%|`{3}|~{3})/

/** Offset of the line end that ends the paragraph which starts at `from`. */
function endOfParagraph(text: string, from: number): number {
  const line = /(\r\n|\r|\n)([^\r\n]*)/g
  line.lastIndex = from
  for (let found = line.exec(text); found !== null; found = line.exec(text))
    if (OTHER_BLOCK.test((found[2] ?? '').trimEnd())) return found.index
  return text.length
}

/** Markdown and HTML of one paragraph as plain text; approximate, for what a comment hides. */
export function plainWords(text: string): string {
  return text
    .replace(/\{%[^%]*%\}|\{\{[^{}]*\}\}/g, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\[([^[\]]*)\]\s?\([^()]*\)/g, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/(^|[\s(])[*_]([^*_]+)[*_](?=[\s).,;:]|$)/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim()
}
