/**
 * Spans and fields as HTML, text for HTML and CSS, and the context that all writers of blocks share.
 *
 * @module
 */
import { escapeMarkup } from '../../base/text.ts'
import type { Cell, Field, InterfaceWords, Mark, Span } from '../../document/document.ts'
import type { Copy } from '../format.ts'

// HTML 13.1.4 forbids controls and noncharacters, and checkers reject pages with them; the `u` flag makes a lone
// surrogate a character, so that it is matched too.
const notText = /[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** For element content and for attributes in double quotes. */
export const escapeHtml = (text: string): string => escapeMarkup(text.replace(notText, ''))

/** A CSS string with its quotes. Everything that could end it, or the style element, is written as a number. */
export const cssString = (text: string): string =>
  `"${text.replace(notText, '').replace(/["\\<>&\n\r\t]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`

/** In running text a blank is as wide as its kind needs, not as wide as the space available. */
function inlineField(field: Field, context: HtmlContext): string {
  if (field.kind === 'check') return fieldHtml(field, context)
  context.state.hasInlineFields = true
  return `<span class="in-line in-line-${linesOf(field) > 1 ? 'lines' : field.kind}">${fieldHtml(field, context)}</span>`
}

/**
 * An input that saves its state in the browser; a blank for a pen on the print copy, for signatures, and for patient
 * data.
 */
export function fieldHtml(field: Field, context: HtmlContext): string {
  const isBlank = context.copy === 'print' || field.printOnly === true || field.kind === 'signature'
  if (isBlank) return field.kind === 'check' ? printedBox(field, context) : blank(field)
  context.state.hasFields = true
  const names = `aria-label="${escapeHtml(field.label)}" data-field="${escapeHtml(field.id)}" autocomplete="off"`
  if (field.kind === 'check') return `<input type="checkbox" class="tick" ${names}>`
  if (field.kind === 'date') return `<input type="date" class="nhsuk-input" ${names}>`
  if (linesOf(field) > 1) return `<textarea class="nhsuk-textarea" rows="${linesOf(field)}" ${names}></textarea>`
  const length = field.id.endsWith(':initials') ? ' maxlength="8"' : ''
  return `<input type="text" class="nhsuk-input" ${names}${length}>`
}

const printedBox = (field: Field, { words }: HtmlContext): string =>
  `<span class="tick" role="img" aria-label="${escapeHtml(`${words.tickBox} ${field.label}`)}"></span>`

const blank = (field: Field): string => `<span class="blank blank-${linesOf(field)}"></span>`

/** Lines of a blank: an integer, and no more than fit on a page. */
const linesOf = ({ lines = 1 }: Field): number => Math.min(tallestBlank, Math.max(1, Math.ceil(lines)))

export const tallestBlank = 30

const tags: Readonly<Record<Mark, string>> = { strong: 'strong', emphasis: 'em', code: 'code' }

export const spansHtml = (spans: readonly Span[], context: HtmlContext): string =>
  spans.map((span) => spanHtml(span, context)).join('')

/** Lines of one paragraph or cell. */
export const linesHtml = (lines: readonly (readonly Span[])[], context: HtmlContext): string =>
  lines.map((spans) => spansHtml(spans, context)).join('<br>')

/** The text of a cell, then its field. */
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

// A spreadsheet may contain any address; only these kinds are opened.
const leadsSomewhere = (href: string, { headingIds }: HtmlContext): boolean =>
  href.startsWith('#') ? headingIds.has(href.slice(1)) : /^(https?|mailto|tel):/i.test(href)

export interface HtmlContext {
  readonly copy: Copy
  readonly words: InterfaceWords
  readonly isLetter: boolean
  /** Ids of the headings, so that no link is broken. */
  readonly headingIds: ReadonlySet<string>
  /** Widths of columns in use, as integer percentages: each needs a rule in the style sheet. */
  readonly columnPercents: Set<number>
  /** Set when a field saves what is typed: only then is there anything to download. */
  readonly state: {
    hasFields: boolean
    /** Set where the style sheet needs rules for blanks in running text, and for lists to tick. */
    hasInlineFields: boolean
  }
}
