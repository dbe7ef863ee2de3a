/**
 * A Markdown tree to the document's blocks, and the outline of what was met on the way.
 *
 * What the document cannot express becomes a finding here, once, with the author's line. Quotes without a bold start are
 * not boxes: their content stands as it is. Rules (`* * *`) only part paragraphs and leave nothing.
 *
 * @module
 */
import type { BlockContent, DefinitionContent, List as ListNode, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { Block, Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { addProse, type BlocksContext } from './blocks-context.ts'
import { calloutKind, takeTitle } from './callouts.ts'
import { addBlock, withDashedLines } from './dashed-lists.ts'
import { explicitId, generatedId, withoutExplicitId } from './heading-id.ts'
import { isLimitMark, limitBlocks } from './limit-blocks.ts'
import type { Annotation } from './outline.ts'
import { tableBlocks } from './table-blocks.ts'
import { joinLines, tidy, toLines } from './to-spans.ts'

interface Position {
  readonly depth: number
  /** Who gets the annotations of the paragraphs here. */
  readonly owner: { readonly annotations: Annotation[] }
}

type Node = RootContent | BlockContent | DefinitionContent

/** Not escaped: a practice's name may hold `{#x}`, and then it says so. */
const SITE_INSTRUCTION = /(?<!\\)\{:?\s*[#.]/

export function toBlocks(nodes: readonly Node[], context: BlocksContext): Block[] {
  return blocksIn(nodes, context, { depth: 0, owner: context.outline })
}

function blocksIn(nodes: readonly Node[], context: BlocksContext, position: Position): Block[] {
  const blocks: Block[] = []
  let lead: string | null = null
  for (const node of nodes) {
    const made = blocksOf(node, context, position, lead)
    lead = node.type === 'list' ? lead : leadOf(made)
    for (const block of made) addBlock(blocks, block)
  }
  return blocks
}

/** The words of a paragraph that is bold from end to end: a question above a list. */
function leadOf(blocks: readonly Block[]): string | null {
  const [block] = blocks
  if (blocks.length !== 1 || block?.type !== 'paragraph') return null
  return block.spans.every((span) => span.marks?.includes('strong')) ? spansText(block.spans) : null
}

function blocksOf(node: Node, context: BlocksContext, position: Position, lead: string | null): Block[] {
  const offset = node.position?.start.offset ?? 0
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, context, position)
    case 'heading':
      return heading(node.depth, node.children, offset, node.position?.end.offset ?? offset, context)
    case 'list':
      return [list(node, context, position, lead)]
    case 'blockquote': {
      const inside = blocksIn(node.children, context, position)
      const boxed = takeTitle(inside)
      if (boxed === null) return inside
      const kind = calloutKind(spansText(boxed.title)) ?? 'note'
      const source = context.edited.sourceOffset(offset)
      context.outline.callouts.push({ kind, ...boxed, offset: source, place: context.edited.source.place(source) })
      return [{ type: 'callout', kind, ...boxed }]
    }
    case 'table':
      return tableBlocks(node, context)
    case 'code':
      return node.value
        .split(/\r\n|\r|\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => ({ type: 'paragraph', spans: [{ text: line, marks: ['code'] }] }))
    case 'html': {
      context.onLoss('raw HTML', offset)
      const words = node.value
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
      return words === '' ? [] : [{ type: 'paragraph', spans: [{ text: words }] }]
    }
    default:
      return []
  }
}

function paragraph(node: Paragraph, context: BlocksContext, position: Position): Block[] {
  const from = node.position?.start.offset ?? 0
  const to = node.position?.end.offset ?? from
  const lines = withoutIds(toLines(node.children, context), from, to, context)
  const first = lines[0]
  if (first === undefined) return []
  if (lines.length === 1 && first.length === 1) {
    const placed = context.placeholders.find(first[0]?.text ?? '')
    if (placed !== undefined) return [...placed]
  }
  if (isLimitMark(first[0])) return limitBlocks(lines, from, to, context)
  addProse(joinLines(lines), from, context)
  context.leaves.push({ from, to, owner: position.owner })
  return context.dashedLists ? withDashedLines(lines) : [{ type: 'paragraph', spans: joinLines(lines) }]
}

/** `{#id}` and `{: .class}` that stand in a paragraph are instructions to a site generator, not words. */
function withoutIds(lines: Span[][], from: number, to: number, context: BlocksContext): Span[][] {
  if (!SITE_INSTRUCTION.test(context.edited.text.slice(from, to))) return lines
  const bare = (span: Span): Span => ({ ...span, text: span.text.replace(/\{(?:#[\w-]+|:\s*[.#][^{}]*)\}/g, '') })
  return lines.map((line) => tidy(line.map(bare))).filter((line) => line.length > 0)
}

function heading(
  level: number,
  children: readonly PhrasingContent[],
  from: number,
  to: number,
  context: BlocksContext,
): Block[] {
  const spans = joinLines(toLines(children, context))
  const explicit = SITE_INSTRUCTION.test(context.edited.text.slice(from, to)) ? explicitId(spansText(spans)) : null
  const shown = explicit === null ? spans : tidy(spans.map((span) => ({ ...span, text: withoutExplicitId(span.text) })))
  const text = spansText(shown)
  if (text === '') return []
  const base = explicit ?? (generatedId(text) || 'section')
  const times = context.ids.get(base) ?? 0
  context.ids.set(base, times + 1)
  const id = times === 0 ? base : `${base}-${times}`
  const offset = context.edited.sourceOffset(from)
  const place = context.edited.source.place(offset)
  context.outline.headings.push({ level, text, id: explicit ?? id, explicit: explicit !== null, offset, place })
  context.outline.prose.push({ text, offset, place })
  context.leaves.push({ from, to, owner: context.outline })
  return [{ type: 'heading', level: Math.min(level, 4) as 1 | 2 | 3 | 4, id, spans: shown }]
}

function list(node: ListNode, context: BlocksContext, position: Position, lead: string | null): Block {
  const items = node.children.map((item) => {
    const offset = context.edited.sourceOffset(item.position?.start.offset ?? 0)
    const first = item.children[0]
    const text = first?.type === 'paragraph' && first.children[0]?.type === 'text' ? first.children[0] : undefined
    const drawn = text !== undefined && context.edited.text[text.position?.start.offset ?? 0] === '['
    const ticked = drawn ? /^\[[ xX]\](?:\s+|$)/.exec(text.value) : null
    if (drawn && ticked !== null) text.value = text.value.slice(ticked[0].length)

    const end = context.edited.sourceOffset(item.position?.end.offset ?? 0)
    const found = { offset, end, place: context.edited.source.place(offset), annotations: [] as Annotation[] }
    const index = context.outline.items.length
    context.outline.items.push({
      ...found,
      spans: [],
      details: [],
      tickBox: ticked !== null,
      depth: position.depth,
      lead,
    })
    const inside = blocksIn(item.children, context, { depth: position.depth + 1, owner: found })
    const blocks = context.blanks && ticked !== null ? withBox(inside) : inside
    const [head, ...rest] = blocks
    const spans = head?.type === 'paragraph' ? head.spans : []
    const details = head?.type === 'paragraph' ? rest : blocks
    context.outline.items[index] = { ...found, spans, details, tickBox: ticked !== null, depth: position.depth, lead }
    return blocks
  })
  const start = node.ordered === true && node.start !== null && node.start !== undefined ? { start: node.start } : {}
  return { type: 'list', ordered: node.ordered === true, ...start, items }
}

/** `- [ ] words` of a template: a box to tick before the words. */
function withBox(blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks
  const head = first?.type === 'paragraph' ? first : null
  const box: Span = { text: '', field: { id: '', kind: 'check', label: head === null ? '' : spansText(head.spans) } }
  if (head === null) return [{ type: 'paragraph', spans: [box] }, ...blocks]
  return [{ ...head, spans: [box, { text: ' ' }, ...head.spans] }, ...rest]
}
