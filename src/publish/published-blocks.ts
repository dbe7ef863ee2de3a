/**
 * The whole guide as blocks of one document: each page under a heading of its own.
 *
 * @module
 */
import { compare } from '../base/text.ts'
import type { Block, Heading } from '../document/document.ts'
import type { Guide, Page } from '../model/guide.ts'

const text = { type: 'text' } as const

/** What the template around them may use. */
export const PUBLISHED_REPORT = {
  file: 'published-guide.hbs',
  shape: { guide: text, pages: text, markers: text, notes: text, annotations: text, gaps: text },
} as const

export function publishedBlocks(guide: Guide): Block[] {
  return inReadingOrder(guide).flatMap((page, at) => pageBlocks(page, at + 1))
}

/** First page, phases, steps, then what stands beside them. */
function inReadingOrder({ pages, phases }: Guide): Page[] {
  const rank = ({ file, phase }: Page): number => {
    if (/^(?:guide\/)?index\.md$/.test(file)) return file === 'index.md' ? 0 : 1
    const at = phases.findIndex(({ id }) => id === phase)
    return at === -1 ? 1000 : 2 + at
  }
  return [...pages].sort((a, b) => rank(a) - rank(b) || compare(a.file, b.file))
}

function pageBlocks({ title, blocks }: Page, number: number): Block[] {
  const heading: Heading = { type: 'heading', level: 2, id: `page-${number}`, spans: [{ text: title }], newPage: true }
  const levels = blocks.flatMap((block) => (block.type === 'heading' ? [block.level] : []))
  // The page's own headings come below its title, whatever level they start at.
  const down = 3 - Math.min(3, ...levels)
  let last = 2
  return [
    heading,
    ...blocks.map((block): Block => {
      if (block.type === 'table') return { ...block, id: `page-${number}-${block.id}` }
      if (block.type !== 'heading') return block
      // No level is skipped on the way down, and Word and PDF know four.
      last = Math.min(4, last + 1, block.level + down)
      return { ...block, level: last as Heading['level'], id: `page-${number}-${block.id}` }
    }),
  ]
}
