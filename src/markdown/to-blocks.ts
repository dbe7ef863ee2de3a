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
import type { Place } from '../model/finding.ts'
import { spansText } from '../document/plain-text.ts'
import { calloutKind, takeTitle } from './callouts.ts'
import { brokenTable } from './block-lines.ts'
import { isLimitMark, LIMIT_MARK, type LimitParagraph, splitLimits, startsWithCitation } from './limits.ts'
import type { Annotation, Outline } from './outline.ts'
import { addBlock, explicitId, generatedId, withDashedLines, withoutExplicitId } from './parse-tree.ts'
import type { EditedText } from './source-text.ts'
import { type InlineContext, joinLines, linesOf, type Placeholders, tidy, toLines, toPieces } from './to-spans.ts'

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
  /** Whether words between two offsets of the edited text are struck out. */
  readonly isStruck: (from: number, to: number) => boolean
  /** How often each heading id has been used on this page. */
  readonly ids: Map<string, number>
}

/** Adds text that a reader sees to the outline. `offset` is in the edited text. */
function addProse(spans: readonly Span[], offset: number, context: BlocksContext): void {
  const source = context.edited.sourceOffset(offset)
  context.outline.prose.push({ text: spansText(spans), offset: source, place: context.edited.source.place(source) })
}

/** A paragraph that states SLAs, as callouts; its other lines are paragraphs. */
function limitBlocks(
  { before, limits }: LimitParagraph,
  from: number,
  to: number,
  context: BlocksContext,
  owner: Leaf['owner'],
): Block[] {
  const { source } = context.edited
  const blocks = prose(before, from, limits[0]?.offset ?? to, context, owner)
  for (const [index, limit] of limits.entries()) {
    const { text, document, page, section, citation, after } = limit
    const offset = context.edited.sourceOffset(limit.offset)
    const place = source.place(offset)
    const found = { text, document, page, section, citation, offset, place, annotations: [] }
    context.outline.limits.push(found)
    context.leaves.push({ from: limit.offset, to: limit.end, owner: found })
    const words: Block = { type: 'paragraph', spans: limit.spans }
    const cited: Block = { type: 'paragraph', role: 'small', spans: limit.citationSpans }
    blocks.push({
      type: 'callout',
      kind: 'limit',
      title: [{ text: 'SLA' }],
      blocks: citation === null ? [words] : [words, cited],
    })
    if (after !== null)
      blocks.push(...prose(after.lines, after.offset, limits[index + 1]?.offset ?? to, context, owner))
  }
  return blocks
}

/** Lines of a paragraph as blocks, and in the outline. */
function prose(
  lines: readonly Span[][],
  from: number,
  to: number,
  context: BlocksContext,
  owner: Leaf['owner'],
): Block[] {
  const shown = withoutIds(lines, from, to, context)
  if (shown.length === 0) return []
  addProse(joinLines(shown), from, context)
  context.leaves.push({ from, to, owner })
  return context.dashedLists ? withDashedLines(shown) : [{ type: 'paragraph', spans: joinLines(shown) }]
}

/** The paragraph of an SLA with the citation that stands below an empty line. */
function withCitationBelow(node: Node, next: Node | undefined, context: BlocksContext): Paragraph | null {
  if (node.type !== 'paragraph' || next?.type !== 'paragraph') return null
  const { text } = context.edited
  const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
  if (node.position === undefined || next.position === undefined || !text.slice(from, to).includes('SLA')) return null
  const silent: InlineContext = { ...context, onLink: () => undefined, onLoss: () => undefined }
  const limits = splitLimits(toPieces(node.children, silent), text, to)?.limits
  if (limits?.at(-1)?.citation !== null) return null
  const below = toPieces(next.children, silent)
  if (below.spans.some(isLimitMark) || !startsWithCitation(below, text)) return null
  return {
    type: 'paragraph',
    children: [...node.children, { type: 'break' }, ...next.children],
    position: { start: node.position.start, end: next.position.end },
  }
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
  for (const [index, row] of rows.entries())
    for (const [column, spans] of row.entries()) {
      const offset = context.edited.sourceOffset(node.children[index]?.children[column]?.position?.start.offset ?? 0)
      if (column >= header.length && spans.length > 0)
        context.outline.lostCells.push({ text: spansText(spans), place: context.edited.source.place(offset) })
    }
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
  let taken = false
  for (const [index, written] of nodes.entries()) {
    if (taken) {
      taken = false
      continue
    }
    const joined = withCitationBelow(written, nodes[index + 1], context)
    taken = joined !== null
    const node = joined ?? written
    const made = blocksOf(node, context, position, lead)
    // A comment between a sentence and its list shows nothing.
    if (node.type !== 'list' && made.length > 0) lead = leadOf(made)
    for (const block of made) addBlock(blocks, block)
  }
  return blocks
}

/** The text of a paragraph that is all bold, or ends with a colon: a question or a sentence that the list below belongs to. */
function leadOf(blocks: readonly Block[]): string | null {
  const [block] = blocks
  if (blocks.length !== 1 || block?.type !== 'paragraph') return null
  const text = spansText(block.spans)
  return block.spans.every((span) => span.marks?.includes('strong')) || text.trimEnd().endsWith(':') ? text : null
}

function blocksOf(node: Node, context: BlocksContext, position: NodePosition, lead: string | null): Block[] {
  const offset = node.position?.start.offset ?? 0
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, context, position)
    case 'heading':
      // An SLA with a line of hyphens right below it, which was meant as a rule.
      if (LIMIT_MARK.test(context.edited.text.slice(offset, node.position?.end.offset)))
        return paragraph({ ...node, type: 'paragraph' }, context, position)
      return heading(node.depth, node.children, offset, node.position?.end.offset ?? offset, context)
    case 'list': {
      const made = list(node, context, position, lead)
      return made.items.length === 0 ? [] : [made]
    }
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
      const isHidden = /^<(?:script|style|template|[!?])/i.test(node.value)
      context.onLoss('raw HTML', offset, isHidden)
      if (isHidden) return []
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
  const pieces = toPieces(node.children, context)
  const limits = splitLimits(pieces, context.edited.text, to)
  if (limits !== null) return limitBlocks(limits, from, to, context, position.owner)
  const lines = linesOf(pieces.spans)
  const first = lines[0]
  if (first === undefined) {
    // An annotation of struck words goes with them.
    if (context.isStruck(from, to)) context.leaves.push({ from, to, owner: { annotations: [] } })
    return []
  }
  if (lines.length === 1 && first.length === 1) {
    const placed = context.placeholders.find(first[0]?.text ?? '')
    if (placed !== undefined) return [...placed]
  }
  const delimiters = brokenTable(context.edited.text.slice(from, to))
  const placeOf = (at: number): Place => context.edited.source.place(context.edited.sourceOffset(from + at))
  if (delimiters !== null) context.outline.brokenTables.push({ place: placeOf(delimiters), what: 'delimiters' })
  else {
    const row = context.edited.text.slice(from, to).search(/^[ \t>]*\|[^\r\n]*\|[ \t]*$/m)
    if (row !== -1) context.outline.brokenTables.push({ place: placeOf(row), what: 'row' })
  }
  return prose(lines, from, to, context, position.owner)
}

/**
 * Removes `{#id}` from a paragraph, and in templates `{: .class}`: they are instructions to a site generator. Those of a guide
 * are cut before the page is parsed.
 */
function withoutIds(lines: readonly Span[][], from: number, to: number, context: BlocksContext): readonly Span[][] {
  if (!SITE_INSTRUCTION.test(context.edited.text.slice(from, to))) return lines
  const instruction = context.blanks ? /\{(?:#[\w-]+|:\s*[.#][^{}]*)\}/g : /\{#[\w-]+\}/g
  const bare = (span: Span): Span =>
    span.marks?.includes('code') === true ? span : { ...span, text: span.text.replace(instruction, '') }
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
  if (text === '') {
    context.outline.emptyHeadings.push(context.edited.source.place(context.edited.sourceOffset(from)))
    return []
  }
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

function list(
  node: ListNode,
  context: BlocksContext,
  position: NodePosition,
  lead: string | null,
): Extract<Block, { type: 'list' }> {
  const items = node.children.map((item) => {
    const offset = context.edited.sourceOffset(item.position?.start.offset ?? 0)
    const first = item.children[0]
    const text = first?.type === 'paragraph' && first.children[0]?.type === 'text' ? first.children[0] : undefined
    const drawn = text !== undefined && context.edited.text[text.position?.start.offset ?? 0] === '['
    const ticked = drawn ? /^\[[ xX]\](?:[ \t\r\n]+|$)/.exec(text.value) : null
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
    const isStruck =
      blocks.length === 0 && context.isStruck(item.position?.start.offset ?? 0, item.position?.end.offset ?? 0)
    if (isStruck) context.outline.items.splice(index, 1)
    else
      context.outline.items[index] = { ...found, spans, details, tickBox: ticked !== null, depth: position.depth, lead }
    return blocks
  })
  const start = node.ordered === true && node.start !== null && node.start !== undefined ? { start: node.start } : {}
  const isOrdered = node.ordered === true
  // The numbers of the other items stay.
  const shown = isOrdered && items.some((item) => item.length > 0) ? items : items.filter((item) => item.length > 0)
  return { type: 'list', ordered: isOrdered, ...start, items: shown }
}

/** `- [ ] words` of a template: puts a box to tick before the words. */
function withBox(blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks
  const head = first?.type === 'paragraph' ? first : null
  const box: Span = { text: '', field: { id: '', kind: 'check', label: head === null ? '' : spansText(head.spans) } }
  if (head === null) return [{ type: 'paragraph', spans: [box] }, ...blocks]
  return [{ ...head, spans: [box, { text: ' ' }, ...head.spans] }, ...rest]
}
