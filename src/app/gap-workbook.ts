/**
 * The gap report as a workbook: findings on one sheet, changes on another.
 *
 * @module
 */
import { COLUMNS, toRows } from '../report/to-csv.ts'
import type { GapReport } from '../report/gap-report.ts'
import { sayAsk, sayCounts } from '../report/phrases.ts'
import { cell, type SheetToWrite, writeWorkbook } from '../practices/write-workbook.ts'

/** Column widths in characters; other columns get 14. */
const WIDTHS: Readonly<Partial<Record<(typeof COLUMNS)[number], number>>> = {
  phase: 24,
  file: 34,
  line: 7,
  column: 8,
  text: 70,
  section: 34,
  hides: 30,
  question: 40,
  owner: 24,
  issue: 30,
  practices: 30,
  reason: 30,
  fingerprint: 18,
}

export function gapWorkbook(report: GapReport): Promise<Uint8Array> {
  const gaps: SheetToWrite = {
    name: 'gaps',
    above: [report.edition, sayCounts(report), ...report.lacks],
    columns: COLUMNS.map((header) => ({ header, width: WIDTHS[header] ?? 14, kind: 'text' })),
    rows: toRows(report).map((row) => row.map((value) => cell(String(value)))),
    fixedColumns: 1,
    filters: true,
  }
  return writeWorkbook(`Gaps: ${report.edition}`, [gaps, ...changesSheet(report)], 'practice-packs')
}

function changesSheet({ changes }: GapReport): SheetToWrite[] {
  if (changes === null) return []
  const { since, opened, closed, moved, reworded, nearMisses, questions, slas, tasks } = changes
  const at = (place: { readonly file: string; readonly line: number } | null): string =>
    place === null ? '' : `${place.file}:${place.line}`
  const markers = [
    ...opened.map((entry) => ['opened', entry.kind, at(entry.place), entry.text, '']),
    ...closed.map((entry) => ['closed', entry.kind, at(entry.place), entry.text, '']),
    ...moved.map(({ before, after }) => ['moved', after.kind, at(after.place), after.text, at(before.place)]),
    ...reworded.map(({ before, after }) => ['reworded', after.kind, at(after.place), after.text, before.text]),
    ...nearMisses.opened.map((entry) => ['opened', entry.kind, at(entry.place), entry.text, '']),
    ...nearMisses.closed.map((entry) => ['closed', entry.kind, at(entry.place), entry.text, '']),
    ...questions.opened.map((entry) => ['opened', 'question', at(entry.place), sayAsk(entry) ?? '', '']),
    ...questions.closed.map((entry) => ['closed', 'question', at(entry.place), sayAsk(entry) ?? '', '']),
  ]
  const items = (
    [
      ['SLA', slas],
      ['task', tasks],
    ] as const
  ).flatMap(([kind, { added, removed, reworded, changed }]) => [
    ...added.map((item) => ['added', kind, at(item.place), item.text, '']),
    ...removed.map((item) => ['removed', kind, at(item.place), item.text, '']),
    ...reworded.map(({ before, after }) => ['reworded', kind, at(after.place), after.text, before.text]),
    ...changed.map(({ before, after, what }) => [
      'changed',
      kind,
      at(after.place),
      what.map((name) => `${name}: ${after.terms[name] ?? ''}`).join('; '),
      what.map((name) => `${name}: ${before.terms[name] ?? ''}`).join('; '),
    ]),
  ])
  return [
    {
      name: 'changes',
      above: [`Since ${since}`],
      columns: [
        { header: 'change', width: 12, kind: 'text' },
        { header: 'what', width: 10, kind: 'text' },
        { header: 'where', width: 40, kind: 'text' },
        { header: 'now', width: 70, kind: 'text' },
        { header: 'before', width: 70, kind: 'text' },
      ],
      rows: [...markers, ...items].map((row) => row.map(cell)),
      filters: true,
    },
  ]
}
