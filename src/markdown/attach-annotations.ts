/**
 * Gives each annotation to the words it stands after, in the same block or on the line below them.
 *
 * @module
 */
import { findingOf } from '../model/rules.ts'
import { lastWhere, type EditedText } from './edited-text.ts'
import type { Annotation, Outline } from './outline.ts'
import type { CommentSpan } from './scan-comments.ts'
import type { Leaf } from './blocks-context.ts'

/** Nothing but white space, with one line end at most. */
const SAME_BLOCK = /^[^\S\r\n]*(?:(?:\r\n|\r|\n)[^\S\r\n]*)?$/

export function attachAnnotations(
  annotations: readonly CommentSpan[],
  leaves: readonly Leaf[],
  edited: EditedText,
  outline: Outline,
): void {
  for (const comment of annotations) {
    const at = edited.editedOffset(comment.from)
    const leaf = leaves[lastWhere(leaves, (each) => each.from <= at)]
    const between = leaf === undefined ? null : edited.text.slice(leaf.to, at)
    const place = edited.source.place(comment.from)
    const annotation: Annotation = { text: comment.inner.trim(), offset: comment.innerFrom, place }
    if (leaf !== undefined && between !== null && SAME_BLOCK.test(between)) {
      leaf.owner.annotations.push(annotation)
    } else {
      outline.findings.push(
        findingOf(
          'annotation-without-words',
          'Unexpected annotation with no words before it, expected it after the words it describes, in the same block. Move it.',
          { place },
        ),
      )
    }
  }
}
