/**
 * Fields as inputs that keep their state in the browser, or as blanks for a pen: on the print copy, for signatures, and
 * wherever the answer would hold patient data.
 *
 * @module
 */
import type { Field } from '../../document/document.ts'
import type { HtmlContext } from './html-context.ts'
import { escapeHtml } from './html-text.ts'

/** Among words a blank is as wide as its kind wants, not as wide as there is room. */
export function inlineField(field: Field, context: HtmlContext): string {
  if (field.kind === 'check') return fieldHtml(field, context)
  context.state.hasInlineFields = true
  return `<span class="in-line in-line-${linesOf(field) > 1 ? 'lines' : field.kind}">${fieldHtml(field, context)}</span>`
}

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

/** Lines of a blank: whole, and no taller than a page. */
const linesOf = ({ lines = 1 }: Field): number => Math.min(tallestBlank, Math.max(1, Math.ceil(lines)))

export const tallestBlank = 30
