/**
 * `slot: section; phase: cutover; id: if-it-slips; heading: If it slips`: what the guide says under one heading, taken over
 * as blocks, with a heading of the template's own. Nothing where the guide has no such section.
 *
 * @module
 */
import type { Block } from '../../document/document.ts'
import { mapSpans } from '../../document/walk.ts'
import type { Slot } from './slot.ts'

export const section: Slot = ({ guide }, { phase, id, heading: words }) => {
  for (const { phase: about, blocks } of guide.pages) {
    if (about === null || guide.phases.find((one) => one.id === about)?.datesOf !== phase) continue
    const from = blocks.findIndex((block) => block.type === 'heading' && block.id === id)
    const heading = blocks[from]
    if (heading?.type !== 'heading') continue
    const rest = blocks.slice(from + 1)
    const end = rest.findIndex((block) => block.type === 'heading' && block.level <= heading.level)
    const said = withoutLinks(end === -1 ? rest : rest.slice(0, end))
    if (said.length === 0 || words === undefined) return said
    return [{ type: 'heading', level: 3, id: `${phase}-${id}`, spans: [{ text: words }] }, ...said]
  }
  return []
}

/** A link into the guide leads nowhere in a document of its own. */
const withoutLinks = (blocks: readonly Block[]): readonly Block[] =>
  mapSpans(blocks, (spans) =>
    spans.map(({ href, ...span }) => (href?.startsWith('http') === true ? { ...span, href } : span)),
  )
