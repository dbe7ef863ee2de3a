/**
 * The gap report as rows: for CSV, and for the sheet of the workbook.
 *
 * @module
 */
import type { GapReport } from '../gap-report.ts'
import { KIND_NAMES, sayAge, sayHides } from '../phrases.ts'

export const COLUMNS = [
  'kind',
  'severity',
  'rule',
  'phase',
  'file',
  'line',
  'column',
  'text',
  'section',
  'hides',
  'ask',
  'question',
  'since',
  'age',
  'author',
  'practices',
  'baseline',
  'reason',
  'fingerprint',
] as const

/** One row per entry, in the order of {@link COLUMNS}. Numbers stay numbers. */
export const toRows = ({ entries, asOf }: GapReport): (string | number)[][] =>
  entries.map((entry) => [
    KIND_NAMES[entry.kind],
    entry.severity,
    entry.rule,
    entry.phase ?? '',
    entry.place?.file ?? '',
    entry.place?.line ?? '',
    entry.place?.column ?? '',
    entry.text,
    entry.headings.join(' > '),
    sayHides(entry) ?? '',
    entry.ask ?? '',
    entry.question ?? '',
    entry.since?.date ?? '',
    entry.since === null ? '' : sayAge(entry.since.date, asOf),
    entry.since?.author ?? '',
    entry.practices?.join(' ') ?? '',
    entry.standing ?? '',
    entry.reason ?? '',
    entry.fingerprint,
  ])

/** RFC 4180, with the mark by which Excel knows UTF-8. */
export const toCsv = (report: GapReport): string =>
  `\uFEFF${[COLUMNS, ...toRows(report)].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = neutral(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A cell that a spreadsheet would run as a formula becomes text. */
export const neutral = (text: string): string => (/^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text)
