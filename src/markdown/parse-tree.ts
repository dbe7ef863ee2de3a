/**
 * Parses Markdown text to a tree: CommonMark, with tables for the pages that have some and with blanks for templates.
 * Also ids of headings, and lists that authors wrote with dashes.
 *
 * Blanks are `[[text: Phone]]` and `[[merge: full_name]]`. They are an extension of the parser, so that they work wherever
 * text does, and a value with such brackets, which is inserted escaped, stays text.
 *
 * Tables use micromark's own extension for the tokens. Its mdast half is written here, because the packaged one also loads
 * the Markdown serialiser: a process that parses starts with 98 ms of CPU time, with the packaged half with 120 ms, with
 * all of remark-gfm with 129 ms.
 *
 * @module
 */
import type { Definition, Root, RootContent } from 'mdast'
import type { Extension } from 'mdast-util-from-markdown'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Code, Construct, Extension as Syntax, State } from 'micromark-util-types'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Block, Field, Span } from '../document/document.ts'
import { mayHaveTables } from './block-lines.ts'
import { joinLines, tidy } from './to-spans.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    blank: 'blank'
  }
}

declare module 'mdast' {
  interface PhrasingContentMap {
    blank: Blank
  }
  interface RootContentMap {
    blank: Blank
  }
}

/** A blank to fill in, or a merge field that is filled later from the patient list. */
type Blank = { type: 'blank'; position?: never } & (
  { readonly field: Omit<Field, 'id'> } | { readonly mergeField: string }
)

/** What is allowed between the brackets. */
const INSIDE =
  /^(?:(?<kind>text|date|check|signature)(?: (?<lines>[1-9]\d?))?: (?<label>.*\S.*)|merge: (?<name>[a-z][a-z0-9_]*))$/

const BRACKET = { open: 91, close: 93 }
const BACKSLASH = 92

const blankTokens: Construct = {
  name: 'blank',
  tokenize(effects, ok, nok) {
    let inside = ''
    const take = (code: Code, then: State): State => {
      effects.consume(code)
      return then
    }
    const add = (code: Code, then: State): State => {
      inside += String.fromCharCode(code ?? 0)
      return take(code, then)
    }
    const start: State = (code) => {
      effects.enter('blank')
      return take(code, second)
    }
    const second: State = (code) => (code === BRACKET.open ? take(code, within) : nok(code))
    const within: State = (code) => {
      // Micromark's codes of line ends and tabs are negative.
      if (code === null || code < 0 || code === BRACKET.open) return nok(code)
      if (code === BRACKET.close) return take(code, end)
      return add(code, code === BACKSLASH ? escaped : within)
    }
    const escaped: State = (code) => (code === null || code < 0 ? nok(code) : add(code, within))
    const end: State = (code) => {
      if (code !== BRACKET.close || !INSIDE.test(inside)) return nok(code)
      effects.consume(code)
      effects.exit('blank')
      return ok
    }
    return start
  },
}

const blankSyntax: Syntax = { text: { [BRACKET.open]: blankTokens } }

const blankNodes: Extension = {
  enter: {
    blank(token) {
      this.enter(blankOf(this.sliceSerialize(token).slice(2, -2)), token)
    },
  },
  exit: {
    blank(token) {
      this.exit(token)
    },
  },
}

function blankOf(inside: string): Blank {
  const { kind, lines, label = '', name } = INSIDE.exec(inside)?.groups ?? {}
  if (name !== undefined) return { type: 'blank', mergeField: name }
  return {
    type: 'blank',
    field: {
      kind: (kind ?? 'text') as Field['kind'],
      label: label.replace(/\\([!-/:-@[-`{-~])/g, '$1').trim(),
      ...(lines === undefined ? {} : { lines: Number(lines) }),
    },
  }
}

const tableSyntax = gfmTable()

const tableNodes: Extension = {
  enter: {
    table(token) {
      this.enter({ type: 'table', children: [] }, token)
    },
    tableRow(token) {
      this.enter({ type: 'tableRow', children: [] }, token)
    },
    tableHeader(token) {
      this.enter({ type: 'tableCell', children: [] }, token)
    },
    tableData(token) {
      this.enter({ type: 'tableCell', children: [] }, token)
    },
  },
  exit: {
    table(token) {
      this.exit(token)
    },
    tableRow(token) {
      this.exit(token)
    },
    tableHeader(token) {
      this.exit(token)
    },
    tableData(token) {
      this.exit(token)
    },
  },
}

const table = [tableSyntax, tableNodes] as const
const blank = [blankSyntax, blankNodes] as const

const parserWith = (...extensions: readonly (typeof table | typeof blank)[]) =>
  unified()
    .use(remarkParse)
    .data(
      'micromarkExtensions',
      extensions.map(([syntax]) => syntax),
    )
    .data(
      'fromMarkdownExtensions',
      extensions.map(([, nodes]) => nodes),
    )
    .freeze()

/** Made once; pages without tables are parsed by plain remark-parse. */
const PARSERS = {
  page: { plain: parserWith(), tables: parserWith(table) },
  template: { plain: parserWith(blank), tables: parserWith(table, blank) },
}

/** @param blanks whether `[[text: Phone]]` is a blank: in templates, never in a guide */
export function parseTree(text: string, blanks = false): Root {
  const parsers = blanks ? PARSERS.template : PARSERS.page
  return (mayHaveTables(text) ? parsers.tables : parsers.plain).parse(text)
}

/** The definitions of links (`[name]: address`), in lists and quotes too. */
export function definitionsIn(tree: Root): Definition[] {
  const within = (nodes: readonly RootContent[]): Definition[] =>
    nodes.flatMap((node) => {
      if (node.type === 'definition') return [node]
      return node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote' ? within(node.children) : []
    })
  return within(tree.children)
}

/** `## Title {#id}`; the id may have text before and after it. */
const EXPLICIT = /\s*\{:?\s*#([^\s{}]+)[^{}]*\}\s*/

/** The id that the author wrote, or null. */
export function explicitId(text: string): string | null {
  return EXPLICIT.exec(text)?.[1] ?? null
}

export function withoutExplicitId(text: string): string {
  return text.replace(EXPLICIT, ' ')
}

/** As kramdown generates it for GitHub Flavored Markdown: lower case, no punctuation, hyphens for spaces. */
export function generatedId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replace(/ /g, '-')
}

const DASHED = /^(?:--|–|—)\s+/

/** Lines that start with `--` or a dash become the items of a list. */
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

/** A line after a dashed one continues its item: authors wrap lines. */
function continueItem(blocks: Block[], line: readonly Span[]): void {
  const last = blocks.at(-1)
  const item = last?.type === 'list' ? last.items.at(-1)?.[0] : undefined
  if (last?.type !== 'list' || item?.type !== 'paragraph') return
  const longer: Block = { ...item, spans: joinLines([item.spans, line]) }
  blocks[blocks.length - 1] = { ...last, items: [...last.items.slice(0, -1), [longer]] }
}

/** Adds a block, merging adjacent unordered lists: only a removed comment or dashed lines separated them. */
export function addBlock(blocks: Block[], block: Block): void {
  const last = blocks.at(-1)
  if (last?.type === 'list' && block.type === 'list' && !last.ordered && !block.ordered) {
    blocks[blocks.length - 1] = { ...last, items: [...last.items, ...block.items] }
  } else blocks.push(block)
}
