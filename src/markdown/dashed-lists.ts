/**
 * Lists that authors drew by hand, with `--` or a dash at the start of each line.
 *
 * @module
 */
import type { Block, Span } from '../document/document.ts'
import { joinLines, tidy } from './to-spans.ts'

const DASHED = /^(?:--|–|—)\s+/

/** Lines that start with `--` or a dash are the items of a list that the author drew by hand. */
export function withDashedLines(lines: readonly (readonly Span[])[]): Block[] {
  const blocks: Block[] = []
  let words: (readonly Span[])[] = []
  const flush = () => {
    if (words.length > 0) blocks.push({ type: 'paragraph', spans: joinLines(words) })
    words = []
  }
  for (const line of lines) {
    const [head, ...tail] = line
    if (head !== undefined && DASHED.test(head.text)) {
      flush()
      const spans = tidy([{ ...head, text: head.text.replace(DASHED, '') }, ...tail])
      addBlock(blocks, { type: 'list', ordered: false, items: [[{ type: 'paragraph', spans }]] })
    } else if (words.length === 0 && blocks.at(-1)?.type === 'list') continueItem(blocks, line)
    else words.push(line)
  }
  flush()
  return blocks
}

/** A line after a dashed one belongs to its item: authors wrap lines. */
function continueItem(blocks: Block[], line: readonly Span[]): void {
  const last = blocks.at(-1)
  const item = last?.type === 'list' ? last.items.at(-1)?.[0] : undefined
  if (last?.type !== 'list' || item?.type !== 'paragraph') return
  const longer: Block = { ...item, spans: joinLines([item.spans, line]) }
  blocks[blocks.length - 1] = { ...last, items: [...last.items.slice(0, -1), [longer]] }
}

/** Lists that only a comment or a dash trick had parted become one again. */
export function addBlock(blocks: Block[], block: Block): void {
  const last = blocks.at(-1)
  if (last?.type === 'list' && block.type === 'list' && !last.ordered && !block.ordered) {
    blocks[blocks.length - 1] = { ...last, items: [...last.items, ...block.items] }
  } else blocks.push(block)
}
