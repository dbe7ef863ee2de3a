/**
 * Spans and fields as HTML, text for HTML and CSS, and the context that all writers of blocks share.
 *
 * @module
 */
import { asHtml, joined, type Markup, noMarkup, withoutNotHtml } from '../../base/markup.ts'
import { cutAtDays } from '../../base/day-in-words.ts'
import { type Cell, type Field, isShown, type Mark, type Span } from '../../document/document.ts'
import type { InterfaceWords } from '../../document/interface-words.ts'
import type { Copy } from '../format.ts'

/** A CSS string with its quotes. Everything that could end it, or the style element, is written as a number. */
export const cssString = (text: string): string =>
  `"${withoutNotHtml(text).replace(/["\\<>&\n\r\t]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`

/** In running text a blank is as wide as its kind needs, not as wide as the space available. */
function inlineField(field: Field, context: HtmlContext): Markup {
  if (field.kind === 'check') return fieldHtml(field, context)
  context.state.hasInlineFields = true
  return asHtml`<span class="in-line in-line-${linesOf(field) > 1 ? 'lines' : field.kind}">${fieldHtml(field, context)}</span>`
}

/**
 * An input that saves its state in the browser; a blank for a pen on the print copy, for signatures, and for patient
 * data.
 */
export function fieldHtml(field: Field, context: HtmlContext): Markup {
  const isBlank = context.copy === 'print' || field.printOnly === true || field.kind === 'signature'
  if (isBlank) return field.kind === 'check' ? printedBox(field, context) : blank(field)
  context.state.hasFields = true
  const names = asHtml`id="${idOf(field)}" aria-label="${field.label}" data-field="${field.id}" autocomplete="off"`
  if (field.kind === 'check') return asHtml`<input type="checkbox" class="tick" ${names}>`
  if (field.kind === 'date') return asHtml`<input type="date" class="nhsuk-input" ${names}>`
  if (linesOf(field) > 1) return asHtml`<textarea class="nhsuk-textarea" rows="${linesOf(field)}" ${names}></textarea>`
  const length = field.id.endsWith(':initials') ? asHtml` maxlength="8"` : noMarkup
  return asHtml`<input type="text" class="nhsuk-input" ${names}${length}>`
}

/** A colon keeps it apart from the ids of headings. */
const idOf = ({ id }: Field): string => `field:${id}`

/** True for a box that can be ticked on the page. */
export const isTicked = (field: Field, { copy }: HtmlContext): boolean =>
  field.kind === 'check' && copy === 'fill-in' && field.printOnly !== true

/** The words beside a box tick it: a larger thing to tap than the box. Words with a blank in them have a use of their own. */
export function tickingHtml(
  box: Field,
  { spans = [], more = [] }: Pick<Cell, 'spans' | 'more'>,
  context: HtmlContext,
): Markup {
  const first = spansHtml(spans, context)
  const isPlain = spans.every(({ field }) => field === undefined)
  const words =
    isTicked(box, context) && isPlain && !first.isEmpty ? asHtml`<label for="${idOf(box)}">${first}</label>` : first
  return joined([words, ...more.map((line) => spansHtml(line, context))], '<br>')
}

const printedBox = (field: Field, { words }: HtmlContext): Markup =>
  asHtml`<span class="tick" role="img" aria-label="${words.tickBox} ${field.label}"></span>`

const blank = (field: Field): Markup => asHtml`<span class="blank blank-${linesOf(field)}"></span>`

/** Lines of a blank: an integer, and no more than fit on a page. */
const linesOf = ({ lines = 1 }: Field): number => Math.min(tallestBlank, Math.max(1, Math.ceil(lines)))

export const tallestBlank = 30

const tags: Readonly<Record<Mark, string>> = { strong: 'strong', emphasis: 'em', code: 'code', quiet: 'small' }

export const spansHtml = (spans: readonly Span[], context: HtmlContext): Markup =>
  joined(spans.map((span) => spanHtml(span, context)))

/** Lines of one paragraph or cell. */
export const linesHtml = (lines: readonly (readonly Span[])[], context: HtmlContext): Markup =>
  joined(
    lines.map((spans) => spansHtml(spans, context)),
    '<br>',
  )

/** The text of a cell, then its field; a box to tick comes before its words. */
export function cellHtml(cell: Cell, context: HtmlContext): Markup {
  const words = linesHtml(
    [cell.spans ?? [], ...(cell.more ?? [])].filter((spans) => spans.some(isShown)),
    context,
  )
  const { field } = cell
  if (field === undefined) return words
  if (words.isEmpty) return fieldHtml(field, context)
  if (field.kind !== 'check') return asHtml`${words}<br>${fieldHtml(field, context)}`
  return asHtml`<div class="beside">${fieldHtml(field, context)}<div>${tickingHtml(field, cell, context)}</div></div>`
}

/** No line divides a day. Not by other spaces: a message is copied from the page into a text message, where they cost. */
function daysHtml(text: string): Markup {
  const parts = cutAtDays(text)
  return joined(parts.map((part, i) => (i % 2 === 0 ? asHtml`${part}` : asHtml`<span class="day">${part}</span>`)))
}

function spanHtml(span: Span, context: HtmlContext): Markup {
  if (span.field !== undefined) return inlineField(span.field, context)
  const marked = (span.marks ?? []).reduce(
    (inner, mark) => asHtml`<${tags[mark]}>${inner}</${tags[mark]}>`,
    daysHtml(span.text),
  )
  if (span.file !== undefined) return asHtml`<a href="${addressOf(span.file)}">${marked}</a>`
  if (span.week !== undefined) {
    context.state.hasWeeks = true
    return asHtml`<span data-week="${span.week}">${marked}</span>`
  }
  return span.href !== undefined && leadsSomewhere(span.href, context)
    ? asHtml`<a href="${span.href}">${marked}</a>`
    : marked
}

/** A path as an address from a page on the first level of the pack: it works in a folder, a shared drive and a ZIP. */
const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

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
    /** Set where rows of tasks can be put in another order. */
    hasArrangedRows: boolean
    /** Set where words are about a week: only then is there one to mark. */
    hasWeeks: boolean
    /** Set where words can be copied with a button. */
    hasCopies: boolean
  }
}
