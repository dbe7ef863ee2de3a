/**
 * Markdown to blocks and an outline, for guide pages and filled templates alike.
 *
 * In:  the text of one page, as on disk.
 * Out: front matter, comments, blocks, and what `parse/` asks for, each with its true place; findings.
 *
 * The page is edited before it is parsed: front matter, comments, Liquid and old HTML go, and the edited text knows where
 * each character came from. So the parser runs once, and nothing of these can reach a reader.
 *
 * Never throws because of what an author wrote.
 *
 * @module
 */
import type { Definition, Root, RootContent } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Block } from '../document/document.ts'
import type { Finding, Place } from '../model/finding.ts'
import { calloutKind, takeTitle } from './callouts.ts'
import { EditedText, lastWhere, type Edit } from './edited-text.ts'
import { readFrontMatter, type FrontMatter } from './front-matter.ts'
import { TABLE_RULE, tableNodes, tableSyntax } from './gfm-table.ts'
import { htmlEdits } from './html-edits.ts'
import { scanLiquid, type Capture, type Include, type LiquidFound } from './liquid.ts'
import { emptyOutline, type Annotation, type Outline } from './outline.ts'
import { Placeholders, RESERVED } from './placeholder.ts'
import { inRanges, scanComments, type CommentSpan, type Range } from './scan-comments.ts'
import { SourceText } from './source-text.ts'
import { toBlocks, type BlocksContext, type Leaf } from './to-blocks.ts'

export interface PageOptions {
  /** Run the Liquid of the public guide. Never for templates: a name may hold `{{`. */
  readonly liquid?: boolean
  /** True keeps `#id` links, for documents whose headings are all here. */
  readonly keepAnchors?: boolean
  /** Says which comments are annotations: they are handed to the words before them. */
  readonly isAnnotation?: (comment: string) => boolean
  /** Blocks to stand where a comment has a line of its own (a slot); undefined drops the comment. */
  readonly replaceComment?: (comment: string, place: Place) => readonly Block[] | undefined
}

export interface MarkdownPage {
  readonly source: SourceText
  readonly frontMatter: FrontMatter
  readonly comments: readonly CommentSpan[]
  /** Offsets of each `-->` with no comment open. */
  readonly strayEnds: readonly number[]
  readonly blocks: readonly Block[]
  readonly outline: Outline
  readonly findings: readonly Finding[]
}

export function readPage(file: string, text: string, options: PageOptions = {}): MarkdownPage {
  const source = new SourceText(file, text)
  const { matter, findings } = readFrontMatter(source)
  const { comments, code, strayEnds } = scanComments(text, matter.end)
  const liquid = options.liquid === true ? scanLiquid(source, matter.end, comments) : NO_LIQUID
  const outline = emptyOutline()
  const placeholders = new Placeholders()
  const skip = [...comments, ...code].sort((a, b) => a.from - b.from)
  const shared: Edit[] = [
    ...[...text.matchAll(RESERVED)].map((mark) => ({ from: mark.index, to: mark.index + 1, text: '\uFFFD' })),
    ...liquid.edits,
    ...htmlEdits(text, matter.end, skip),
    ...brokenLinkEdits(source, skip, outline),
  ]
  const annotations = comments.filter((comment) => options.isAnnotation?.(comment.inner) === true)

  const bodies = new Map<Capture, Block[]>()
  const bodyOf = (capture: Capture): Block[] => {
    const known = bodies.get(capture)
    if (known !== undefined) return known
    const range = { from: capture.bodyFrom, to: capture.bodyTo }
    const edits = shared.filter((edit) => edit.from >= range.from && edit.to <= range.to)
    const inside = comments.filter((comment) => comment.from >= range.from && comment.to <= range.to)
    const removed = inside.map((comment) => removal(source, comment, null))
    const edited = new EditedText(source, range.from, range.to, [...edits, ...removed])
    const blocks = parse(edited, outline, new Placeholders(), options, [])
    bodies.set(capture, blocks)
    return blocks
  }
  const boxes = liquid.includes.map((include) => {
    const indentation = /^[ \t]*$/.exec(text.slice(source.lineStart(include.from), include.from))?.[0] ?? ''
    return {
      from: include.from,
      to: include.to,
      text: placeholders.add(boxOf(include, bodyOf, source, outline), indentation),
    }
  })
  const removed = comments.map((comment) => {
    const alone = standsAlone(source, comment)
    const blocks = alone ? options.replaceComment?.(comment.inner.trim(), source.place(comment.from)) : undefined
    return removal(source, comment, blocks === undefined ? null : placeholders.add(blocks))
  })
  const edited = new EditedText(source, matter.end, text.length, [...shared, ...boxes, ...removed])
  const blocks = parse(edited, outline, placeholders, options, annotations)
  return {
    source,
    frontMatter: matter,
    comments,
    strayEnds,
    blocks,
    outline,
    findings: [...findings, ...liquid.findings, ...outline.findings],
  }
}

const NO_LIQUID: LiquidFound = { captures: [], includes: [], edits: [], findings: [] }

function parse(
  edited: EditedText,
  outline: Outline,
  placeholders: Placeholders,
  options: PageOptions,
  annotations: readonly CommentSpan[],
): Block[] {
  const tree = treeOf(edited.text)
  const leaves: Leaf[] = []
  const context: BlocksContext = {
    edited,
    placeholders,
    outline,
    leaves,
    ids: new Map(),
    definitions: definitionsIn(tree.children),
    keepAnchors: options.keepAnchors === true,
    dashedLists: options.liquid === true,
    onLink({ target, text, offset }) {
      const at = edited.sourceOffset(offset)
      outline.links.push({
        target: target.trim(),
        text: text.replace(/\s+/g, ' ').trim(),
        offset: at,
        place: edited.source.place(at),
      })
    },
    onLoss(what, offset) {
      const message = `Unexpected ${what.length > 40 ? `${what.slice(0, 40)}…` : what}, expected words in Markdown. Documents cannot show it; only its words are kept.`
      outline.findings.push({
        rule: 'cannot-be-shown',
        severity: 'warning',
        message,
        place: edited.source.place(edited.sourceOffset(offset)),
      })
    },
  }
  const blocks = toBlocks(tree.children, context)
  attach(annotations, leaves, edited, outline)
  return blocks
}

/** The parsers are made once; the one with tables only for pages that have some. */
const plainParser = unified().use(remarkParse).freeze()
const tableParser = unified()
  .use(remarkParse)
  .data('micromarkExtensions', [tableSyntax])
  .data('fromMarkdownExtensions', [tableNodes])
  .freeze()

function treeOf(text: string): Root {
  return (TABLE_RULE.test(text) ? tableParser : plainParser).parse(text)
}

function definitionsIn(nodes: readonly RootContent[]): Map<string, string> {
  const found = nodes.filter((node): node is Definition => node.type === 'definition')
  return new Map(found.map((definition) => [definition.identifier, definition.url]))
}

/** True where nothing but white space and quote marks shares the comment's lines. */
function standsAlone(source: SourceText, comment: Range): boolean {
  const before = source.text.slice(source.lineStart(comment.from), comment.from)
  const after = source.text.slice(comment.to, source.lineEnd(comment.to))
  return /^[ \t>]*$/.test(before) && /^[ \t]*$/.test(after)
}

/** A comment between two list items must not part the list, and white space before one must not become a line break. */
function removal(source: SourceText, comment: CommentSpan, placeholder: string | null): Edit {
  const { text } = source
  if (placeholder !== null) return { from: comment.from, to: comment.to, text: placeholder }
  if (standsAlone(source, comment)) {
    const next = source.nextLine(comment.to)
    const itemFollows = /[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/y
    itemFollows.lastIndex = next
    const from = source.lineStart(comment.from)
    return itemFollows.test(text) ? { from, to: next, text: '' } : { from: comment.from, to: comment.to, text: '' }
  }
  let from = comment.from
  if (comment.to === source.lineEnd(comment.to)) while (/[ \t]/.test(text[from - 1] ?? '')) from -= 1
  return { from, to: comment.to, text: '' }
}

/** `[text] (address)`: a space too much. Read as the link it was meant to be, and reported. */
function brokenLinkEdits(source: SourceText, skip: readonly Range[], outline: Outline): Edit[] {
  const edits: Edit[] = []
  for (const found of source.text.matchAll(/\[[^[\]\r\n]+\]( +)\((?=[^()\s]*[/#.-])[^()\s]+\)/g)) {
    if (inRanges(skip, found.index)) continue
    const from = found.index + found[0].indexOf(']') + 1
    edits.push({ from, to: from + (found[1] ?? '').length, text: '' })
    outline.findings.push({
      rule: 'malformed-link',
      severity: 'warning',
      message: `Unexpected space in \`${found[0]}\`, expected \`](\`. Readers of the published guide see the brackets; remove the space.`,
      place: source.place(found.index),
    })
  }
  return edits
}

/** What an include puts on the page. Lists of steps are read from their own files. */
function boxOf(include: Include, bodyOf: (capture: Capture) => Block[], source: SourceText, outline: Outline): Block[] {
  const { capture, parameters } = include
  const name = include.file.replace(/^.*\//, '').replace(/\.html$/, '')
  if (capture !== null) {
    const blocks = bodyOf(capture)
    const given = parameters['heading'] ?? parameters['title'] ?? parameters['accessibility_text'] ?? ''
    const own = takeTitle(blocks)
    const ownKind = own === null ? null : calloutKind(own.title.map((span) => span.text).join(''))
    const kind = ownKind ?? calloutKind(given) ?? 'note'
    const boxed = own !== null && ownKind !== null ? own : { title: given === '' ? [] : [{ text: given }], blocks }
    const offset = capture.bodyFrom + Math.max(0, source.text.slice(capture.bodyFrom, capture.bodyTo).search(/\S/))
    outline.callouts.push({ kind, ...boxed, offset, place: source.place(offset) })
    return [{ type: 'callout', kind, ...boxed }]
  }
  const target = parameters['link'] ?? parameters['url']
  const text = parameters['title'] ?? parameters['text'] ?? ''
  if (target !== undefined && text !== '') {
    outline.links.push({ target, text, offset: include.from, place: source.place(include.from) })
    const href = /^https?:/.test(target) ? { href: target } : {}
    return [{ type: 'paragraph', spans: [{ text, ...href }] }]
  }
  if (name !== 'steps' && parameters['content'] === undefined) {
    outline.findings.push({
      rule: 'unreadable-liquid',
      severity: 'note',
      message: `Unexpected include \`${include.file}\`, expected one with a content, or with a link and a title. It is left out.`,
      place: source.place(include.from),
    })
  }
  return []
}

/** Gives each annotation to the words it stands after, in the same block or on the line below them. */
function attach(
  annotations: readonly CommentSpan[],
  leaves: readonly Leaf[],
  edited: EditedText,
  outline: Outline,
): void {
  for (const comment of annotations) {
    const at = edited.editedOffset(comment.from)
    const leaf = leaves[lastWhere(leaves, (each) => each.from <= at)]
    const between = leaf === undefined ? null : edited.text.slice(leaf.to, at)
    const place = edited.source.place(comment.from)
    const annotation: Annotation = { text: comment.inner.trim(), offset: comment.innerFrom, place }
    if (leaf !== undefined && between !== null && /^[^\S\r\n]*(?:(?:\r\n|\r|\n)[^\S\r\n]*)?$/.test(between)) {
      leaf.owner.annotations.push(annotation)
    } else {
      outline.findings.push({
        rule: 'annotation-without-words',
        severity: 'error',
        message:
          'Unexpected annotation with no words before it, expected it after the words it describes, in the same block. Move it.',
        place,
      })
    }
  }
}
