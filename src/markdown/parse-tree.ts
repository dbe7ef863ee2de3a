/**
 * Text to a Markdown tree: CommonMark, with tables for the pages that have some.
 *
 * @module
 */
import type { Definition, Root } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { TABLE_RULE, tableNodes, tableSyntax } from './gfm-table.ts'

/** The parsers are made once; the one with tables only for pages that have some. */
const plainParser = unified().use(remarkParse).freeze()
const tableParser = unified()
  .use(remarkParse)
  .data('micromarkExtensions', [tableSyntax])
  .data('fromMarkdownExtensions', [tableNodes])
  .freeze()

export function parseTree(text: string): Root {
  return (TABLE_RULE.test(text) ? tableParser : plainParser).parse(text)
}

/** Addresses of reference links (`[text][name]`), by name. */
export function definitionsIn(tree: Root): ReadonlyMap<string, string> {
  const found = tree.children.filter((node): node is Definition => node.type === 'definition')
  return new Map(found.map((definition) => [definition.identifier, definition.url]))
}
