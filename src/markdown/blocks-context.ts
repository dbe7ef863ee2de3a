/**
 * What the functions that make blocks share while they walk one text.
 *
 * @module
 */
import type { Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import type { EditedText } from './edited-text.ts'
import type { Annotation, Outline } from './outline.ts'
import type { Placeholders } from './placeholder.ts'
import type { InlineContext } from './to-spans.ts'

/** A block that ends in words: what an annotation after it belongs to. Offsets are in the edited text. */
export interface Leaf {
  readonly from: number
  readonly to: number
  readonly owner: { readonly annotations: Annotation[] }
}

export interface BlocksContext extends InlineContext {
  readonly edited: EditedText
  readonly placeholders: Placeholders
  readonly outline: Outline
  readonly leaves: Leaf[]
  /** The public guide's habits count: lists drawn with dashes. Never for templates, where a name may hold anything. */
  readonly dashedLists: boolean
  /** True in templates: `- [ ]` is a box to tick. */
  readonly blanks: boolean
  /** Ids of headings given so far on this page. */
  readonly ids: Map<string, number>
}

/** Notes words that a reader sees. `offset` is in the edited text. */
export function addProse(spans: readonly Span[], offset: number, context: BlocksContext): void {
  const source = context.edited.sourceOffset(offset)
  context.outline.prose.push({ text: spansText(spans), offset: source, place: context.edited.source.place(source) })
}
