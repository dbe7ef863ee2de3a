/**
 * Reads the comments of a page: editors' markers and what they hide, near misses, and malformed comments.
 *
 * @module
 */
import { type CommentSpan, scanComments } from '../markdown/comments.ts'
import { readFrontMatter } from '../markdown/front-matter.ts'
import { LIMIT_MARK, limitsInText, plainWords } from '../markdown/limits.ts'
import { withoutExplicitId } from '../markdown/parse-tree.ts'
import { SourceText } from '../markdown/source-text.ts'
import { parseDay } from '../base/day.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { Marker, MarkerKind, NearMiss } from '../model/marker.ts'
import { findingOf } from '../model/rules.ts'
import { isAnnotation, MARKER_KEYS, nearAnnotation } from './annotation.ts'
import type { ReadGuidePage } from './page.ts'
import { type RoleNames, rolesNamed } from './roles.ts'
import { markerFindings, type MarkWords, unlistedMarkers } from './unlisted-markers.ts'

export interface LineOfComment {
  readonly kind: 'heading' | 'item' | 'sla' | 'liquid' | 'text'
  /** The words of a heading; for other kinds the line. */
  readonly text: string
}

interface MarkerMark {
  readonly at: number
  readonly end: number
}

export interface CommentContent {
  /** A marker's own words, by the offset of its bracket. */
  readonly ownText: ReadonlyMap<number, string>
  /** Lines that are not a marker's own words: guide content that the comment hides. */
  readonly hidden: readonly LineOfComment[]
  /** Every line that is not empty. */
  readonly all: readonly LineOfComment[]
}

const ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/
const RULE = /^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:-[ \t]*){3,}$/
const HEADING = /^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t#]*$/

/**
 * Separates the markers' own words from the guide content that a comment hides. A marker's own words run from its bracket
 * to the end of its sentence: over wrapped lines, but not past an empty line, and, if guide content follows, not past a line
 * that ends a sentence.
 *
 * @param marks the bracketed words of the comment, in order
 */
export function contentOf(inner: string, marks: readonly MarkerMark[]): CommentContent {
  const ownText = new Map<number, string>()
  const taken: { from: number; to: number }[] = []
  for (const [index, mark] of marks.entries()) {
    const limit = marks[index + 1]?.at ?? inner.length
    const end = endOfOwn(inner, mark.end, limit)
    ownText.set(mark.at, plainEnd(inner.slice(mark.end, end)))
    taken.push({ from: mark.at, to: end })
  }
  const rest = blankOut(inner, taken)
  return { ownText, hidden: linesOf(rest), all: linesOf(inner) }
}

function endOfOwn(inner: string, from: number, limit: number): number {
  const text = inner.slice(from, limit)
  const lines = text.split(/(?<=\n|\r(?!\n))/)
  const structured = lines.slice(1).some((line) => isContent(line))
  let length = 0
  for (const [index, line] of lines.entries()) {
    if (index > 0 && (line.trim() === '' || isContent(line))) break
    length += line.length
    if (structured && /[.!?…:]["'’)]*\s*$/.test(line)) break
  }
  const liquid = text.slice(0, length).search(/\{%/)
  return from + (liquid === -1 ? length : liquid)
}

/** Whether a line is certainly guide content and not part of a marker's words. */
const isContent = (line: string): boolean => !['text', null].includes(kindOf(line))

function kindOf(line: string): LineOfComment['kind'] | null {
  const bare = line.replace(/<!--/g, '').trimEnd()
  if (bare.trim() === '' || RULE.test(bare)) return null
  if (HEADING.test(bare)) return 'heading'
  if (LIMIT_MARK.test(bare)) return 'sla'
  if (ITEM.test(bare)) return 'item'
  return /\{[%{]/.test(bare) ? 'liquid' : 'text'
}

function linesOf(text: string): LineOfComment[] {
  const lines: LineOfComment[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const kind = kindOf(line)
    if (kind === null || /^[\s>-]*$/.test(line)) continue
    const heading = kind === 'heading' ? HEADING.exec(line.replace(/<!--/g, '')) : null
    lines.push({ kind, text: heading === null ? line.trim() : plainWords(withoutExplicitId(heading[1] ?? '')) })
  }
  return lines
}

function blankOut(text: string, ranges: readonly { from: number; to: number }[]): string {
  let out = ''
  let at = 0
  for (const range of ranges) {
    out += text.slice(at, range.from) + text.slice(range.from, range.to).replace(/[^\r\n]/g, ' ')
    at = range.to
  }
  return out + text.slice(at)
}

const plainEnd = (text: string): string => text.replace(/<!--/g, ' ').replace(/\s+/g, ' ').trim()

export interface CommentsRead {
  readonly markers: readonly Marker[]
  readonly nearMisses: readonly NearMiss[]
  readonly findings: readonly Finding[]
}

const BRACKETED = /\[([A-Za-z]+)\]/g
const isMarker = (word: string): word is MarkerKind => word === 'GAP' || word === 'UPLIFT'

interface MarkerWord {
  readonly written: string
  readonly word: string
  /** Offset in the comment's inner text, and after the bracket. */
  readonly at: number
  readonly end: number
}

export function readComments(page: ReadGuidePage, phase: string | null, marks: MarkWords): CommentsRead {
  const markers: Marker[] = []
  const nearMisses: NearMiss[] = []
  const findings: Finding[] = []
  const { source } = page.markdown
  for (const comment of page.markdown.comments) {
    findings.push(...malformed(page, comment))
    const words = wordsIn(comment.inner, marks.nearMisses)
    const place = (word: MarkerWord) => source.place(comment.innerFrom + word.at)
    nearMisses.push(
      ...words.filter(({ word }) => !isMarker(word)).map((word) => ({ written: word.written, place: place(word) })),
    )

    const content = contentOf(comment.inner, words)
    const own = words.filter(({ word }) => isMarker(word))
    const hides = own.length === 0 ? null : hidden(content.hidden, comment)
    for (const word of own) {
      const ownText = content.ownText.get(word.at) ?? ''
      const { text, due, ...said } = markerText(ownText)
      if (page.annotated) findings.push(...markerFindings(word.word as MarkerKind, ownText, said.ask, place(word)))
      findings.push(...unreadableValues({ due, ...said }, place(word)))
      markers.push({
        kind: word.word as MarkerKind,
        text,
        place: place(word),
        headings: page.headingsAbove(comment.from).map((heading) => heading.text),
        hides,
        phase,
        ...said,
        due: parseDay(due ?? ''),
      })
    }
    if (own.length === 0 && !(page.annotated && isAnnotation(comment.inner)))
      findings.push(...unmarked(page, comment, content.all))
  }
  findings.push(...strayEnds(page), ...unlistedMarkers(page, marks))
  return { markers, nearMisses, findings }
}

function wordsIn(inner: string, nearMissWords: readonly string[]): MarkerWord[] {
  const words: MarkerWord[] = []
  for (const found of inner.matchAll(BRACKETED)) {
    const word = found[1] ?? ''
    const end = found.index + found[0].length
    const miss = nearMissWords.includes(word.toLowerCase()) && inner[end] !== '('
    if (isMarker(word) || miss) words.push({ written: found[0], word, at: found.index, end })
  }
  return words
}

type MarkerValues = Readonly<Record<(typeof MARKER_KEYS)[number], string | null>>

const KEY = `(?:${MARKER_KEYS.join('|')})\\s*:`
/** A key comes after a semicolon or after the end of a sentence, which stays with the words. */
const NEXT_KEY = new RegExp(`;\\s*(?=${KEY})|(?<=[.?!])\\s+(?=${KEY})`, 'i')

/** Splits `[GAP] text; ask: role; question: …`; the keys may be in any order. */
function markerText(own: string): { readonly text: string } & MarkerValues {
  const [text = '', ...rest] = own.split(NEXT_KEY)
  const value = (key: (typeof MARKER_KEYS)[number]) =>
    rest
      .find((part) => part.toLowerCase().startsWith(key))
      ?.replace(/^[a-z]+\s*:\s*/i, '')
      .replace(/;\s*$/, '')
      .trim() || null
  // A day and an address may end the sentence.
  const bare = (words: string | null): string | null => words?.replace(/[.,]$/, '') ?? null
  return {
    text: text.trim(),
    ask: value('ask'),
    question: value('question'),
    owner: value('owner'),
    due: bare(value('due')),
    issue: bare(value('issue')),
  }
}

const ISSUE = /^(?:https?:\/\/\S+|(?:[\w.-]+\/[\w.-]+)?#\d+)$/

/** Findings for a day that does not exist, and for an issue that nobody can look up. */
function unreadableValues({ due, issue }: Pick<MarkerValues, 'due' | 'issue'>, place: Place): Finding[] {
  const day = `Unexpected \`due: ${due ?? ''}\` in a marker, expected a day that exists, such as \`2027-03-01\`.`
  const link = `Unexpected \`issue: ${issue ?? ''}\` in a marker, expected an address that begins with \`https://\`, or a number such as \`#12\`.`
  return [
    ...(due !== null && parseDay(due) === null ? [findingOf('marker-unreadable', day, { place })] : []),
    ...(issue !== null && !ISSUE.test(issue) ? [findingOf('marker-unreadable', link, { place })] : []),
  ]
}

function hidden(lines: readonly LineOfComment[], comment: CommentSpan): Marker['hides'] {
  if (lines.length === 0) return null
  return {
    lines: lines.length,
    headings: lines.flatMap((line) => (line.kind === 'heading' ? [line.text] : [])),
    items: lines.filter((line) => line.kind === 'item').length,
    slas: limitsInText(comment.inner).length,
  }
}

/** Findings for a comment with guide content but no marker: nobody would look for it there. */
function unmarked(page: ReadGuidePage, comment: CommentSpan, lines: readonly LineOfComment[]): Finding[] {
  const place = page.markdown.source.place(comment.from)
  const onTask = page.markdown.outline.items.some(
    ({ tickBox, offset, end }) => tickBox && offset <= comment.from && comment.from <= end,
  )
  const near = page.annotated ? nearAnnotation(comment.inner, place, onTask) : null
  if (near !== null) return [near]
  const held = [
    lines.some((line) => line.kind === 'heading') ? 'a heading' : null,
    lines.some((line) => line.kind === 'item') ? 'a list' : null,
    limitsInText(comment.inner).length > 0 ? 'an SLA' : null,
    lines.some((line) => line.kind === 'liquid') ? 'Liquid' : null,
  ].filter((each) => each !== null)
  if (held.length === 0) return []
  return [
    findingOf(
      'content-in-comment',
      `Unexpected guide content in a comment without a marker: ${held.join(', ')}. Readers miss it and no list of gaps names it. Delete it, or say why with [GAP].`,
      { place },
    ),
  ]
}

const END_OF: Readonly<Record<CommentSpan['form'], string>> = {
  html: '`-->`',
  liquid: '`{% endcomment %}`',
  kramdown: '`{:/comment}`',
  definition: 'its closing bracket or quotation mark at the end of a line',
}

const openerOf = ({ from, innerFrom }: CommentSpan, text: string): string => text.slice(from, innerFrom).trim()

function malformed(page: ReadGuidePage, comment: CommentSpan): Finding[] {
  const { source } = page.markdown
  const findings: Finding[] = []
  if (!comment.closed) {
    findings.push(
      findingOf(
        'unclosed-comment',
        `Unexpected end of the ${comment.form === 'definition' ? 'paragraph' : 'page'} inside a comment, expected ${openerOf(comment, source.text).endsWith('#') ? '`%}`' : END_OF[comment.form]}. Everything after \`${openerOf(comment, source.text)}\` is hidden from readers.`,
        { place: source.place(comment.from) },
      ),
    )
  }
  if (comment.isShown === true) {
    const message = `Unexpected \`${openerOf(comment, source.text)}\` on the line after words, expected an empty line before it. Sites show it as part of the paragraph; our documents leave it out.`
    findings.push(findingOf('shown-comment', message, { place: source.place(comment.from) }))
  }
  // In the other forms a comment of HTML is only text.
  if (comment.form !== 'html') return findings
  for (let at = comment.inner.indexOf('<!--'); at !== -1; at = comment.inner.indexOf('<!--', at + 4)) {
    const before = comment.inner.slice(Math.max(0, at - 80), at)
    const place = source.place(comment.innerFrom + at)
    // `<!-- … >` or `<!-- … --` at the end of a line was meant to be the end.
    const almost = /(?:--?|[^-]>|->)[ \t]*(?:\r\n|\r|\n)\s*$/.test(before) && /\S/.test(before)
    findings.push(
      almost
        ? findingOf(
            'misterminated-comment',
            'Unexpected `<!--` inside a comment: the one before it does not end with `-->`, so both are one. Correct its end.',
            { place },
          )
        : findingOf(
            'nested-comment',
            'Unexpected `<!--` inside a comment, expected `-->` first. Comments do not nest: the first `-->` ends them all.',
            { place },
          ),
    )
  }
  return findings
}

/** Findings for markers whose `ask:` names no role: gap reports group markers by whom to ask. */
export function unknownAsked(markers: readonly Marker[], roles: RoleNames): Finding[] {
  return markers.flatMap(({ ask, place }) => (ask === null ? [] : rolesNamed([ask], roles, place).findings))
}

/** Findings for ends with no comment open: the comment ended earlier than its author thought, so the rest is visible. */
function strayEnds(page: ReadGuidePage): Finding[] {
  return page.markdown.strayEnds.map(({ offset, written }) =>
    findingOf(
      'stray-comment-end',
      `Unexpected \`${written}\` with no comment open: the comment before it ended earlier. Readers see what follows.`,
      { place: page.markdown.source.place(offset) },
    ),
  )
}

/** Counts `[GAP]` and `[UPLIFT]` inside comments without parsing the page: fast enough for every version in its history. */
export function countMarkers(text: string): { gaps: number; uplifts: number } {
  if (!/\[(?:GAP|UPLIFT)\]/.test(text)) return { gaps: 0, uplifts: 0 }
  const { end } = readFrontMatter(new SourceText('', text)).matter
  const inner = scanComments(text, end).comments.map((comment) => comment.inner)
  const count = (pattern: RegExp): number => inner.reduce((sum, each) => sum + (each.match(pattern)?.length ?? 0), 0)
  return { gaps: count(/\[GAP\]/g), uplifts: count(/\[UPLIFT\]/g) }
}

/** A marker as it is looked for in older versions of a page. */
export interface MarkerTrace {
  readonly kind: 'gap' | 'uplift'
  readonly text: string
  readonly headings: readonly string[]
  /** From 1, as in the file. */
  readonly line: number
}

/** The markers of a page without parsing it: their words, and the headings above them as they are written. */
export function traceMarkers(text: string): MarkerTrace[] {
  if (!/\[(?:GAP|UPLIFT)\]/.test(text)) return []
  const source = new SourceText('', text)
  const { comments } = scanComments(text, readFrontMatter(source).matter.end)
  const titles = [...text.matchAll(/^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$/gm)].filter(
    ({ index }) => !comments.some(({ from, to }) => from <= index && index < to),
  )
  return comments.flatMap(({ inner, innerFrom, from }) => {
    const words = wordsIn(inner, [])
    const { ownText } = contentOf(inner, words)
    const headings = titles.reduce<{ level: number; words: string }[]>(
      (above, { index, 1: marks = '', 2: title = '' }) => {
        if (index > from) return above
        return [...above.filter(({ level }) => level < marks.length), { level: marks.length, words: title }]
      },
      [],
    )
    return words.map(({ word, at }) => ({
      kind: word === 'GAP' ? ('gap' as const) : ('uplift' as const),
      text: markerText(ownText.get(at) ?? '').text,
      headings: headings.map((heading) => plainWords(withoutExplicitId(heading.words))),
      line: source.place(innerFrom + at).line,
    }))
  })
}
