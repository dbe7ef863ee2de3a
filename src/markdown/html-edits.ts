/**
 * Old HTML around Markdown: `<p>` around a paragraph, `<pre><code>` around a list. The tags go, the words stay.
 *
 * Inside a block of HTML a Markdown parser reads nothing, so these tags are taken out before it runs. Tags inside a
 * sentence (`<em>`, `<a>`, `<br>`) are left for `to-spans.ts`.
 *
 * @module
 */
import type { Edit } from './edited-text.ts'
import { inRanges, isEscaped, type Range } from './scan-comments.ts'

/** `[^<>]` and not `[^>]`: a text of many `<p` must not be searched to its end again and again. */
const BLOCK_TAG =
  /<(\/?)(p|div|section|article|center|header|footer|figure|blockquote|ul|ol|li|table|thead|tbody|tr|td|th|details|summary|h[1-6]|hr)(?=[\s>/])[^<>]*>|<(\/?)pre(?=[\s>])[^<>]*>(?:<code[^<>]*>)?|<\/code><\/pre>/gi

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
      text: instead(tag[2]?.toLowerCase() ?? 'pre', closing),
    })
  }
  return edits
}

function instead(name: string, closing: boolean): string {
  if (name === 'li') return closing ? '' : '\n* '
  if (name === 'td' || name === 'th') return ' '
  if (/^h[1-6]$/.test(name)) return closing ? '\n' : `\n\n${'#'.repeat(Number(name[1]))} `
  // The end of a block parts its words from those of the next line.
  return closing ? '\n' : ''
}
