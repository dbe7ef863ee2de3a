/**
 * Converts phrasing content to flat spans, line by line. Marks are inherited; HTML tags inside a sentence become marks. Also
 * helpers for spans, escaping, and placeholders for blocks that are made elsewhere.
 *
 * @module
 */
import type { PhrasingContent } from 'mdast'
import { defined } from '../base/shape.ts'
import { type Block, isShown, type Mark, type Span } from '../document/document.ts'

export interface InlineContext {
  /** Called for every link, whether or not its address is kept. `offset` is in the parsed text. */
  readonly onLink: (link: { target: string; text: string; offset: number }) => void
  /** Called for what cannot be shown: an image, an unknown tag. */
  readonly onLoss: (what: string, offset: number, isHidden?: boolean) => void
  /** Addresses of reference links (`[text][name]`). */
  readonly definitions: ReadonlyMap<string, string>
  /** True keeps `#id` addresses, for documents whose headings are all here. */
  readonly keepAnchors: boolean
  /** True keeps all addresses. */
  readonly keepLinks: boolean
}

interface Style {
  readonly marks: readonly Mark[]
  readonly href: string | undefined
}

interface OpenTag {
  readonly name: string
  readonly outer: Style
  readonly target?: string
  readonly offset: number
  readonly from: number
}

const TAG_MARKS: Readonly<Record<string, Mark>> = {
  em: 'emphasis',
  i: 'emphasis',
  strong: 'strong',
  b: 'strong',
  code: 'code',
  kbd: 'code',
}
/** Bounds the work on hostile input. */
const MAX_OPEN_TAGS = 50
/** Tags without effect on a document. */
const PLAIN_TAGS = new Set(['a', 'span', 'u', 'small', 'sup', 'sub', 'font', 'abbr', 'q', 'cite', 'wbr'])

/** The words of a paragraph as they follow each other, line breaks among them. */
export interface Pieces {
  readonly spans: readonly Span[]
  /** Where each span starts, in the parsed text. */
  readonly offsets: readonly number[]
}

/** The lines of a paragraph, split at line breaks of the source and at `<br>`. Empty lines are left out. */
export const toLines = (nodes: readonly PhrasingContent[], context: InlineContext): Span[][] =>
  linesOf(toPieces(nodes, context).spans)

export function toPieces(nodes: readonly PhrasingContent[], context: InlineContext): Pieces {
  const pieces: Span[] = []
  const offsets: number[] = []
  const open: OpenTag[] = []
  let tagStyle: Style = { marks: [], href: undefined }

  const put = (text: string, style: Style, offset: number) => {
    if (text === '') return
    const marks = [...new Set([...tagStyle.marks, ...style.marks])]
    const href = style.href ?? tagStyle.href
    pieces.push({ text, ...(marks.length > 0 ? { marks } : {}), ...defined({ href }) })
    offsets.push(offset)
  }

  const tag = (html: string, offset: number) => {
    const found = /^<(\/?)([a-z][a-z0-9]*)([^>]*)>$/i.exec(html)
    const name = (found?.[2] ?? '').toLowerCase()
    if (found === null) context.onLoss(html, offset)
    else if (name === 'br') put('\n', NO_STYLE, offset)
    else if (found[1] === '/') {
      const index = open.findLastIndex((each) => each.name === name)
      const opened = open[index]
      if (opened === undefined) return
      if (opened.target !== undefined) {
        const text = pieces.slice(opened.from).map((piece) => piece.text)
        context.onLink({ target: opened.target, text: text.join(''), offset: opened.offset })
      }
      tagStyle = opened.outer
      open.length = index
    } else {
      const target = name === 'a' ? /\bhref\s*=\s*["']?([^"'>]+)/i.exec(found[3] ?? '')?.[1] : undefined
      const mark = TAG_MARKS[name]
      if (mark === undefined && !PLAIN_TAGS.has(name)) context.onLoss(html, offset)
      if (open.length === MAX_OPEN_TAGS) return
      open.push({ name, outer: tagStyle, offset, from: pieces.length, ...defined({ target }) })
      tagStyle = {
        marks: mark === undefined || tagStyle.marks.includes(mark) ? tagStyle.marks : [...tagStyle.marks, mark],
        href: target === undefined ? tagStyle.href : address(target, context),
      }
    }
  }

  const walk = (children: readonly PhrasingContent[], style: Style): void => {
    for (const node of children) {
      const offset = node.position?.start.offset ?? 0
      switch (node.type) {
        case 'text':
          put(node.value, style, offset)
          break
        case 'inlineCode':
          put(node.value.replace(/[\r\n]+/g, ' '), { ...style, marks: [...style.marks, 'code'] }, offset)
          break
        case 'strong':
          walk(node.children, { ...style, marks: [...style.marks, 'strong'] })
          break
        case 'emphasis':
          walk(node.children, { ...style, marks: [...style.marks, 'emphasis'] })
          break
        case 'delete':
          walk(node.children, style)
          break
        case 'break':
          put('\n', NO_STYLE, offset)
          break
        case 'html':
          tag(node.value, offset)
          break
        case 'link':
        case 'linkReference': {
          const target = node.type === 'link' ? node.url : (context.definitions.get(node.identifier) ?? '')
          const before = pieces.length
          walk(node.children, { ...style, href: address(target, context) })
          const text = pieces.slice(before).map((piece) => piece.text)
          context.onLink({ target, text: text.join(''), offset })
          break
        }
        case 'blank': {
          const marks = style.marks.length > 0 ? { marks: style.marks } : {}
          if ('field' in node) pieces.push({ text: '', field: { id: '', ...node.field } })
          else pieces.push({ text: `«${node.mergeField}»`, ...marks, mergeField: node.mergeField })
          offsets.push(offset)
          break
        }
        case 'image':
        case 'imageReference':
          put(node.alt ?? '', style, offset)
          context.onLoss('an image', offset)
          break
        default:
          break
      }
    }
  }
  walk(nodes, NO_STYLE)
  return { spans: pieces, offsets }
}

const NO_STYLE: Style = { marks: [], href: undefined }

/** Only addresses that are useful on a printed page are kept; links inside the guide keep only their words. */
function address(target: string, context: InlineContext): string | undefined {
  if (/^(https?:\/\/|mailto:|tel:)/i.test(target)) return target.trim().replace(/\s/g, '%20')
  return context.keepLinks || (context.keepAnchors && target.startsWith('#')) ? target.trim() : undefined
}

/** Pieces as lines; empty ones are left out. */
export function linesOf(pieces: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]]
  for (const piece of pieces) {
    for (const [index, text] of piece.text.split(/\r\n|\r|\n/).entries()) {
      if (index > 0) lines.push([])
      if (isShown({ ...piece, text })) lines.at(-1)?.push({ ...piece, text })
    }
  }
  return lines.map(tidy).filter((line) => line.length > 0)
}

const UNTIDY = /^ | $|  |[\t\r\n\f\v]/

/** Joins adjacent spans of the same style, collapses white space, and trims both ends. */
export function tidy(spans: readonly Span[]): Span[] {
  const [only] = spans
  // Fast path: most paragraphs are one tidy span.
  if (only !== undefined && spans.length === 1 && !UNTIDY.test(only.text)) return isShown(only) ? [only] : []
  const joined: { -readonly [Key in keyof Span]: Span[Key] }[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last !== undefined && sameStyle(last, span)) last.text += span.text
    else joined.push({ ...span })
  }
  const kept: Span[] = []
  let spaceBefore = true
  for (const span of joined) {
    if (span.field !== undefined) {
      kept.push(span)
      spaceBefore = false
      continue
    }
    // No-break spaces are deliberate; only ordinary white space is collapsed.
    const drawn = span.text.replace(/[ \t\r\n\f\v]+/g, ' ')
    const text: string = spaceBefore ? drawn.replace(/^ /, '') : drawn
    if (text === '') continue
    kept.push({ ...span, text })
    spaceBefore = text.endsWith(' ')
  }
  const last = kept.pop()
  if (last === undefined) return []
  if (last.field !== undefined) return [...kept, last]
  const end = last.text.replace(/ $/, '')
  return end === '' ? tidy(kept) : [...kept, { ...last, text: end }]
}

function sameStyle(a: Span, b: Span): boolean {
  // Fields are never joined.
  if ([a, b].some(({ field, mergeField }) => field !== undefined || mergeField !== undefined)) return false
  return a.href === b.href && (a.marks ?? []).join() === (b.marks ?? []).join()
}

/** The lines as one, with a space between them. */
export function joinLines(lines: readonly (readonly Span[])[]): readonly Span[] {
  const [only] = lines
  if (lines.length === 1 && only !== undefined) return only
  return tidy(lines.flatMap((line, index) => (index === 0 ? line : [{ text: ' ' }, ...line])))
}

/**
 * Escapes a value so that it stays text in Markdown: `St Mary's #1 <b>` becomes neither a heading nor a tag.
 *
 * Line breaks become spaces, because a value is part of a sentence.
 */
export function escapeMarkdown(value: string): string {
  return (
    value
      .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
      .replace(/\t/g, ' ')
      // CommonMark 2.4: any ASCII punctuation character may be escaped with a backslash.
      .replace(/[!-/:-@[-`{-~]/g, '\\$&')
  )
}

const OPEN = '\uFDD0'
const CLOSE = '\uFDD1'
export const RESERVED = /[\uFDD0\uFDD1]/g

/**
 * Marks where blocks that are made elsewhere go: a slot of a template, a callout of the public guide.
 *
 * The two delimiters are Unicode noncharacters, which have no meaning in text; if a text contains them, they are replaced
 * before it is parsed.
 */
export class Placeholders {
  readonly #blocks: (readonly Block[])[] = []

  /** Text to insert in the page: a paragraph of its own, at the given indentation. */
  add(blocks: readonly Block[], indentation = ''): string {
    this.#blocks.push(blocks)
    return `\n\n${indentation}${OPEN}${this.#blocks.length - 1}${CLOSE}\n\n`
  }

  /** The blocks that replace a paragraph with this text, or undefined for an ordinary paragraph. */
  find(text: string): readonly Block[] | undefined {
    if (!text.startsWith(OPEN) || !text.endsWith(CLOSE)) return undefined
    return this.#blocks[Number(text.slice(1, -1))]
  }
}
