/**
 * A page of the guide as plain Markdown for readers: without comments and old HTML tags, with Liquid resolved.
 *
 * In:  the text of a page, as on disk. Out: Markdown with the same content, and a list of what was removed. Front matter is
 * kept, because site generators need it.
 *
 * @module
 */
import type { ListItem, Nodes, Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import type { Place } from '../model/finding.ts'
import { calloutKind } from './callouts.ts'
import { removal, scanComments } from './comments.ts'
import { readFrontMatter } from './front-matter.ts'
import { type Include, scanLiquid } from './liquid.ts'
import { htmlEdits, malformedLinks } from './page-edits.ts'
import { parseTree } from './parse-tree.ts'
import { type Edit, EditedText, SourceText } from './source-text.ts'

interface PublishPageOptions {
  /** Run the Liquid of the public guide. */
  readonly liquid: boolean
  readonly isAnnotation: (comment: string) => boolean
  /** The steps of a group, in order, as an include lists them. */
  readonly stepsOf: (group: string) => readonly { readonly title: string; readonly address: string }[]
}

export interface TakenOut {
  readonly what: 'marker' | 'annotation' | 'note' | 'liquid'
  /** Its first words. */
  readonly text: string
  readonly place: Place
}

interface PublishedPage {
  readonly markdown: string
  readonly takenOut: readonly TakenOut[]
}

export function publishPage(file: string, text: string, options: PublishPageOptions): PublishedPage {
  const source = new SourceText(file, text)
  const { end } = readFrontMatter(source).matter
  const { comments, code } = scanComments(text, end)
  const skip = [...comments, ...code].sort((a, b) => a.from - b.from)
  const liquid = options.liquid ? scanLiquid(source, end, comments) : { includes: [], captures: [], edits: [] }
  const shared: readonly Edit[] = [
    ...comments.map((comment) => removal(source, comment)),
    ...liquid.edits,
    ...htmlEdits(text, end, skip),
    ...malformedLinks(source, skip).edits,
    ...siteAttributes(text, end),
  ]
  const includes = liquid.includes.map((include): Edit => {
    const indentation = /^[ \t]*$/.exec(text.slice(source.lineStart(include.from), include.from))?.[0] ?? ''
    const lines = includeLines(include, source, shared, options).map((line) => `${indentation}${line}`.trimEnd())
    return { from: include.from, to: include.to, text: lines.length === 0 ? '' : `\n\n${lines.join('\n')}\n\n` }
  })
  const body = new EditedText(source, end, text.length, [...shared, ...includes]).text
  const takenOut: TakenOut[] = [
    ...comments.map((comment) => ({
      what: kindOf(comment.inner, options),
      text: firstWords(comment.inner),
      place: source.place(comment.from),
    })),
    ...liquid.includes.map(({ from, file: name }) => ({
      what: 'liquid' as const,
      text: `include ${name}`,
      place: source.place(from),
    })),
  ]
  const inOrder = takenOut.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
  // The same line end throughout; an empty line after the front matter is kept.
  const matter = text.slice(0, end).replace(/\r\n?/g, '\n')
  const gap = end > 0 && /^[ \t]*(?:\r|\n)/.test(text.slice(end)) ? '\n' : ''
  return { markdown: `${matter}${gap}${stringify(body)}`, takenOut: inOrder }
}

function kindOf(comment: string, { isAnnotation }: PublishPageOptions): TakenOut['what'] {
  if (/\[(?:GAP|UPLIFT)\]/.test(comment)) return 'marker'
  return isAnnotation(comment) ? 'annotation' : 'note'
}

const firstWords = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 120)

/** `{: .class}`: instructions to a site generator. A heading’s `{#id}` stays, because links lead to it. */
const siteAttributes = (text: string, from: number): Edit[] =>
  [...text.matchAll(/\{:[^{}\r\n]*\}/g)]
    .filter(({ index }) => index >= from)
    .map((found) => ({ from: found.index, to: found.index + found[0].length, text: '' }))

function includeLines(
  { capture, parameters, file }: Include,
  source: SourceText,
  edits: readonly Edit[],
  { stepsOf }: PublishPageOptions,
): string[] {
  if (capture !== null) {
    const inside = edits.filter(({ from, to }) => from >= capture.bodyFrom && to <= capture.bodyTo)
    const body = new EditedText(source, capture.bodyFrom, capture.bodyTo, inside).text.trim()
    const given = parameters['heading'] ?? parameters['title'] ?? parameters['accessibility_text'] ?? ''
    return withTitle(body, given)
      .split(/\r\n|\r|\n/)
      .map((line) => `> ${line}`)
  }
  const target = parameters['link'] ?? parameters['url']
  const words = parameters['title'] ?? parameters['text'] ?? ''
  if (target !== undefined && words !== '') return [`[${words}](<${target}>)`]
  const group = /(?:^|\/)steps\.html$/.test(file) ? parameters['group'] : undefined
  if (group === undefined) return []
  return stepsOf(group).map(({ title, address }, at) => `${at + 1}. [${title}](<${address}>)`)
}

/** Adds the title that the include gives, unless the capture already starts with a callout's bold words. */
function withTitle(body: string, given: string): string {
  const own = /^(?:[*_]{2,3}|<(?:strong|b)>)\s*([^*_<]+)/.exec(body)?.[1]
  if (given === '' || (own !== undefined && calloutKind(own) !== null)) return body
  return /^(?:[-*+>#|]|\d+[.)])\s?/.test(body) ? `**${given}**\n\n${body}` : `**${given}** ${body}`
}

const writer = unified()
  // Only the serialising half: parse-tree.ts parses tables.
  .data('toMarkdownExtensions', [gfmToMarkdown()])
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '_',
    rule: '*',
    ruleSpaces: true,
    ruleRepetition: 3,
    listItemIndent: 'one',
    incrementListMarker: true,
    resourceLink: true,
  })
  .freeze()

function stringify(body: string): string {
  const tree = parseTree(body)
  withTickBoxes(tree)
  return writer.stringify(tree)
}

/** Turns `[ ]` at the start of an item into a tick box; the parser leaves it in the text. */
function withTickBoxes(node: Root | Nodes): void {
  if (node.type === 'listItem') tick(node)
  if ('children' in node) for (const child of node.children) withTickBoxes(child)
}

function tick(item: ListItem): void {
  const [first] = item.children
  const [text] = first?.type === 'paragraph' ? first.children : []
  const box = text?.type === 'text' ? /^\[([ xX])\]\s+/.exec(text.value) : null
  if (text?.type !== 'text' || box === null) return
  item.checked = box[1] !== ' '
  text.value = text.value.slice(box[0].length)
}
