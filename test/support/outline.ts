/**
 * A document as an outline that a reviewer reads at a glance: `#` headings, `p` paragraphs, `[ ]` things to tick.
 */
import type { Block, Cell, Document, Span } from '../../src/document/document.ts'

const words = (spans: readonly Span[]): string =>
  spans
    .map(({ text, marks, href }) => {
      const marked = marks?.includes('strong') ? `**${text}**` : marks?.includes('emphasis') ? `*${text}*` : text
      return href === undefined ? marked : `[${marked}](${href})`
    })
    .join('')

const cell = ({ spans, more, field }: Cell): string =>
  [
    ...(spans ? [words(spans)] : []),
    ...(more ?? []).map(words),
    ...(field ? [field.kind === 'check' ? '[ ]' : `[${field.kind}: ${field.label}]`] : []),
  ].join(' / ')

function lines(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return ['', `${'#'.repeat(block.level)} ${words(block.spans)}${block.newPage ? '  (new page)' : ''}`]
    case 'paragraph':
      return [`${block.role ?? 'p'}  ${words(block.spans)}`]
    case 'list':
      return block.items.flatMap((item) => {
        const [first = '', ...rest] = item.flatMap(lines)
        return [`${block.ordered ? '1.' : '-'}  ${first.replace(/^p {2}/, '')}`, ...rest.map((line) => `   ${line}`)]
      })
    case 'table':
      return [
        `table ${block.id}`,
        `| ${block.header.map(words).join(' | ')}`,
        ...block.rows.map((row) => `| ${row.cells.map(cell).join(' | ')}`),
      ]
    case 'facts':
      return block.rows.map(({ label, value }) => `${words(label)}: ${cell(value)}`)
    case 'callout':
      return [`${block.kind}! ${words(block.title)}`, ...block.blocks.flatMap(lines).map((line) => `   ${line}`)]
    case 'cover':
      return [
        `cover ${words(block.eyebrow)} / ${words(block.title)}`,
        ...block.lines.map((line) => `      ${words(line)}`),
      ]
    case 'address':
      return [`address (${block.zone}): ${block.lines.map(words).join(', ')}`]
    case 'page-break':
      return ['--- page']
    case 'sheet':
      return ['', `--- sheet ${block.id}${block.wide ? ' (on its side)' : ''}`, ...block.blocks.flatMap(lines), '---']
    case 'columns':
      return block.columns.flatMap((column) => ['--- column', ...column.flatMap(lines)])
    case 'timeline':
      return [`timeline ${words(block.caption)}`, ...block.rows.map(({ label, dates }) => `   ${label}: ${dates}`)]
  }
}

export const outline = (document: Document): string =>
  [document.title, `header: ${document.header.join(' · ')}`, ...document.blocks.flatMap(lines), ''].join('\n')
