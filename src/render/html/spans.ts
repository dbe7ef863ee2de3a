/**
 * Spans as HTML: marks and links.
 *
 * @module
 */
import type { Cell, Mark, Span } from '../../document/document.ts'
import { fieldHtml, inlineField } from './fields.ts'
import { escapeHtml } from './html-text.ts'
import type { HtmlContext } from './html-context.ts'

const tags: Readonly<Record<Mark, string>> = { strong: 'strong', emphasis: 'em', code: 'code' }

export const spansHtml = (spans: readonly Span[], context: HtmlContext): string =>
  spans.map((span) => spanHtml(span, context)).join('')

/** Lines of one paragraph or cell. */
export const linesHtml = (lines: readonly (readonly Span[])[], context: HtmlContext): string =>
  lines.map((spans) => spansHtml(spans, context)).join('<br>')

/** Words of a cell, then what is to be filled in. */
export function cellHtml(cell: Cell, context: HtmlContext): string {
  const words = linesHtml([...(cell.spans ? [cell.spans] : []), ...(cell.more ?? [])], context)
  if (!cell.field) return words
  const gap = words === '' ? '' : cell.field.kind === 'check' ? ' ' : '<br>'
  return `${words}${gap}${fieldHtml(cell.field, context)}`
}

function spanHtml(span: Span, context: HtmlContext): string {
  if (span.field !== undefined) return inlineField(span.field, context)
  const marked = (span.marks ?? []).reduce(
    (html, mark) => `<${tags[mark]}>${html}</${tags[mark]}>`,
    escapeHtml(span.text),
  )
  return span.href !== undefined && leadsSomewhere(span.href, context)
    ? `<a href="${escapeHtml(span.href)}">${marked}</a>`
    : marked
}

// A spreadsheet may hold any address; only these kinds are opened.
const leadsSomewhere = (href: string, { headingIds }: HtmlContext): boolean =>
  href.startsWith('#') ? headingIds.has(href.slice(1)) : /^(https?|mailto|tel):/i.test(href)
