/**
 * Renders plain formats. Markdown to paste into a website, the NHS App, an email or a template of GOV.UK Notify,
 * limited to what all of these accept: headings, paragraphs, lists, links. And the words alone, for a text message or a
 * recorded telephone message.
 *
 * @module
 */
import { type Block, type BlockTable, type Field, type List, renderBlock, type Span } from '../document/document.ts'
import { blockLines, plainText } from '../document/plain-text.ts'
import { mapSpans } from '../document/walk.ts'
import type { Renderer } from './format.ts'

const LINE = '________'

const asText = ({ kind }: Field): string => (kind === 'check' ? '[ ]' : LINE)

/**
 * Fields in formats that have none: brackets to tick, a line to write on.
 *
 * @param escape for a line of underscores, which Markdown would read as a thematic break
 */
const fieldsAsText = (blocks: readonly Block[], escape = (line: string): string => line): Block[] =>
  mapSpans(blocks, (spans) =>
    spans.map((span): Span => {
      const { field, ...words } = span
      return field === undefined ? span : { ...words, text: escape(asText(field)) }
    }),
  )

export const renderMarkdown: Renderer = async ({ blocks, watermark }) => {
  const paragraphs = [
    ...(watermark === undefined ? [] : [watermark]),
    ...fieldsAsText(blocks, escaped).flatMap(paragraphsOf),
  ]
  return { bytes: new TextEncoder().encode(`${paragraphs.join('\n\n')}\n`), pages: null }
}

const escaped = (line: string): string => line.replaceAll('_', '\\_')

const asLines = (block: Block): string[] => [blockLines(block).map(guarded).join('\n')]

const writers: BlockTable<undefined, string[]> = {
  heading: ({ level, spans }) => [`${'#'.repeat(level)} ${spansMarkdown(spans)}`],
  paragraph: ({ spans }) => [guarded(spansMarkdown(spans))],
  list: (block) => [listLines(block).join('\n')],
  callout: ({ title, blocks }) => [guarded(spansMarkdown(title)), ...blocks.flatMap(paragraphsOf)],
  sheet: ({ blocks }) => blocks.flatMap(paragraphsOf),
  columns: ({ columns }) => columns.flatMap((column) => column.flatMap(paragraphsOf)),
  table: asLines,
  facts: asLines,
  cover: asLines,
  address: asLines,
  timeline: asLines,
  'page-break': () => [],
}

const paragraphsOf = (block: Block): string[] => renderBlock(writers, block, undefined).filter((text) => text !== '')

function listLines({ ordered, start = 1, items }: List): string[] {
  return items.flatMap((item, index) => {
    const [first = '', ...rest] = item.flatMap(paragraphsOf).join('\n').split('\n')
    return [`${ordered ? `${start + index}.` : '*'} ${first}`, ...rest.map((line) => `  ${line}`)]
  })
}

const spansMarkdown = (spans: readonly Span[]): string =>
  spans.map(({ text, href }) => (href === undefined || shows(text, href) ? text : `[${text}](${href})`)).join('')

/** An address that is printed in full needs no link. */
const shows = (text: string, href: string): boolean =>
  href.replace(/^(mailto|tel):|^https?:\/\//, '').startsWith(text.replace(/^https?:\/\//, ''))

/** A name that starts with `#` or `*` must not become a heading or a list. */
const guarded = (line: string): string =>
  line.replace(/^([#*>+-])(?=\s|\*)/, '\\$1').replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')

/** No line break at the end: in a text message it would be paid for. */
export const renderText: Renderer = async (document) => {
  const lines = [
    ...(document.watermark === undefined ? [] : [document.watermark]),
    ...plainText({ ...document, blocks: fieldsAsText(document.blocks) }),
  ]
  return { bytes: new TextEncoder().encode(lines.join('\n\n')), pages: null }
}
