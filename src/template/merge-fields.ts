/**
 * The patient's fields stay open: `[[merge: full_name]]` of a template becomes a span that a later merge fills, in the
 * dialect of whoever will do it.
 *
 * @module
 */
import type { Block, Document, Span } from '../document/document.ts'
import type { Dialect, MergeField } from '../model/letter.ts'
import { MERGE_CLOSE, MERGE_OPEN } from './fill.ts'

const FIELD = new RegExp(`${MERGE_OPEN}([^${MERGE_CLOSE}]*)${MERGE_CLOSE}`)

/** How an open field is said; by its name in the template. */
export type SayField = (name: string) => Pick<Span, 'text' | 'mergeField'>

const WRITTEN: Readonly<Record<Dialect, (name: string) => Pick<Span, 'text' | 'mergeField'>>> = {
  // Word's own way to show a field that is still open.
  word: (name) => ({ text: `«${name}»`, mergeField: name }),
  'govuk-notify': (name) => ({ text: `((${name}))` }),
  'nhs-notify': (name) => ({ text: `{d.${name}}` }),
}

export const inDialect =
  (dialect: Dialect, fields: ReadonlyMap<string, MergeField>): SayField =>
  (name) =>
    WRITTEN[dialect](fields.get(name)?.names[dialect] ?? name)

/** Filled with the examples of the field list, for a proof. A field without a value leaves no line behind. */
export const withExamples =
  (which: 'short' | 'long', fields: ReadonlyMap<string, MergeField>): SayField =>
  (name) => ({ text: fields.get(name)?.[which] ?? '' })

function sayFields(spans: readonly Span[], say: SayField): Span[] {
  return spans.flatMap((span) => {
    // `split` with a group gives words and names in turn.
    const parts = span.text.split(FIELD)
    return parts.flatMap((part, index) => {
      if (part === '') return []
      return [index % 2 === 0 ? { ...span, text: part } : { ...span, ...say(part) }]
    })
  })
}

const said = ({ text }: Span): boolean => text !== ''

export function withFields(block: Block, say: SayField): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, spans: sayFields(block.spans, say) }
    case 'address':
      return { ...block, lines: block.lines.map((line) => sayFields(line, say)).filter((line) => line.some(said)) }
    case 'list':
      return { ...block, items: block.items.map((item) => item.map((inner) => withFields(inner, say))) }
    case 'callout':
      return { ...block, blocks: block.blocks.map((inner) => withFields(inner, say)) }
    default:
      return block
  }
}

export const documentWithFields = (document: Document, say: SayField): Document => ({
  ...document,
  blocks: document.blocks.map((block) => withFields(block, say)),
})
