/**
 * Edits that a page needs before it is parsed: old HTML around Markdown, and links with a space in them. Apart from the file that
 * publishes a page, because that one loads what writes Markdown, a third of all modules that a gap report would load.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { inRanges, isEscaped, type Range } from './comments.ts'
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
