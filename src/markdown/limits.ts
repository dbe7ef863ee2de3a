/**
 * The mark of an SLA and its citation, in every form that the public guide has used.
 *
 * @module
 */

/** `**_SLA:_**` and its variants, at the start of a paragraph or line. */
export const LIMIT_MARK = /^[ \t>]*(?:\*\*|__)[*_]?SLAs?[*_]?:?[*_]?:?(?:\*\*|__)[ \t]*:?[ \t]*/

/** `(GP IT Futures Catalogue Solution Migration Process, p. 13)` at the end of the wording. */
const CITATION = /\(([^()]*?),?\s*\bpp?\.?\s*(\d+(?:\s*[-–]\s*\d+)?)\s*\)[\s.]*$/

export interface Limit {
  readonly text: string
  readonly document: string | null
  readonly page: string | null
}

/** @param text the paragraph as plain text, without the mark */
export function limitOf(text: string): Limit {
  const words = text.replace(/\s+/g, ' ').trim()
  const cited = CITATION.exec(words)
  if (cited === null) return { text: words, document: null, page: null }
  return {
    text: words.slice(0, cited.index).trim(),
    document: cited[1]?.trim() || null,
    page: cited[2]?.replace(/\s/g, '') ?? null,
  }
}

/** The SLAs in the raw text of a comment. `offset` counts from the start of `inner`. */
export function limitsInText(inner: string): (Limit & { readonly offset: number })[] {
  const limits: (Limit & { offset: number })[] = []
  let open: { offset: number; lines: string[] } | null = null
  let at = 0
  const close = () => {
    if (open !== null) limits.push({ ...limitOf(plainWords(open.lines.join(' '))), offset: open.offset })
    open = null
  }
  for (const line of inner.split(/(?<=\n|\r(?!\n))/)) {
    const mark = LIMIT_MARK.exec(line)
    if (mark !== null) {
      close()
      const indentation = /^[ \t>]*/.exec(line)?.[0].length ?? 0
      open = { offset: at + indentation, lines: [line.slice(mark[0].length)] }
    } else if (
      /^[ \t]*$|^[ \t]*(?:\* ?){3}|^[ \t]*(?:[*+-]|\d+[.)])[ \t]|^[ \t]*#{1,6}[ \t]|^[ \t]*\{%|^[ \t]*and[ \t]*$/.test(
        line.trimEnd(),
      )
    )
      close()
    else (open as { lines: string[] } | null)?.lines.push(line)
    at += line.length
  }
  close()
  return limits
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
