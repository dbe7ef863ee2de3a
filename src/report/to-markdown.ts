/**
 * The gap report as Markdown for a pull-request comment or a job summary: short first, the long lists folded.
 *
 * @module
 */
import { counted, option } from '../base/text.ts'
import type { GapEntry, GapReport, GuideChanges } from './gap-report.ts'
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

/** The limit of a comment on GitHub is 65,536 characters. */
const MOST = 60_000
/** A hidden first line by which a job finds its own comment and replaces it. */
const MARK = '<!-- practice-packs gaps -->'

export function toMarkdown(report: GapReport): string {
  const parts = [MARK, `## Gaps in the guide`, '', `${plain(report.edition)}: ${sayCounts(report)}.`]
  if (report.changes) parts.push('', ...changes(report.changes))
  if (report.baseline) parts.push('', ...baseline(report))
  const gaps = report.entries.filter(({ kind }) => kind === 'gap')
  parts.push('', ...table('Gaps', gaps, report, report.changes === null && report.baseline === null))
  const rest = report.entries.filter(
    ({ kind, severity }) => kind !== 'gap' && (kind !== 'finding' || severity !== 'note'),
  )
  parts.push(...table('Near misses, uplifts and other findings', rest, report, false))
  const notes = report.entries.filter(({ kind, severity }) => kind === 'finding' && severity === 'note')
  if (notes.length > 0)
    parts.push(
      '',
      `${counted(notes.length, 'piece')} of advice besides: run practice-packs gaps with ${option('all')}.`,
    )
  for (const lack of report.lacks) parts.push('', `_${plain(lack)}_`)
  return fitted(parts)
}

/** Cut after a complete line, with a note of what is missing. */
function fitted(lines: readonly string[]): string {
  const kept: string[] = []
  let length = 0
  let left = 0
  for (const line of lines) {
    // An open `<details>` must be closed.
    if (length + line.length > MOST && line !== '</details>') left += line.startsWith('| ') ? 1 : 0
    else {
      kept.push(line)
      length += line.length + 1
    }
  }
  if (left > 0)
    kept.push(
      '',
      `${counted(left, 'more line')} left out: a comment is too short for them. Run \`practice-packs gaps\`.`,
    )
  return `${kept.join('\n')}\n`
}

function table(title: string, entries: readonly GapEntry[], report: GapReport, open: boolean): string[] {
  if (entries.length === 0) return []
  const rows = entries.map((entry) => {
    const kind = entry.kind === 'finding' ? entry.severity : KIND_NAMES[entry.kind]
    const details = [
      entry.headings.length > 0 ? `in ${entry.headings.join(' > ')}` : null,
      entry.hides === null ? null : `hides ${sayHides(entry) ?? ''}`,
      sayAsk(entry) === null ? null : `ask ${sayAsk(entry) ?? ''}`,
      sayFollowUp(entry, report.asOf),
      saySince(entry, report.asOf),
      entry.practices === null ? null : `in ${counted(entry.practices.length, 'checklist')}`,
      entry.reason === null ? null : `known: ${entry.reason}`,
      entry.kind === 'finding' ? entry.rule : null,
    ].filter((detail) => detail !== null)
    return `| ${entry.baseline === 'new' ? '**new** ' : ''}${kind} | \`${code(whereOf(entry))}\` | ${entry.kind === 'finding' ? withCode(shorten(entry.text, 300)) : cell(shorten(entry.text, 300))} | ${details.map(cell).join('<br>')} |`
  })
  const body = ['| What | Where | Words | More |', '| --- | --- | --- | --- |', ...rows]
  return open
    ? [`### ${title} (${entries.length})`, '', ...body, '']
    : ['<details>', `<summary>${title} (${entries.length})</summary>`, '', ...body, '', '</details>', '']
}

function changes({
  since,
  opened,
  closed,
  moved,
  reworded,
  nearMisses,
  questions,
  slas,
  tasks,
}: GuideChanges): string[] {
  const lines = [`### Since ${plain(since)}`, '']
  const list = (title: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(`**${title}** (${items.length})`, '', ...items.map((item) => `- ${item}`), '')
  }
  const one = (entry: GapEntry): string =>
    `${KIND_NAMES[entry.kind]} \`${code(whereOf(entry))}\` ${plain(shorten(entry.text, 200))}`
  list('Opened', opened.map(one))
  list('Closed', closed.map(one))
  list(
    'Moved',
    moved.map(({ before, after }) => `${one(after)}, was at \`${code(whereOf(before))}\``),
  )
  list(
    'Reworded',
    reworded.map(({ before, after }) => `${one(after)} – it was “${plain(shorten(before.text, 200))}”`),
  )
  const asked = (entry: GapEntry): string => `\`${code(whereOf(entry))}\` ${plain(sayAsk(entry) ?? '')}`
  list('Near misses opened', nearMisses.opened.map(one))
  list('Near misses closed', nearMisses.closed.map(one))
  list('Questions opened', questions.opened.map(asked))
  list('Questions closed', questions.closed.map(asked))
  for (const [what, items] of [
    ['SLA', slas],
    ['Task', tasks],
  ] as const) {
    const say = ({ id, text }: (typeof items.added)[number]): string =>
      plain([id, shorten(text, 160)].filter(Boolean).join(': '))
    list(`${what}s added`, items.added.map(say))
    list(`${what}s removed`, items.removed.map(say))
    list(
      `${what}s reworded`,
      items.reworded.map(({ before, after }) => `${say(after)} – it was “${plain(shorten(before.text, 160))}”`),
    )
    list(
      `${what}s changed`,
      items.changed.map((change) => `${say(change.after)} (${plain(sayChange(change))})`),
    )
  }
  return lines.length === 2 ? [...lines, 'Nothing changed.', ''] : lines
}

function baseline({ baseline: result, entries }: GapReport): string[] {
  if (result === null) return []
  const fresh = entries.filter((entry) => entry.baseline === 'new')
  const lines = [
    `${counted(fresh.length, 'new gap')}, ${result.known} known, ${result.stale.length} to take out of the baseline.`,
    '',
  ]
  for (const entry of fresh) lines.push(`- **new** \`${code(whereOf(entry))}\` ${plain(shorten(entry.text, 200))}`)
  for (const { file, text } of result.stale) lines.push(`- closed: ${plain(`${file} ${shorten(text, 160)}`)}`)
  return [...lines, '']
}

/** Text of the guide must not become a heading, a mention, a link or a tag. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|#~]/g, '\\$&')
    // A zero-width space keeps `@name` from calling somebody.
    .replace(/@(?=\w)/g, '@\u200b')
const cell = plain
/** Our own messages quote in backticks; quoted text stays as it is. */
const withCode = (message: string): string =>
  message
    .split('`')
    .map((part, at) => (at % 2 === 0 ? plain(part) : `\`${code(part)}\``))
    .join('')
const code = (text: string): string => text.replace(/[`|]/g, '')
