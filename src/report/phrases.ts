/**
 * Phrases that the plain formats share: text, Markdown, spreadsheets, annotations. Documents take theirs from
 * `templates/reports/gap-report.hbs`.
 *
 * @module
 */
import { counted } from '../base/text.ts'
import { daysBetween, type IsoDay, partsOf } from '../base/day.ts'
import { SEVERITIES } from '../model/finding.ts'
import type { ComparedItem, GapEntry, GapReport, Pair } from './gap-report.ts'

export const KIND_NAMES = { gap: 'GAP', uplift: 'UPLIFT', 'near-miss': 'near miss', finding: 'finding' } as const

export const whereOf = ({ place }: Pick<GapEntry, 'place'>): string =>
  place === null ? '' : `${place.file}:${place.line}:${place.column}`

/** `8 lines, the section “Update the Catalogue”, 4 list items`; null where nothing is hidden. */
export function sayHides({ hides }: Pick<GapEntry, 'hides'>): string | null {
  if (hides === null) return null
  const { lines, headings, items, slas } = hides
  return [
    counted(lines, 'line'),
    ...headings.map((heading) => `the section “${heading}”`),
    ...(items > 0 ? [counted(items, 'list item')] : []),
    ...(slas > 0 ? [counted(slas, 'SLA')] : []),
  ].join(', ')
}

/** Completed months or years between two days, as a person says it. */
export function sayAge(from: IsoDay, to: IsoDay): string {
  const days = daysBetween(from, to)
  if (days <= 0) return 'today'
  if (days < 60) return counted(days, 'day')
  const months = wholeMonths(from, to)
  return months < 24 ? counted(months, 'month') : counted(Math.floor(months / 12), 'year')
}

function wholeMonths(from: IsoDay, to: IsoDay): number {
  const [first, last] = [partsOf(from), partsOf(to)]
  const months = (last.year - first.year) * 12 + last.month - first.month
  return last.dayOfMonth < first.dayOfMonth ? months - 1 : months
}

/** `since 2020-03-04 (6 years), Jane Doe` */
export const saySince = ({ since }: Pick<GapEntry, 'since'>, asOf: IsoDay): string | null =>
  since === null ? null : `since ${since.date} (${sayAge(since.date, asOf)}), ${since.author}`

export const sayAsk = ({ ask, question }: Pick<GapEntry, 'ask' | 'question'>): string | null =>
  ask === null && question === null ? null : [ask, question].filter((part) => part !== null).join(': ')

/** `owner Jo Example, due 2027-03-01 (overdue), issue #12`; null where nobody saw to it. */
export function sayFollowUp(
  { owner, due, issue }: Pick<GapEntry, 'owner' | 'due' | 'issue'>,
  asOf: IsoDay,
): string | null {
  const parts = [
    owner === null ? null : `owner ${owner}`,
    due === null ? null : `due ${due}${due < asOf ? ' (overdue)' : ''}`,
    issue === null ? null : `issue ${issue}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(', ')
}

/** With a full stop, where nothing else ends it. */
export const asSentence = (text: string): string => (/[.?!…]$/.test(text) ? text : `${text}.`)

/** An entry in whole sentences, without its place. */
export function messageOf(entry: GapEntry, asOf: IsoDay): string {
  const followUp = sayFollowUp(entry, asOf)
  const sentences = [
    entry.text,
    entry.hides === null ? null : `Hides ${sayHides(entry) ?? ''}`,
    sayAsk(entry) === null ? null : `Ask ${sayAsk(entry) ?? ''}`,
    followUp === null ? null : `${followUp.charAt(0).toUpperCase()}${followUp.slice(1)}`,
  ].filter((sentence) => sentence !== null && sentence !== '')
  return sentences.map((sentence) => asSentence(sentence ?? '')).join(' ') || '(no words)'
}

/** `2 errors, 1 warning`; an empty text when there is nothing. */
function saySeverities({ entries }: Pick<GapReport, 'entries'>): string {
  const all = entries.filter(({ kind }) => kind === 'finding')
  return SEVERITIES.map((severity) => ({ severity, count: all.filter((entry) => entry.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity))
    .join(', ')
}

/** `13 gaps, 20 uplifts, 10 near misses; 5 warnings` */
export function sayCounts(report: Pick<GapReport, 'entries'>): string {
  const count = (kind: GapEntry['kind']): number => report.entries.filter((entry) => entry.kind === kind).length
  const markers = [
    counted(count('gap'), 'gap'),
    counted(count('uplift'), 'uplift'),
    counted(count('near-miss'), 'near miss', 'near misses'),
  ].join(', ')
  const severities = saySeverities(report)
  return severities === '' ? markers : `${markers}; ${severities}`
}

/** `limit: 5 working days, was 10 working days` */
export const sayChange = ({ before, after, what }: Pair<ComparedItem> & { readonly what: readonly string[] }): string =>
  what.map((name) => `${name}: ${after.terms[name] || 'none'}, was ${before.terms[name] || 'none'}`).join('; ')

/** Shortens at a word. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length - 20))} …`
}
