/**
 * The patient's fields stay open: `[[merge: full_name]]` of a template is a span that a later merge fills, in the dialect of
 * whoever will do it.
 *
 * @module
 */
import type { Document, Span } from '../document/document.ts'
import { mapBlocks, mapSpans } from '../document/walk.ts'
import type { Dialect, MergeField } from '../model/letter.ts'

/** How an open field is said; by its name in the template. */
export type SayField = (name: string) => Pick<Span, 'text' | 'mergeField'>

const WRITTEN: Readonly<Record<Dialect, SayField>> = {
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

const sayFields = (spans: readonly Span[], say: SayField): Span[] =>
  spans.map(({ mergeField, ...span }) => (mergeField === undefined ? span : { ...span, ...say(mergeField) }))

const isSaid = (line: readonly Span[]): boolean => line.some(({ text, field }) => text !== '' || field !== undefined)

/** The document with each open field as `say` has it, wherever it is. */
export function documentWithFields(document: Document, say: SayField): Document {
  const blocks = mapSpans(document.blocks, (spans) => sayFields(spans, say))
  return {
    ...document,
    blocks: mapBlocks(blocks, (block) => [
      block.type === 'address' ? { ...block, lines: block.lines.filter(isSaid) } : block,
    ]),
  }
}
