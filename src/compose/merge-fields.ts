/**
 * The patient's fields stay open: `[[merge: full_name]]` of a template becomes a span that a later merge fills.
 *
 * @module
 */
import type { Block, Span } from '../document/document.ts'
import { MERGE_CLOSE, MERGE_OPEN } from '../template/fill-template.ts'

const FIELD = new RegExp(`${MERGE_OPEN}([^${MERGE_CLOSE}]*)${MERGE_CLOSE}`)

/** Word's own way to show a field that is still open. */
const shown = (name: string): string => `«${name}»`

function splitFields(spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => {
    // `split` with a group gives words and names in turn.
    const parts = span.text.split(FIELD)
    return parts.flatMap((part, index) => {
      if (part === '') return []
      return index % 2 === 0 ? [{ ...span, text: part }] : [{ ...span, text: shown(part), mergeField: part }]
    })
  })
}

export function withMergeFields(block: Block): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, spans: splitFields(block.spans) }
    case 'address':
      return { ...block, lines: block.lines.map(splitFields) }
    case 'list':
      return { ...block, items: block.items.map((item) => item.map(withMergeFields)) }
    case 'callout':
      return { ...block, blocks: block.blocks.map(withMergeFields) }
    default:
      return block
  }
}
