/**
 * Text to a Markdown tree: CommonMark, with tables for the pages that have some.
 *
 * @module
 */
import type { Definition, Root } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { blankNodes, blankSyntax } from './blanks.ts'
import { TABLE_RULE, tableNodes, tableSyntax } from './gfm-table.ts'

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

/** The parsers are made once; those with tables only for pages that have some. */
const PARSERS = {
  page: { plain: parserWith(), tables: parserWith(table) },
  template: { plain: parserWith(blank), tables: parserWith(table, blank) },
}

/** @param blanks true where `[[text: Phone]]` is a blank: in templates, never in a guide */
export function parseTree(text: string, blanks = false): Root {
  const parsers = blanks ? PARSERS.template : PARSERS.page
  return (TABLE_RULE.test(text) ? parsers.tables : parsers.plain).parse(text)
}

/** Addresses of reference links (`[text][name]`), by name. */
export function definitionsIn(tree: Root): ReadonlyMap<string, string> {
  const found = tree.children.filter((node): node is Definition => node.type === 'definition')
  return new Map(found.map((definition) => [definition.identifier, definition.url]))
}
