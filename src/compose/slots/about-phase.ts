/**
 * `slot: about-phase; phase: …`: what the guide says of a phase besides its tasks, as few paragraphs as it takes: its opening, what
 * to expect, more about its tasks, its boxes, and what to do if it slips.
 *
 * @module
 */
import type { Block, Paragraph, Span } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Slot } from '../compose-context.ts'
import { prose } from './prose.ts'
import { callouts, phaseIntro } from './task-lists.ts'

const EXPECT = 'what-to-expect'
const SLIPS = 'if-it-slips'
/** It stands in the cutover plan, with the hours without access. */
const ON_PAPER = 'on-paper'

export const aboutPhase: Slot = (context, { phase = '' }) => {
  const under = (options: Readonly<Record<string, string>>): readonly Block[] =>
    prose(context, { phase, titles: 'yes', ...options })
  return runOn([
    ...phaseIntro(context, { phase }),
    ...under({ id: EXPECT }),
    ...under({ without: [EXPECT, SLIPS, ON_PAPER].join(' ') }),
    ...callouts(context, { phase }).flatMap(unboxed),
    ...under({ id: SLIPS }),
  ])
}

const bold = (text: string): Span => ({ text, marks: ['strong'] })

/** A box becomes a paragraph that begins with the box's title. */
function unboxed(block: Block): readonly Block[] {
  if (block.type !== 'callout') return [block]
  return [{ type: 'paragraph', spans: [bold(spansText(block.title))] }, ...block.blocks]
}

const isStrong = ({ marks }: Span): boolean => marks?.includes('strong') === true

/** A title of its own, to which the paragraph below it is added. */
const isTitle = ({ spans }: Paragraph): boolean => spans.length > 0 && spans.every(isStrong)

/** Paragraphs below one title go on in the same lines; each title begins a paragraph. */
export function runOn(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    const begins = block.type !== 'paragraph' || (block.spans[0] !== undefined && isStrong(block.spans[0]))
    if (before?.type !== 'paragraph' || block.type !== 'paragraph' || begins) joined.push(block)
    else {
      const gap = isTitle(before) ? [bold(/[.?!:]$/.test(spansText(before.spans)) ? ' ' : '. ')] : [{ text: ' ' }]
      joined[joined.length - 1] = { ...before, spans: [...before.spans, ...gap, ...block.spans] }
    }
  }
  return joined
}
