/**
 * `slot: about-phase; phase: …`: what the guide says of a phase besides its tasks, as few paragraphs as it takes: its opening, what
 * to expect, more about its tasks, its boxes, and what to do if it slips.
 *
 * @module
 */
import type { Block } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Slot } from '../compose-context.ts'
import { bold, prose, runOn } from './prose.ts'
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

/** A box becomes a paragraph that begins with the box's title. */
function unboxed(block: Block): readonly Block[] {
  if (block.type !== 'callout') return [block]
  return [{ type: 'paragraph', spans: [bold(spansText(block.title))] }, ...block.blocks]
}
