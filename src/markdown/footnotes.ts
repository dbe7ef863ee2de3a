/**
 * Footnotes (`[^1]` and `[^1]: words`) and abbreviations (`*[PCN]: words`) of kramdown. A task is printed far from the end of
 * its page, so the words go where they are needed: in brackets after the mark, or after the first use of the abbreviation.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { inRanges, isEscaped, type Range } from './comments.ts'
import { type Edit, EditedText, type SourceText } from './source-text.ts'

interface Definition extends Range {
  readonly name: string
  readonly wordsFrom: number
}

/** The lines of a definition end at an empty line; after one, indented lines go on. A comment before it is not there. */
const FOOTNOTE =
  /(?<=^ {0,3}(?:<!--(?:(?!-->)[^])*-->)*)\[\^([^\]\s]+)\]:[ \t]*((?:(?!\r|\n)[^])*(?:(?:\r\n|\r|\n)(?![ \t]*(?:\r|\n|$)| {0,3}(?:\[\^[^\]\s]+\]:|\*\[|#{1,6}[ \t]|[-*+][ \t]|>|\d{1,9}[.)][ \t]|```|~~~|\|))(?:(?!\r|\n)[^])+|(?:[ \t]*(?:\r\n|\r|\n))+(?: {4}|\t)(?:(?!\r|\n)[^])+)*)/gm
const ABBREVIATION = /(?<=^ {0,3}(?:<!--(?:(?!-->)[^])*-->)*)\*\[([^\]\r\n]+)\]:[ \t]*(?=\S)([^\r\n]*)/gm
const MARK = /\[\^([^\]\s]+)\]/g
/** What is no text of its own: addresses, tags, attributes. */
const NO_TEXT = /\]\([^()\r\n]*\)|<[^<>\r\n]*>|\{[^{}\r\n]*\}|\bhttps?:\/\/\S+|^[ \t>]*\[[^\]\r\n]+\]:[^\r\n]*/gm
const HEADING = /^[ \t>]*#{1,6}[ \t]/
/** Footnotes within footnotes; bounds the work on a circle of them. */
const MAX_DEPTH = 3

/**
 * The edits that put the words where they are needed, and a finding for each that belongs nowhere. Those words stay where
 * they are.
 *
 * @param comments sorted
 * @param code sorted
 * @param others edits of the page that reach into the words too: what is struck out, attributes, Liquid
 */
export function noteEdits(
  source: SourceText,
  from: number,
  comments: readonly Range[],
  code: readonly Range[],
  others: readonly Edit[] = [],
): { edits: readonly Edit[]; findings: readonly Finding[] } {
  const { text } = source
  // Fast path: nearly every page has none.
  if (!/\[\^|^ {0,3}\*\[/m.test(text)) return { edits: [], findings: [] }
  const isText = (at: number): boolean => at >= from && !inRanges(comments, at) && !inRanges(code, at)
  const page: NotedPage = { source, comments, others, isText }
  const footnotes = footnoteEdits(page)
  const abbreviations = abbreviationEdits(page, footnotes.definitions)
  return {
    edits: [...footnotes.edits, ...abbreviations.edits],
    findings: [...footnotes.findings, ...abbreviations.findings],
  }
}

interface NotedPage {
  readonly source: SourceText
  readonly comments: readonly Range[]
  readonly others: readonly Edit[]
  isText(offset: number): boolean
}

function definitionsIn({ source, isText }: NotedPage, pattern: RegExp): Definition[] {
  return [...source.text.matchAll(pattern)]
    .map(({ index, 0: whole, 1: name = '', 2: words = '' }) => ({
      name: name.trim(),
      from: index,
      wordsFrom: index + whole.length - words.length,
      to: index + whole.length,
    }))
    .filter(({ from }) => isText(from))
}

/** In one line, without comments; a bar would end a cell of a table. */
function wordsOf({ source, comments, others }: NotedPage, { wordsFrom, to }: Definition): string {
  const hidden = comments.map((comment) => ({ from: comment.from, to: comment.to, text: '' }))
  const inside = [...hidden, ...others].filter((edit) => edit.from >= wordsFrom && edit.to <= to)
  const shown = new EditedText(source, wordsFrom, to, inside)
  return shown.text
    .replace(/\s+/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim()
}

function footnoteEdits(page: NotedPage): { definitions: Definition[]; edits: Edit[]; findings: Finding[] } {
  const { source, isText } = page
  const { text } = source
  const definitions = definitionsIn(page, FOOTNOTE)
  const first = new Map<string, Definition>()
  for (const definition of definitions)
    if (!first.has(definition.name.toLowerCase())) first.set(definition.name.toLowerCase(), definition)
  const used = new Set<Definition>()
  const withNotes = (words: string, depth: number): string =>
    words.replace(MARK, (mark, name: string) => {
      const definition = first.get(name.toLowerCase())
      if (definition === undefined || depth === MAX_DEPTH) return mark
      used.add(definition)
      return ` (${withNotes(wordsOf(page, definition), depth + 1)})`
    })
  const findings: Finding[] = []
  const edits: Edit[] = []
  for (const { index, 0: mark, 1: name = '' } of text.matchAll(MARK)) {
    const isDefinition = definitions.some(({ from, to }) => from <= index && index < to)
    if (isDefinition || !isText(index) || isEscaped(text, index)) continue
    const definition = first.get(name.toLowerCase())
    if (definition === undefined) {
      const message = `Unexpected mark \`${mark}\` of a footnote that is not on the page, expected a line \`${mark}: words\`. Add it, or remove the mark.`
      findings.push(findingOf('footnote-lost', message, { place: source.place(index) }))
      continue
    }
    used.add(definition)
    const words = `(${withNotes(wordsOf(page, definition), 1)})`
    const line = text.slice(source.lineStart(index), source.lineEnd(index))
    const to = index + mark.length
    if (HEADING.test(line)) {
      // Other pages link to a heading by its words.
      const before = /^[ \t>]*/.exec(line)?.[0] ?? ''
      const end = source.lineEnd(index)
      edits.push(
        { from: index, to, text: '' },
        { from: end, to: end, text: `\n${before}\n${before}${words}\n${before}` },
      )
    } else edits.push({ from: index, to, text: /\s/.test(text[index - 1] ?? ' ') ? words : ` ${words}` })
  }
  for (const definition of definitions) {
    const { name, from, wordsFrom, to } = definition
    if (used.has(definition)) {
      edits.push({ from, to, text: '' })
      continue
    }
    const twin = first.get(name.toLowerCase()) !== definition
    const why = twin ? `, expected \`[^${name}]:\` once` : ` that no mark leads to, expected \`[^${name}]\` after words`
    const message = `Unexpected footnote \`[^${name}]:\`${why}. No site shows it; add the mark, or remove the footnote.`
    findings.push(findingOf('footnote-lost', message, { place: source.place(from) }))
    edits.push({ from, to: wordsFrom, text: '' })
  }
  return { definitions, edits, findings }
}

function abbreviationEdits(page: NotedPage, footnotes: readonly Range[]): { edits: Edit[]; findings: Finding[] } {
  const { source, isText } = page
  const { text } = source
  const definitions = definitionsIn(page, ABBREVIATION)
  if (definitions.length === 0) return { edits: [], findings: [] }
  const noText = [...text.matchAll(NO_TEXT)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }))
  const isUse = (at: number): boolean =>
    isText(at) &&
    !inRanges(noText, at) &&
    ![...definitions, ...footnotes].some(({ from, to }) => from <= at && at < to) &&
    !HEADING.test(text.slice(source.lineStart(at), source.lineEnd(at)))
  const edits: Edit[] = []
  const findings: Finding[] = []
  for (const definition of definitions) {
    const { name, from, wordsFrom, to } = definition
    const words = wordsOf(page, definition)
    const pattern = new RegExp(`(?<![\\w&])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`, 'g')
    const use = [...text.matchAll(pattern)].find(({ index }) => isUse(index))
    if (use === undefined) {
      const message = `Unexpected abbreviation \`*[${name}]:\` that no words of the page use, expected \`${name}\` in its text. No site shows it; remove it, or move it to the page that needs it.`
      findings.push(findingOf('footnote-lost', message, { place: source.place(from) }))
      edits.push({ from, to: wordsFrom, text: `${name}: ` })
      continue
    }
    edits.push({ from, to, text: '' })
    const after = use.index + use[0].length
    if (!text.startsWith(` (${words}`, after)) edits.push({ from: after, to: after, text: ` (${words})` })
  }
  return { edits, findings }
}
