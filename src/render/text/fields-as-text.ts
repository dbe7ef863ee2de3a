/**
 * Fields in formats that have none: brackets to tick, a line to write on.
 *
 * @module
 */
import type { Block, Field, Span } from '../../document/document.ts'
import { mapSpans } from '../../document/walk.ts'

const LINE = '________'

const asText = ({ kind }: Field): string => (kind === 'check' ? '[ ]' : LINE)

/** @param escape of a line of underscores, which Markdown would take for a rule */
export const fieldsAsText = (blocks: readonly Block[], escape = (line: string): string => line): Block[] =>
  mapSpans(blocks, (spans) =>
    spans.map((span): Span => {
      const { field, ...words } = span
      return field === undefined ? span : { ...words, text: escape(asText(field)) }
    }),
  )
