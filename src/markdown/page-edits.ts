/**
 * Edits that a page needs before it is parsed: old HTML around Markdown, links with a space in them, words that are struck out,
 * attributes of kramdown. Apart from the file that publishes a page, because that one loads what writes Markdown, a third of
 * all modules that a gap report would load.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { inRanges, isEscaped, rangeAt, type Range } from './comments.ts'
import type { Edit, SourceText } from './source-text.ts'

/** `[^<>]` and not `[^>]`: a text of many `<p` must not be searched to its end for each of them. */
const BLOCK_TAG =
  /<(\/?)(p|div|section|article|center|header|footer|figure|blockquote|ul|ol|li|table|thead|tbody|tr|td|th|details|summary|h[1-6]|hr)(?=[\s>/])[^<>]*>|<(\/?)pre(?=[\s>])[^<>]*>(?:<code[^<>]*>)?|<\/code><\/pre>/gi

/**
 * Edits that remove the tags of block-level HTML around Markdown (`<p>`, `<pre><code>`) and keep the words: a Markdown parser
 * does not parse inside such a block. Tags inside a sentence (`<em>`, `<a>`, `<br>`) are left for `to-spans.ts`.
 */
export function htmlEdits(text: string, from: number, skip: readonly Range[]): Edit[] {
  const edits: Edit[] = []
  if (!text.includes('<')) return edits
  BLOCK_TAG.lastIndex = from
  for (let tag = BLOCK_TAG.exec(text); tag !== null; tag = BLOCK_TAG.exec(text)) {
    if (inRanges(skip, tag.index) || isEscaped(text, tag.index)) continue
    const closing = tag[1] === '/' || tag[0].startsWith('</')
    edits.push({
      from: tag.index,
      to: tag.index + tag[0].length,
      text: replacementOf(tag[2]?.toLowerCase() ?? 'pre', closing),
    })
  }
  return edits
}

function replacementOf(name: string, closing: boolean): string {
  if (name === 'li') return closing ? '' : '\n* '
  if (name === 'td' || name === 'th') return ' '
  if (/^h[1-6]$/.test(name)) return closing ? '\n' : `\n\n${'#'.repeat(Number(name[1]))} `
  // Keeps the block's words apart from those that follow.
  return closing ? '\n' : ''
}

/** `[text] (address)`; an address contains a character that ordinary words in brackets do not. */
const MALFORMED = /\[[^[\]\r\n]+\]( +)\((?=[^()\s]*[/#.-])[^()\s]+\)/g

/**
 * Links with a space between the brackets: the edits that make them links, and a finding for each.
 *
 * @param skip comments and code, sorted
 */
export function malformedLinks(source: SourceText, skip: readonly Range[]): { edits: Edit[]; findings: Finding[] } {
  const edits: Edit[] = []
  const findings: Finding[] = []
  findings.push(...undefinedNames(source, skip))
  // Fast path: nearly every page has none.
  if (!/\] +\(/.test(source.text)) return { edits, findings }
  for (const found of source.text.matchAll(MALFORMED)) {
    if (inRanges(skip, found.index)) continue
    const from = found.index + found[0].indexOf(']') + 1
    edits.push({ from, to: from + (found[1] ?? '').length, text: '' })
    findings.push(
      findingOf(
        'malformed-link',
        `Unexpected space in \`${found[0]}\`, expected \`](\`. Readers of the published guide see the brackets; remove the space.`,
        { place: source.place(found.index) },
      ),
    )
  }
  return { edits, findings }
}

const NAMED_LINK = /(?<!\\)\[([^[\]\r\n]+)\]\[([^[\]\r\n]*)\]/g

/** `[words][name]` with a name that the page does not define. */
function undefinedNames(source: SourceText, skip: readonly Range[]): Finding[] {
  const { text } = source
  if (!text.includes('][')) return []
  const nameOf = (words: string): string => words.trim().replace(/\s+/g, ' ').toLowerCase()
  const known = new Set([...text.matchAll(/^[ \t>]*\[([^[\]\r\n]+)\]:/gm)].map(([, name = '']) => nameOf(name)))
  return [...text.matchAll(NAMED_LINK)].flatMap(({ index, 0: link, 1: words = '', 2: named = '' }) => {
    const name = named.trim() === '' ? words : named
    // A box, a footnote and a marker are no links.
    if (inRanges(skip, index) || known.has(nameOf(name)) || /^(?:\s*|[xX]|\^.*)$/.test(words)) return []
    const message = `Unexpected link \`${link}\`, expected a line \`[${name}]: address\` on the page. Readers see the brackets; add the line, or write \`[words](address)\`.`
    return [findingOf('malformed-link', message, { place: source.place(index) })]
  })
}

/** Two tildes on each side, as on GitHub and in kramdown; not over the end of a paragraph, an item or a cell. */
const STRUCK =
  /(?<![~\\])~~(?![\s~])(?:[^~|\r\n]|~(?!~)|(?:\r\n|\r|\n)(?![ \t>]*(?:[\r\n]|[-*+][ \t]|\d+[.)][ \t]|#|$)))+?(?<![\s\\])~~(?!~)/g
const STRUCK_TAG = /<(\/?)(del|s|strike)(?=[\s>])[^<>]*>/gi
/** What may stand on a line before words: quote marks, list markers, a tick box. */
const LINE_START = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?:\[[ xX]\][ \t]+)?$/

/**
 * Words that are struck out no longer hold: they are in no document, and a finding for each says so.
 *
 * @param skip comments and code, sorted
 */
export function struckOut(
  source: SourceText,
  from: number,
  skip: readonly Range[],
): { edits: Edit[]; findings: Finding[] } {
  const { text } = source
  const ranges = [...struckTags(text, from, skip)]
  if (text.includes('~~'))
    for (const { index, 0: words } of text.matchAll(STRUCK))
      if (index >= from && !inRanges(skip, index) && !isEscaped(text, index))
        ranges.push({ from: index, to: index + words.length })
  const outer = ranges.filter(
    (each) => !ranges.some((other) => other !== each && other.from <= each.from && other.to >= each.to),
  )
  const findings = outer.map((range) => {
    const words = text
      .slice(range.from, range.to)
      .replace(/<[^<>]*>|~~|\s+/g, ' ')
      .trim()
    const shown = words.length > 60 ? `${words.slice(0, 60)}…` : words
    return findingOf(
      'struck-out',
      `Unexpected words that are struck out: “${shown}”. They are left out of documents; delete them.`,
      {
        place: source.place(range.from),
      },
    )
  })
  const edits = outer.map(({ from: start, to }) => {
    const before = withoutRanges(source, source.lineStart(start), start, skip)
    // What follows at the start of a line stays words: it becomes no code, list or heading.
    return { from: start, to, text: LINE_START.test(before) ? '&#32;' : '' }
  })
  return { edits, findings }
}

/** From each opening tag to its end, over whatever stands between. */
function struckTags(text: string, from: number, skip: readonly Range[]): Range[] {
  if (!/<(?:del|s|strike)[\s>]/i.test(text)) return []
  const ranges: Range[] = []
  const open: { name: string; from: number }[] = []
  for (const { index, 0: tag, 1: slash, 2: name = '' } of text.matchAll(STRUCK_TAG)) {
    if (index < from || inRanges(skip, index) || isEscaped(text, index)) continue
    if (slash === '') open.push({ name: name.toLowerCase(), from: index })
    else {
      const at = open.findLastIndex((each) => each.name === name.toLowerCase())
      const [opened] = at === -1 ? [] : open.splice(at)
      if (opened !== undefined) ranges.push({ from: opened.from, to: index + tag.length })
    }
  }
  return ranges
}

/** An attribute list, its definition (`{:name: …}`), or an extension that has no words of its own. */
const ATTRIBUTES = /\{:(?:(\/\w*|:(?:options|nomarkdown)\b)[^{}\r\n]*|([^{}\r\n:/][^{}\r\n]*))\}/g
const ATTRIBUTE =
  /^[ \t]*(?:[\w-]+:(?=[ \t]))?(?:[ \t]*(?:[.#][\w:.#-]+|[\w-]+=(?:"[^"]*"|'[^']*')|([\w-]+)(?![\w=-])))+[ \t]*$/
const LIST_LINE = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/
const HEADING_LINE = /^[ \t>]*#{1,6}[ \t]/

/**
 * Attributes of kramdown (`{: .lead}`, `{: #id}`, `{:toc}`) and its extensions, which no reader sees. The id of a heading is
 * written at its end, as `{#id}`; the list that a `{:toc}` replaces goes too.
 *
 * @param skip comments and code, sorted
 * @returns the ids of all that is no heading besides
 */
export function kramdownEdits(
  source: SourceText,
  from: number,
  skip: readonly Range[],
): { edits: Edit[]; anchors: string[] } {
  const edits: Edit[] = []
  const anchors: string[] = []
  const { text } = source
  if (!text.includes('{:')) return { edits, anchors }
  for (const { index, 0: written, 1: extension, 2: list = '' } of text.matchAll(ATTRIBUTES)) {
    if (index < from || inRanges(skip, index) || isEscaped(text, index)) continue
    const to = index + written.length
    const [start, end] = shownLine(source, index, to, skip)
    const isAlone =
      /^[ \t>]*$/.test(withoutRanges(source, start, index, skip)) &&
      /^[ \t>]*$/.test(withoutRanges(source, to, end, skip))
    if (extension !== undefined) {
      edits.push({ from: index, to, text: '' })
      continue
    }
    const attribute = ATTRIBUTE.exec(list)
    // A bare word is a reference, and after words it is text.
    if (
      attribute === null ||
      (attribute[1] !== undefined && !isAlone && !/\S$/.test(withoutRanges(source, start, index, skip)))
    )
      continue
    const id = /(?:^|[ \t])[\w.-]*#([\w:-]+)/.exec(list)?.[1]
    const heading = isAlone
      ? headingOf(source, index, to, from)
      : HEADING_LINE.test(text.slice(start, end))
        ? null
        : undefined
    if (heading === null) {
      const words = text.slice(start, index).replace(/[ \t]+#+[ \t]*$|[ \t]+$/, '')
      edits.push({ from: start + words.length, to, text: id === undefined ? '' : ` {#${id}}` })
    } else edits.push({ from: index, to, text: '' })
    if (id !== undefined && heading !== undefined && heading !== null)
      edits.push({ from: heading, to: heading, text: ` {#${id}}` })
    else if (id !== undefined && heading === undefined) anchors.push(id)
    if (isAlone && /(?:^|[ \t])toc(?:[ \t]|$)/.test(list)) edits.push(...listAbove(source, start, from))
  }
  return { edits, anchors }
}

/** Start and end of a line as it is shown: a comment of several lines on it ends none. */
function shownLine(source: SourceText, from: number, to: number, skip: readonly Range[]): [start: number, end: number] {
  const over = (at: number): Range | null => {
    const range = rangeAt(skip, at)
    return range === null || range.from === at || source.text[range.from] === '`' ? null : range
  }
  let start = source.lineStart(from)
  for (let range = over(start); range !== null; range = over(start)) start = source.lineStart(range.from)
  let end = source.lineEnd(to)
  for (let range = over(end); range !== null; range = over(end)) end = source.lineEnd(range.to)
  return [start, end]
}

/** A part of a line without its comments and code. */
function withoutRanges({ text }: SourceText, from: number, to: number, ranges: readonly Range[]): string {
  let words = ''
  for (let at = from; at < to;) {
    const range = rangeAt(ranges, at)
    if (range === null) words += text[at] ?? ''
    // Code is words.
    else if (text[range.from] === '`') words += '`'
    at = range?.to ?? at + 1
  }
  return words
}

/** Where the id of the heading beside an attribute list goes: on the line above, or below an empty line. */
function headingOf(source: SourceText, index: number, to: number, from: number): number | undefined {
  const start = source.lineStart(index)
  const endOf = (line: number): number | undefined => {
    const words = source.text.slice(line, source.lineEnd(line))
    if (!HEADING_LINE.test(words) || /\{:?\s*#/.test(words)) return undefined
    return line + words.replace(/(?:[ \t]+#+)?[ \t]*$/, '').length
  }
  if (start > from) {
    const above = source.lineStart(start - 1)
    const words = source.text.slice(above, source.lineEnd(above))
    if (HEADING_LINE.test(words)) return endOf(above)
    const title = /^[ \t>]*(?:=+|-+)[ \t]*$/.test(words) && above > from ? source.lineStart(above - 1) : null
    if (title !== null && /\S/.test(source.text.slice(title, above))) return source.lineEnd(title)
    if (/[^\s>]/.test(words)) return undefined
  }
  return endOf(source.nextLine(to))
}

/** The list that a table of contents replaces. */
function listAbove(source: SourceText, start: number, from: number): Edit[] {
  let first = start
  for (let line = start; line > from;) {
    line = source.lineStart(line - 1)
    const words = source.text.slice(line, source.lineEnd(line))
    if (!/[^\s>]/.test(words)) break
    if (LIST_LINE.test(words)) first = line
  }
  return first === start ? [] : [{ from: first, to: start, text: '' }]
}
