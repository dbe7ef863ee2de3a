/**
 * The gap report as annotations of a GitHub job, and as lines that editors jump to. GitHub shows ten errors, ten warnings and
 * ten notices of a step and hides the rest without a word: so the worst come first, in changed files before others; what is
 * beyond ten is in the log, and advice is summed up in one line.
 *
 * @module
 */
import { counted } from '../base/text.ts'
import type { Finding, Severity } from '../model/finding.ts'
import { isGap, type GapEntry, type GapReport } from './gap-report.ts'
import { KIND_NAMES, messageOf, sayCounts } from './phrases.ts'

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const
type Command = (typeof COMMANDS)[Severity]
const SHOWN = 10

/** Something with a place, as tools for programmers read it. */
export interface Remark {
  /** As the reader of the line names it: from the top of the checkout, or from the current folder. Null: no file. */
  readonly file: string | null
  readonly line: number
  readonly column: number
  readonly severity: Severity
  readonly rule: string
  readonly message: string
}

/** `file:line:col: severity: message [rule]`, which editors and grep know. */
export const unixLine = ({ file, line, column, severity, rule, message }: Remark): string =>
  `${file ?? '.'}:${line}:${column}: ${severity}: ${message.replace(/\s+/g, ' ').trim()} [${rule}]`

/** @param pathOf the path of a file of the guide from where the reader is */
export function toUnix(report: GapReport, pathOf: (file: string) => string): string {
  const lines = report.entries.map((entry) =>
    unixLine(remarkOf(entry, report, entry.place === null ? null : pathOf(entry.place.file))),
  )
  return lines.map((line) => `${line}\n`).join('')
}

function remarkOf(entry: GapEntry, { asOf }: GapReport, file: string | null): Remark {
  const { place, rule, severity } = entry
  return { file, line: place?.line ?? 1, column: place?.column ?? 1, severity, rule, message: messageOf(entry, asOf) }
}

export function toGithub(report: GapReport): string {
  const changed = new Set(report.changes?.files)
  const opened = new Set(report.changes?.opened.map(({ fingerprint }) => fingerprint))
  const annotations = report.entries
    .filter((entry) => !isAdvice(entry))
    .map((entry) => {
      const command = commandOf(entry, opened)
      const file = entry.place === null ? null : `${report.prefix}${entry.place.file}`
      const title = entry.kind === 'finding' ? entry.rule : KIND_NAMES[entry.kind]
      const rank = rankOf(entry, changed)
      return { command, rank, ...remarkOf(entry, report, file), rule: title }
    })
    .sort((a, b) => a.rank - b.rank)
  const advice = report.entries.filter(isAdvice)
  const uplifts = advice.filter(({ kind }) => kind === 'uplift').length
  const besides = [
    ...(uplifts > 0 ? [counted(uplifts, 'uplift')] : []),
    ...(advice.length > uplifts ? [`${counted(advice.length - uplifts, 'piece')} of advice`] : []),
  ]
  return annotate(annotations, sayCounts(report), besides.join(' and '))
}

/** Findings of a check, errors and warnings, with the paths that `pathOf` gives. */
export function findingsToGithub(
  findings: readonly Finding[],
  counts: string,
  remark: (finding: Finding) => Remark,
): string {
  const notes = findings.filter(({ severity }) => severity === 'note').length
  const told = findings
    .filter(({ severity }) => severity !== 'note')
    .map((finding) => ({ ...remark(finding), command: COMMANDS[finding.severity] }))
  return annotate(told, counts, notes === 0 ? '' : `${counted(notes, 'piece')} of advice`)
}

/**
 * @param remarks in the order in which they matter
 * @param besides what there is no annotation for
 */
function annotate(
  remarks: readonly (Remark & { readonly command: Command })[],
  counts: string,
  besides: string,
): string {
  const kinds = Object.values(COMMANDS).map((command) => remarks.filter((one) => one.command === command))
  const shown = kinds.flatMap((kind) => kind.slice(0, SHOWN))
  const more = kinds.flatMap((kind) => kind.slice(SHOWN))
  const group =
    more.length === 0
      ? []
      : [`::group::${more.length} more, for which there is no room`, ...more.map(logLine), '::endgroup::']
  const rest = [
    ...(more.length > 0 ? [`GitHub shows ${SHOWN} of a kind; ${more.length} more are in the log of this step.`] : []),
    ...(besides === '' ? [] : [`${besides} besides, in the other formats.`]),
  ]
  const sum = [`${counts}.`, ...rest].join(' ')
  // One line for all advice: ninety notices would leave no room for what matters.
  const told = besides === '' ? sum : `::notice title=practice-packs::${escaped(sum)}`
  return `${[...shown.map(annotation), ...group, told].join('\n')}\n`
}

const isAdvice = ({ kind, severity }: GapEntry): boolean => kind !== 'gap' && severity === 'note'

/** Only new gaps are errors: a pull request must look at them. */
function commandOf(entry: GapEntry, opened: ReadonlySet<string>): Command {
  if (entry.baseline !== null) return entry.baseline === 'new' ? 'error' : 'notice'
  return isGap(entry) && opened.has(entry.fingerprint) ? 'error' : COMMANDS[entry.severity]
}

/** Changed files first; in each, gaps that hide something, other gaps, findings, near misses. */
function rankOf(entry: GapEntry, changed: ReadonlySet<string>): number {
  const elsewhere = changed.has(entry.place?.file ?? '') ? 0 : 10
  return elsewhere + (isGap(entry) ? (entry.hides === null ? 1 : 0) : entry.kind === 'finding' ? 2 : 3)
}

/** A line of a log must not be read as a command. */
const logLine = (remark: Remark): string => unixLine(remark).replace(/^::/, ': :')

function annotation({ file, line, column, rule, message, command }: Remark & { readonly command: Command }): string {
  const properties = [
    ...(file === null ? [] : [`file=${property(file)}`, `line=${line}`, `col=${column}`]),
    `title=${property(rule)}`,
  ]
  return `::${command} ${properties.join(',')}::${escaped(message)}`
}

const escaped = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
const property = (text: string): string => escaped(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
