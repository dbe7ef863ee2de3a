/**
 * Reads a Markdown page, of a guide or of a filled template, as blocks and an outline.
 *
 * In:  the text of one page, as on disk.
 * Out: front matter, comments, blocks and an outline, all with places in the file; findings.
 *
 * The page is edited before it is parsed: front matter, comments, Liquid and old HTML are removed, and the edited text maps
 * each character to its offset in the file. So the parser runs once, and none of these can reach a reader.
 *
 * Nothing that an author writes makes it throw.
 *
 * @module
 */
import type { Definition } from 'mdast'
import type { Block } from '../document/document.ts'
import type { Finding, Place } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { includeBlocks } from './callouts.ts'
import {
  type CodeRange,
  type CommentSpan,
  inRanges,
  isEscaped,
  type Range,
  scanComments,
  type StrayEnd,
} from './comments.ts'
import { commentEdits, isOnOwnLines } from './cut.ts'
import { noteEdits } from './footnotes.ts'
import { type FrontMatter, misplacedMatter, readFrontMatter } from './front-matter.ts'
import { type Capture, type LiquidFound, scanLiquid } from './liquid.ts'
import { type Annotation, emptyOutline, type Outline } from './outline.ts'
import { htmlEdits, malformedLinks, kramdownEdits, struckOut } from './page-edits.ts'
import { definitionsIn, parseTree } from './parse-tree.ts'
import { type Edit, EditedText, lastWhere, SourceText } from './source-text.ts'
import { type BlocksContext, type Leaf, toBlocks } from './to-blocks.ts'
import { Placeholders, RESERVED } from './to-spans.ts'

/** White space with at most one line end. */
const SAME_BLOCK = /^[^\S\r\n]*(?:(?:\r\n|\r|\n)[^\S\r\n]*)?$/

/** Attaches each annotation to the words before it, in the same block or on the line above. */
function attachAnnotations(
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
    if (leaf !== undefined && between !== null && SAME_BLOCK.test(between)) {
      leaf.owner.annotations.push(annotation)
    } else {
      outline.findings.push(
        findingOf(
          'annotation-without-words',
          'Unexpected annotation with no words before it, expected it after the words it describes, in the same block. Move it.',
          { place },
        ),
      )
    }
  }
}

interface PageOptions {
  /** Run the Liquid of the public guide. Never for templates: a name may contain `{{`. */
  readonly liquid?: boolean
  /** True in templates: `[[text: Phone]]` is a blank, and `- [ ]` a box to tick. Their fields have no ids yet. */
  readonly blanks?: boolean
  /** True keeps `#id` links, for documents whose headings are all here. */
  readonly keepAnchors?: boolean
  /** True keeps every address as it is written, for whoever knows where it leads. */
  readonly keepLinks?: boolean
  /** Whether a comment is an annotation, which is attached to the words before it. */
  readonly isAnnotation?: (comment: string) => boolean
  /** The blocks that replace a comment on a line of its own (a slot); undefined removes the comment. */
  readonly replaceComment?: (comment: string, place: Place) => readonly Block[] | undefined
}

export interface MarkdownPage {
  readonly source: SourceText
  readonly frontMatter: FrontMatter
  readonly comments: readonly CommentSpan[]
  readonly code: readonly CodeRange[]
  readonly strayEnds: readonly StrayEnd[]
  readonly blocks: readonly Block[]
  readonly outline: Outline
  /** Ids of what is no heading, to which links may lead. */
  readonly anchors: readonly string[]
  readonly findings: readonly Finding[]
}

export function readPage(file: string, text: string, options: PageOptions = {}): MarkdownPage {
  const source = new SourceText(file, text)
  const { matter, findings } = readFrontMatter(source)
  const { comments, code, strayEnds } = scanComments(text, matter.end)
  const outline = emptyOutline()
  const placeholders = new Placeholders()
  const skip = [...comments, ...code].sort((a, b) => a.from - b.from)
  const malformed = malformedLinks(source, skip)
  const isGuide = options.blanks !== true
  const struck = isGuide ? struckOut(source, matter.end, skip) : NOTHING_STRUCK
  const attributes = isGuide ? kramdownEdits(source, matter.end, skip) : NO_ATTRIBUTES
  const markup = [...htmlEdits(text, matter.end, skip), ...malformed.edits, ...struck.edits, ...attributes.edits]
  const liquid =
    options.liquid === true
      ? scanLiquid(source, matter.end, comments, { code, page: matter.values, edits: markup })
      : NO_LIQUID
  const includes = liquid.includes.map(({ from, to }) => ({ from, to, text: '' }))
  // Never for templates: a value may contain such marks.
  const notes = isGuide
    ? noteEdits(source, matter.end, comments, code, [...liquid.edits, ...markup, ...includes])
    : { edits: [], findings: [] }
  const shared: Edit[] = [
    // Placeholders' reserved characters must not come from the text; templates have no placeholders, so may contain them.
    ...(isGuide ? [...text.matchAll(RESERVED)] : []).map((mark) => ({
      from: mark.index,
      to: mark.index + 1,
      text: '\uFFFD',
    })),
    ...liquid.edits,
    ...markup,
    ...notes.edits,
  ]
  const annotations = comments.filter((comment) => options.isAnnotation?.(comment.inner) === true)

  const bodies = new Map<Capture, Block[]>()
  const bodyOf = (capture: Capture): Block[] => {
    const known = bodies.get(capture)
    if (known !== undefined) return known
    const range = { from: capture.bodyFrom, to: capture.bodyTo }
    const edits = shared.filter((edit) => edit.from >= range.from && edit.to <= range.to)
    const removed = commentEdits(source, range, comments)
    const edited = new EditedText(source, range.from, range.to, [...edits, ...removed])
    const blocks = parse(edited, outline, new Placeholders(), options, [], struck.edits)
    bodies.set(capture, blocks)
    return blocks
  }
  const boxes = liquid.includes.map((include) => {
    const indentation = /^[ \t]*$/.exec(text.slice(source.lineStart(include.from), include.from))?.[0] ?? ''
    return {
      from: include.from,
      to: include.to,
      text: placeholders.add(includeBlocks(include, bodyOf, source, outline), indentation),
    }
  })
  const slots = comments.flatMap((comment) => {
    if (options.replaceComment === undefined || !isOnOwnLines(source, comment)) return []
    const blocks = options.replaceComment(comment.inner.trim(), source.place(comment.from))
    return blocks === undefined ? [] : [{ comment, text: placeholders.add(blocks) }]
  })
  const filled = new Set(slots.map(({ comment }) => comment))
  const body = { from: matter.end, to: text.length }
  const edited = new EditedText(source, body.from, body.to, [
    ...shared,
    ...boxes,
    ...slots.map(({ comment: { from, to }, text: placeholder }) => ({ from, to, text: placeholder })),
    ...commentEdits(
      source,
      body,
      comments.filter((comment) => !filled.has(comment)),
    ),
  ])
  const blocks = parse(edited, outline, placeholders, options, annotations, struck.edits)
  return {
    source,
    frontMatter: matter,
    comments,
    code,
    strayEnds,
    blocks,
    outline,
    anchors: attributes.anchors,
    findings: [
      ...findings,
      ...(isGuide ? misplacedMatter(source, matter.end, comments) : []),
      ...(isGuide ? liquidInMatter(matter) : []),
      ...(isGuide && options.liquid !== true ? liquidAsWords(source, matter.end, skip) : []),
      ...liquid.findings,
      ...malformed.findings,
      ...struck.findings,
      ...notes.findings,
      ...outline.findings,
    ],
  }
}

/** Jekyll does not run Liquid in front matter, so that a title shows its braces. */
const liquidInMatter = (matter: FrontMatter): Finding[] =>
  Object.entries(matter.values).flatMap(([key, value]) => {
    const tag = typeof value === 'string' ? /\{\{.*?\}\}|\{%.*?%\}/.exec(value)?.[0] : undefined
    if (tag === undefined) return []
    const message = `Unexpected \`${tag}\` in \`${key}\`, expected words: Liquid is not run in front matter. Readers see the braces; write the words themselves.`
    return [findingOf('unreadable-liquid', message, { place: matter.place(key) })]
  })

/** Definitions whose name stands nowhere else: no reader sees anything of them. */
function unusedDefinitions(definitions: readonly Definition[], edited: EditedText): Finding[] {
  if (definitions.length === 0) return []
  const { source } = edited
  const nameOf = (words: string): string => words.trim().replace(/\s+/g, ' ').toLowerCase()
  const names = [...source.text.matchAll(/\[([^[\]]{1,300})\](:?)/g)]
  return definitions.flatMap(({ identifier, label, position }) => {
    const written = label ?? identifier
    const isUsed = names.some(([, name = '', colon]) => colon === '' && nameOf(name) === nameOf(written))
    const isNote = written.startsWith('^')
    if (isUsed && !isNote) return []
    const place = source.place(edited.sourceOffset(position?.start.offset ?? 0))
    if (isNote) {
      const expected = /\s/.test(written)
        ? 'a name without a space'
        : 'it outside of quotes, and at most three spaces from the margin'
      const message = `Unexpected footnote \`[${written}]:\`, expected ${expected}. No reader sees its words; correct it.`
      return [findingOf('footnote-lost', message, { place })]
    }
    const message = `Unexpected line \`[${written}]:\` that no link on the page uses, expected \`[words][${written}]\`. No reader sees it; add the link, write a comment as \`<!-- -->\`, or delete the line.`
    return [findingOf('unused-definition', message, { place })]
  })
}

const LIQUID_TAG = /\{[{%][^\r\n]{0,60}/g

/** Liquid in a guide that no site runs through it. */
const liquidAsWords = (source: SourceText, from: number, skip: readonly Range[]): Finding[] =>
  [...source.text.matchAll(LIQUID_TAG)].flatMap(({ index, 0: found }) => {
    if (index < from || inRanges(skip, index) || isEscaped(source.text, index)) return []
    const tag = /^(?:\{\{.*?\}\}|\{%.*?%\})/.exec(found)?.[0] ?? found
    const message = `Unexpected \`${tag}\`, expected words: Liquid is not run in this guide, so readers see the tag. Write the words themselves, or put the tag into code.`
    return [findingOf('unreadable-liquid', message, { place: source.place(index) })]
  })

const NOTHING_STRUCK: ReturnType<typeof struckOut> = { edits: [], findings: [] }
const NO_ATTRIBUTES: ReturnType<typeof kramdownEdits> = { edits: [], anchors: [] }
const NO_LIQUID: LiquidFound = { captures: [], includes: [], edits: [], findings: [] }

function parse(
  edited: EditedText,
  outline: Outline,
  placeholders: Placeholders,
  options: PageOptions,
  annotations: readonly CommentSpan[],
  struck: readonly Edit[],
): Block[] {
  const tree = parseTree(edited.text, options.blanks)
  const definitions = edited.text.includes(']:') ? definitionsIn(tree) : []
  const context: BlocksContext = {
    edited,
    placeholders,
    outline,
    leaves: [],
    ids: new Map(),
    // The first one of a name counts.
    definitions: new Map(definitions.toReversed().map(({ identifier, url }) => [identifier, url])),
    keepAnchors: options.keepAnchors === true,
    keepLinks: options.keepLinks === true,
    dashedLists: options.liquid === true,
    blanks: options.blanks === true,
    isStruck: (from, to) => {
      const [start, end] = [edited.sourceOffset(from), edited.sourceOffset(to)]
      return struck.some((edit) => edit.from >= start && edit.from <= end)
    },
    onLink({ target, text, offset }) {
      const at = edited.sourceOffset(offset)
      outline.links.push({
        target: target.trim(),
        text: text.replace(/\s+/g, ' ').trim(),
        offset: at,
        place: edited.source.place(at),
      })
    },
    onLoss(what, offset, isHidden = false) {
      const message = `Unexpected ${what.length > 40 ? `${what.slice(0, 40)}…` : what}, expected words in Markdown. ${isHidden ? 'No reader sees it, and documents leave it out; delete it.' : 'Documents cannot show it; only its words are kept.'}`
      outline.findings.push(
        findingOf('cannot-be-shown', message, { place: edited.source.place(edited.sourceOffset(offset)) }),
      )
    },
  }
  const blocks = toBlocks(tree.children, context)
  attachAnnotations(annotations, context.leaves, edited, outline)
  if (options.blanks !== true) outline.findings.push(...unusedDefinitions(definitions, edited))
  return blocks
}
