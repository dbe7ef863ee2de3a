/**
 * Ids for the blanks and boxes of a template's sentences, lists and plain tables: made of the heading above and the words
 * of the label, so that they stay when other words come and go.
 *
 * @module
 */
import type { Block, Field, Span } from '../document/document.ts'
import { allFields, mapBlocks, mapParts } from '../document/walk.ts'
import { cellWithField } from './directives.ts'

/** Word keeps 64 characters of an id, and a number may follow. */
const LONGEST = { heading: 20, label: 36 }

/** @param blocks those of the whole document, with the ids of their headings */
export function withFieldIds(blocks: readonly Block[]): readonly Block[] {
  const all = [...allFields(blocks)]
  if (all.every(({ id }) => id !== '')) return blocks
  const taken = new Set(all.map(({ id }) => id))
  let heading = ''
  const idOf = ({ label, kind }: Pick<Field, 'label' | 'kind'>): string => {
    const name = slug(label, LONGEST.label) || kind
    const wanted = heading === '' ? name : `${heading}:${name}`
    let id = wanted
    for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`
    taken.add(id)
    return id
  }
  const spans = (line: readonly Span[]): readonly Span[] =>
    line.map((span) => (span.field?.id === '' ? { ...span, field: { ...span.field, id: idOf(span.field) } } : span))
  return mapBlocks(blocks, (block) => {
    if (block.type === 'heading') heading = slug(block.id, LONGEST.heading)
    return [
      mapParts(block, {
        spans,
        cell(cell) {
          const blanks = (cell.spans ?? []).flatMap(({ field }) => (field?.id === '' ? [field] : []))
          const [blank] = blanks
          if (blank === undefined || cell.spans === undefined) return cell
          return blanks.length === 1 ? cellWithField(cell, idOf(blank)) : { ...cell, spans: spans(cell.spans) }
        },
      }),
    ]
  })
}

/** Lower case, digits and `-`. */
const slug = (words: string, longest: number): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
