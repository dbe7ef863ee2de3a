/**
 * The gap report as rows: for CSV, and for the sheet of the workbook.
 *
 * @module
 */
import { BYTE_ORDER_MARK, csvText } from '../base/csv.ts'
import type { GapReport } from './gap-report.ts'
import { KIND_NAMES, sayAge, sayHides } from './phrases.ts'

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
  'owner',
  'due',
  'issue',
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
    entry.owner ?? '',
    entry.due ?? '',
    entry.issue ?? '',
    entry.since?.date ?? '',
    entry.since === null ? '' : sayAge(entry.since.date, asOf),
    entry.since?.author ?? '',
    entry.practices?.join(' ') ?? '',
    entry.baseline ?? '',
    entry.reason ?? '',
    entry.fingerprint,
  ])

export const toCsv = (report: GapReport): string => BYTE_ORDER_MARK + csvText([COLUMNS, ...toRows(report)])
