/**
 * How a comment leaves a page: without parting a list, and without leaving a line break behind.
 *
 * @module
 */
import type { Edit } from './edited-text.ts'
import type { CommentSpan, Range } from './scan-comments.ts'
import type { SourceText } from './source-text.ts'

/** True where nothing but white space and quote marks shares the comment's lines. */
export function standsAlone(source: SourceText, comment: Range): boolean {
  const before = source.text.slice(source.lineStart(comment.from), comment.from)
  const after = source.text.slice(comment.to, source.lineEnd(comment.to))
  return /^[ \t>]*$/.test(before) && /^[ \t]*$/.test(after)
}

/** A comment between two list items must not part the list, and white space before one must not become a line break. */
export function removal(source: SourceText, comment: CommentSpan): Edit {
  const { text } = source
  if (standsAlone(source, comment)) {
    const next = source.nextLine(comment.to)
    const itemFollows = /[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/y
    itemFollows.lastIndex = next
    const from = source.lineStart(comment.from)
    return itemFollows.test(text) ? { from, to: next, text: '' } : { from: comment.from, to: comment.to, text: '' }
  }
  let from = comment.from
  if (comment.to === source.lineEnd(comment.to)) while (/[ \t]/.test(text[from - 1] ?? '')) from -= 1
  return { from, to: comment.to, text: '' }
}
