/**
 * The gap report as annotations of a GitHub job. GitHub shows ten errors and ten warnings of a step and silently hides
 * the rest, so the worst come first, and the last line gives the total.
 *
 * @module
 */
import { isGap, type GapEntry, type GapReport } from './gap-report.ts'
import { KIND_NAMES, sayCounts } from './phrases.ts'
import { messageOf } from './to-sarif.ts'

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const
const SHOWN = 10

export function toGithub(report: GapReport): string {
  const worstFirst = report.entries
    .map((entry) => ({ entry, command: commandOf(entry), rank: rankOf(entry) }))
    .sort((a, b) => a.rank - b.rank)
  const lines = worstFirst.map(({ entry, command }) => annotation(entry, command, report))
  const hidden = Object.values(COMMANDS)
    .map((command) => worstFirst.filter((one) => one.command === command).length - SHOWN)
    .filter((count) => count > 0)
    .reduce((sum, count) => sum + count, 0)
  const rest =
    hidden > 0 ? ` GitHub shows ${SHOWN} of a kind; ${hidden} more are in the log and in the other formats.` : ''
  return `${[...lines, `${sayCounts(report)}.${rest}`].join('\n')}\n`
}

/** Only new gaps are errors: a pull request must look at them. */
const commandOf = (entry: GapEntry): (typeof COMMANDS)[keyof typeof COMMANDS] =>
  entry.baseline === 'new' ? 'error' : entry.baseline === 'known' ? 'notice' : COMMANDS[entry.severity]

function rankOf(entry: GapEntry): number {
  const severity = { error: 0, warning: 1, notice: 2 }[commandOf(entry)]
  // Within a severity: gaps first, those that hide something before the others.
  const kind = isGap(entry) ? (entry.hides === null ? 1 : 0) : entry.kind === 'finding' ? 2 : 3
  return severity * 10 + kind
}

function annotation(entry: GapEntry, command: string, { prefix, asOf }: GapReport): string {
  const { place, rule, kind } = entry
  const title = kind === 'finding' ? rule : KIND_NAMES[kind]
  const properties = [
    ...(place === null
      ? []
      : [`file=${property(`${prefix}${place.file}`)}`, `line=${place.line}`, `col=${place.column}`]),
    `title=${property(title)}`,
  ]
  return `::${command} ${properties.join(',')}::${escaped(messageOf(entry, asOf))}`
}

const escaped = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
const property = (text: string): string => escaped(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
