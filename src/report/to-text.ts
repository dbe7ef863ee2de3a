/**
 * The gap report for a terminal: a work list by phase, the worst of each first. Colour only repeats the text.
 *
 * @module
 */
import { counted, option } from '../base/text.ts'
import type { IsoDay } from '../base/day.ts'
import type { GapEntry, GapReport, GuideChanges, ItemChanges } from './gap-report.ts'
import { byPhase, byRule, type RuleGroup } from './find-gaps.ts'
import {
  KIND_NAMES,
  sayAsk,
  sayChange,
  sayCounts,
  sayFollowUp,
  sayHides,
  saySince,
  shorten,
  whereOf,
} from './phrases.ts'

export type Paint = (style: 'bold' | 'red' | 'yellow' | 'cyan' | 'green' | 'dim', text: string) => string

interface TextOptions {
  /** Returns text unchanged where colour is not wanted. */
  readonly paint: Paint
  /** Show every finding, and each piece of advice. */
  readonly all: boolean
}

export function toText(report: GapReport, { paint, all }: TextOptions): string {
  const lines: string[] = []
  const section = (title: string, body: readonly string[]): void => {
    if (body.length > 0) lines.push('', paint('bold', title), ...body)
  }
  lines.push(paint('bold', report.edition), sayCounts(report))
  if (report.changes) lines.push(...changeLines(report.changes, report.asOf, paint))
  const markers = report.entries.filter(({ kind }) => kind !== 'finding')
  for (const { title, entries } of byPhase(markers, report))
    section(
      title ?? 'Other pages',
      entries.flatMap((entry) => markerLines(entry, report.asOf, paint)),
    )
  for (const group of byRule(report.entries.filter(({ kind, severity }) => kind === 'finding' && severity !== 'note')))
    section(...ruleLines(group, report, all, paint))
  section('Advice', adviceLines(report, all, paint))
  if (report.baseline) section('Against the baseline', baselineLines(report.baseline))
  if (report.history) section('Over time', historyLines(report.history))
  section('Not in this report', report.lacks)
  return `${lines.join('\n')}\n`
}

const STYLES = { gap: 'red', uplift: 'cyan', 'near-miss': 'yellow', finding: 'yellow' } as const
const INDENT = '             '

function markerLines(entry: GapEntry, asOf: IsoDay, paint: Paint): string[] {
  const label = KIND_NAMES[entry.kind].padEnd(9)
  const details = [
    entry.headings.length > 0 ? `in ${entry.headings.join(' > ')}` : null,
    entry.hides === null ? null : paint('red', `hides ${sayHides(entry) ?? ''}`),
    sayAsk(entry) === null ? null : `ask ${sayAsk(entry) ?? ''}`,
    sayFollowUp(entry, asOf),
    saySince(entry, asOf),
    entry.practices === null ? null : practicesLine(entry.practices),
    entry.baseline === 'new' ? paint('red', 'new: not in the baseline') : null,
    entry.reason === null ? null : `known: ${entry.reason}`,
  ].filter((detail) => detail !== null)
  return [
    `  ${paint(STYLES[entry.kind], label)}  ${whereOf(entry)}`,
    `${INDENT}${entry.text}`,
    ...details.map((detail) => `${INDENT}${detail}`),
  ]
}

const practicesLine = (practices: readonly string[]): string =>
  practices.length === 0
    ? 'in no practice’s checklist'
    : `in the checklists of ${counted(practices.length, 'practice')}: ${shorten(practices.join(', '), 120)}`

/** More of one kind add nothing; the option `all` shows them. */
const SHOWN = 10

function ruleLines(group: RuleGroup, { rules }: GapReport, all: boolean, paint: Paint): [string, string[]] {
  const [{ rule, severity }] = group
  const info = rules.get(rule)
  const shown = all ? group : group.slice(0, SHOWN)
  const style = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan'
  const lines = shown.flatMap(({ place, text }) => [`  ${whereOf({ place })}`, `${INDENT}${text}`])
  const left = group.length - shown.length
  return [
    `${info?.title ?? rule}: ${group.length}`,
    [
      `  ${paint(style, severity)}  ${paint('dim', rule)}${info === undefined ? '' : `  ${info.why}`}`,
      ...lines,
      ...(left > 0 ? [`  and ${left} more: add ${option('all')} to see them`] : []),
    ],
  ]
}

function adviceLines(report: GapReport, all: boolean, paint: Paint): string[] {
  const groups = byRule(report.entries.filter(({ kind, severity }) => kind === 'finding' && severity === 'note'))
  if (groups.length === 0) return []
  if (all)
    return groups.flatMap((group) => {
      const [title, lines] = ruleLines(group, report, all, paint)
      return [`  ${title}`, ...lines]
    })
  const sums = groups.map((group) => {
    const rule = group[0]?.rule ?? ''
    return `  ${String(group.length).padStart(4)}  ${report.rules.get(rule)?.title ?? rule}  ${paint('dim', rule)}`
  })
  return [...sums, `  Add ${option('all')} to see each; practice-packs explain RULE says why it matters.`]
}

function baselineLines({ known, reworded, fresh, stale }: NonNullable<GapReport['baseline']>): string[] {
  return [
    `  ${counted(known, 'gap')} known${reworded > 0 ? ` (${reworded} reworded)` : ''}, ${fresh} new, ${stale.length} closed but still in the baseline`,
    ...stale.map(({ file, text }) => `  closed: ${file}  ${shorten(text, 90)}`),
  ]
}

/** The last commits at which a count changed. */
function historyLines(history: NonNullable<GapReport['history']>): string[] {
  const steps = history.filter(
    (point, index) =>
      index === 0 || point.gaps !== history[index - 1]?.gaps || point.uplifts !== history[index - 1]?.uplifts,
  )
  const shown = steps.slice(-12)
  return [
    `  ${counted(history.length, 'commit')}, the counts changed at ${steps.length} of them${steps.length > shown.length ? `; the last ${shown.length}:` : ':'}`,
    ...shown.map(
      ({ date, revision, gaps, uplifts }) =>
        `  ${date}  ${revision.slice(0, 8)}  ${String(gaps).padStart(3)} GAP  ${String(uplifts).padStart(3)} UPLIFT`,
    ),
  ]
}

function changeLines(changes: GuideChanges, asOf: IsoDay, paint: Paint): string[] {
  const lines: string[] = ['', paint('bold', `Since ${changes.since}`)]
  const list = (title: string, body: readonly string[]): void => {
    lines.push(`  ${title}: ${body.length}`, ...body.map((line) => `    ${line}`))
  }
  const one = (entry: GapEntry): string => `${KIND_NAMES[entry.kind]}  ${whereOf(entry)}  ${shorten(entry.text, 100)}`
  list(
    paint('red', 'opened'),
    changes.opened.map((entry) => [one(entry), saySince(entry, asOf)].filter(Boolean).join('  ')),
  )
  list(paint('green', 'closed'), changes.closed.map(one))
  list(
    'moved',
    changes.moved.map(({ before, after }) => `${one(after)}  was ${whereOf(before)}`),
  )
  list(
    'reworded',
    changes.reworded.map(({ before, after }) => `${one(after)}  was “${shorten(before.text, 80)}”`),
  )
  const rest = (title: string, entries: readonly GapEntry[], say: (entry: GapEntry) => string): void => {
    if (entries.length > 0) list(title, entries.map(say))
  }
  rest('near misses opened', changes.nearMisses.opened, one)
  rest('near misses closed', changes.nearMisses.closed, one)
  const asked = (entry: GapEntry): string => `${whereOf(entry)}  ${sayAsk(entry) ?? ''}`
  rest('questions opened', changes.questions.opened, asked)
  rest('questions closed', changes.questions.closed, asked)
  lines.push(...itemLines('SLA', changes.slas), ...itemLines('task', changes.tasks))
  return lines
}

function itemLines(what: string, { added, removed, reworded, changed }: ItemChanges): string[] {
  const one = ({ id, text, place }: ItemChanges['added'][number]): string =>
    `    ${[id, `${place.file}:${place.line}`, shorten(text, 90)].filter(Boolean).join('  ')}`
  const list = (title: string, body: readonly string[]): string[] =>
    body.length === 0 ? [] : [`  ${what}s ${title}: ${body.length}`, ...body]
  return [
    ...list('added', added.map(one)),
    ...list('removed', removed.map(one)),
    ...list(
      'reworded',
      reworded.map(({ before, after }) => `${one(after)}  was “${shorten(before.text, 80)}”`),
    ),
    ...list(
      'changed',
      changed.map((change) => `${one(change.after)}  (${sayChange(change)})`),
    ),
  ]
}
