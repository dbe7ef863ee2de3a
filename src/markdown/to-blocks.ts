/**
 * Converts a Markdown tree to the document's blocks, and fills the outline.
 *
 * What a document cannot express becomes a finding here, with the author's line. A block quote without a bold start is not
 * a callout: its content is kept without the quote. Thematic breaks (`* * *`) are dropped.
 *
 * @module
 */
import type {
  BlockContent,
  DefinitionContent,
  List as ListNode,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast'
import type { Block, Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { calloutKind, takeTitle } from './callouts.ts'
import { LIMIT_MARK, limitOf } from './limits.ts'
import type { Annotation, Outline } from './outline.ts'
import { addBlock, explicitId, generatedId, withDashedLines, withoutExplicitId } from './parse-tree.ts'
import type { EditedText } from './source-text.ts'
import { type InlineContext, joinLines, type Placeholders, tidy, toLines } from './to-spans.ts'

/** A block of words, to which an annotation after it belongs. Offsets are in the edited text. */
export interface Leaf {
  readonly from: number
  readonly to: number
  readonly owner: { readonly annotations: Annotation[] }
}

export interface BlocksContext extends InlineContext {
  readonly edited: EditedText
  readonly placeholders: Placeholders
  readonly outline: Outline
  readonly leaves: Leaf[]
  /** Whether lines that start with dashes are lists, as in the public guide. Never for templates: a name may contain one. */
  readonly dashedLists: boolean
  /** Whether `- [ ]` is a box to tick: in templates. */
  readonly blanks: boolean
  /** How often each heading id has been used on this page. */
  readonly ids: Map<string, number>
}

/** Adds text that a reader sees to the outline. `offset` is in the edited text. */
function addProse(spans: readonly Span[], offset: number, context: BlocksContext): void {
  const source = context.edited.sourceOffset(offset)
  context.outline.prose.push({ text: spansText(spans), offset: source, place: context.edited.source.place(source) })
}

const LIMIT_MARKS = new RegExp(LIMIT_MARK.source, 'gm')

const isLimitMark = (span: Span | undefined): boolean =>
  span?.marks?.includes('strong') === true && /^SLAs?:?$/.test(span.text.trim())

/** A paragraph that states SLAs, as callouts: there may be several, each on its own line, joined by the word `and`. */
function limitBlocks(lines: readonly Span[][], from: number, to: number, context: BlocksContext): Block[] {
  const groups: Span[][][] = []
  for (const line of lines) {
    if (isLimitMark(line[0])) groups.push([line.slice(1)])
    else if (!/^and$/i.test(spansText(line).trim())) groups.at(-1)?.push(line)
  }
  const { source, text } = context.edited
  const marks = [...text.slice(from, to).matchAll(LIMIT_MARKS)].map(
    (mark) => from + mark.index + mark[0].search(/[^ \t>]/),
  )
  return groups.map((group, index) => {
    const start = marks[index] ?? from
    const offset = context.edited.sourceOffset(start)
    const spans = tidy(
      joinLines(group).map((span, at) => (at === 0 ? { ...span, text: span.text.replace(/^\s*:/, '') } : span)),
    )
    const limit = limitOf(spansText(spans))
    const found = { ...limit, offset, place: source.place(offset), annotations: [] }
    context.outline.limits.push(found)
    context.leaves.push({ from: start, to: marks[index + 1] ?? to, owner: found })
    const citation = limit.document === null ? '' : spansText(spans).slice(limit.text.length).trim()
    const words: Block = { type: 'paragraph', spans: cut(spans, limit.text.length) }
    const cited: Block = { type: 'paragraph', role: 'small', spans: [{ text: citation }] }
    return {
      type: 'callout',
      kind: 'limit',
      title: [{ text: 'SLA' }],
      blocks: citation === '' ? [words] : [words, cited],
    }
  })
}

/** The first `length` characters of the spans. */
function cut(spans: readonly Span[], length: number): Span[] {
  let left = length
  return tidy(
    spans.map((span) => {
      const text = span.text.slice(0, Math.max(0, left))
      left -= span.text.length
      return { ...span, text }
    }),
  )
}

function tableBlocks(node: Table, context: BlocksContext): Block[] {
  const rows = node.children.map((row) =>
    row.children.map((cell) => {
      const spans = joinLines(toLines(cell.children, context))
      const from = cell.position?.start.offset ?? 0
      if (spans.length > 0) addProse(spans, from, context)
      context.leaves.push({ from, to: cell.children.at(-1)?.position?.end.offset ?? from, owner: context.outline })
      return spans
    }),
  )
  const [header = [], ...body] = rows
  const caption = context.outline.headings.at(-1)?.text ?? spansText(header[0] ?? [])
  const widest = header.map((_, column) => Math.max(...rows.map((row) => spansText(row[column] ?? []).length)))
  const times = context.ids.get('table') ?? 0
  context.ids.set('table', times + 1)
  return [
    {
      type: 'table',
      id: `table-${times + 1}`,
      caption: [{ text: caption }],
      captionVisible: false,
      header,
      // No column is narrower than a fifth of the widest, so that short words do not break.
      shares: widest.map((width) => Math.min(10, Math.max(2, Math.round(width / 8)))),
      rows: body.map((row) => ({ cells: header.map((_, column) => ({ spans: row[column] ?? [] })) })),
    },
  ]
}

interface NodePosition {
  readonly depth: number
  /** What the annotations of the paragraphs here are attached to. */
  readonly owner: { readonly annotations: Annotation[] }
}

type Node = RootContent | BlockContent | DefinitionContent

/** Only unescaped ones: a practice's name that contains `{#x}` is escaped. */
const SITE_INSTRUCTION = /(?<!\\)\{:?\s*[#.]/

export function toBlocks(nodes: readonly Node[], context: BlocksContext): Block[] {
  return blocksIn(nodes, context, { depth: 0, owner: context.outline })
}

function blocksIn(nodes: readonly Node[], context: BlocksContext, position: NodePosition): Block[] {
  const blocks: Block[] = []
  let lead: string | null = null
  for (const node of nodes) {
    const made = blocksOf(node, context, position, lead)
    lead = node.type === 'list' ? lead : leadOf(made)
    for (const block of made) addBlock(blocks, block)
  }
  return blocks
}

/** The text of a paragraph that is all bold: a question above a list. */
function leadOf(blocks: readonly Block[]): string | null {
  const [block] = blocks
  if (blocks.length !== 1 || block?.type !== 'paragraph') return null
  return block.spans.every((span) => span.marks?.includes('strong')) ? spansText(block.spans) : null
}

function blocksOf(node: Node, context: BlocksContext, position: NodePosition, lead: string | null): Block[] {
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

function paragraph(node: Paragraph, context: BlocksContext, position: NodePosition): Block[] {
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

/** Removes `{#id}` and `{: .class}` from a paragraph: they are instructions to a site generator. */
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

function list(node: ListNode, context: BlocksContext, position: NodePosition, lead: string | null): Block {
  const items = node.children.map((item) => {
    const offset = context.edited.sourceOffset(item.position?.start.offset ?? 0)
    const first = item.children[0]
    const text = first?.type === 'paragraph' && first.children[0]?.type === 'text' ? first.children[0] : undefined
    const drawn = text !== undefined && context.edited.text[text.position?.start.offset ?? 0] === '['
    const ticked = drawn ? /^\[[ xX]\](?:\s+|$)/.exec(text.value) : null
    if (drawn && ticked !== null) text.value = text.value.slice(ticked[0].length)

    const end = context.edited.sourceOffset(item.position?.end.offset ?? 0)
    const last = first?.type === 'paragraph' ? (first.position?.end.offset ?? 0) - 1 : null
    const wordsEnd = last === null ? null : context.edited.sourceOffset(last) + 1
    const found = { offset, end, wordsEnd, place: context.edited.source.place(offset), annotations: [] as Annotation[] }
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

/** `- [ ] words` of a template: puts a box to tick before the words. */
function withBox(blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks
  const head = first?.type === 'paragraph' ? first : null
  const box: Span = { text: '', field: { id: '', kind: 'check', label: head === null ? '' : spansText(head.spans) } }
  if (head === null) return [{ type: 'paragraph', spans: [box] }, ...blocks]
  return [{ ...head, spans: [box, { text: ' ' }, ...head.spans] }, ...rest]
}
