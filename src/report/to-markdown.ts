/**
 * The gap report as Markdown for a pull-request comment or a job summary: short first, the long lists folded.
 *
 * It is built as a tree, so that no word of a guide can become mark-up.
 *
 * @module
 */
import type { List, Paragraph, PhrasingContent, RootContent, Table, TableRow } from 'mdast'
import { counted, option } from '../base/text.ts'
import { writeGfm } from '../markdown/write-gfm.ts'
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
  const blocks: RootContent[] = [
    html(MARK),
    heading(2, 'Gaps in the guide'),
    paragraph(text(`${report.edition}: ${sayCounts(report)}.`)),
  ]
  // What makes a gate fail comes first, and never folded away.
  const isError = ({ kind, severity }: GapEntry): boolean => kind === 'finding' && severity === 'error'
  blocks.push(...table('Errors', report.entries.filter(isError), report, true))
  if (report.changes) blocks.push(...changes(report.changes))
  if (report.baseline) blocks.push(...baseline(report))
  const gaps = report.entries.filter(({ kind }) => kind === 'gap')
  blocks.push(...table('Gaps', gaps, report, report.changes === null && report.baseline === null))
  const rest = report.entries.filter(
    ({ kind, severity }) => kind !== 'gap' && (kind !== 'finding' || severity === 'warning'),
  )
  blocks.push(...table('Near misses, uplifts and other findings', rest, report, false))
  const notes = report.entries.filter(({ kind, severity }) => kind === 'finding' && severity === 'note')
  if (notes.length > 0)
    blocks.push(
      paragraph(
        ...withCode(
          `${counted(notes.length, 'piece')} of advice besides: run practice-packs gaps with ${option('all')}.`,
        ),
      ),
    )
  for (const lack of report.lacks) blocks.push(paragraph({ type: 'emphasis', children: withCode(lack) }))
  return writeGfm(fitted(blocks))
}

/** Long tables and lists end after the last row that fits, with a note of what is missing. */
function fitted(blocks: readonly RootContent[]): RootContent[] {
  const kept: RootContent[] = []
  let length = 0
  let left = 0
  for (const block of blocks) {
    const whole = writeGfm([block])
    if (length + whole.length <= MOST || (block.type !== 'table' && block.type !== 'list')) {
      kept.push(block)
      length += whole.length + 1
      continue
    }
    // Each row is one line; the head of a table is two.
    const [head, rows] = block.type === 'table' ? [1, block.children.length - 1] : [0, block.children.length]
    const lines = whole.split('\n')
    let fits = 0
    for (const [at, line] of lines.entries()) {
      if (length + line.length + 1 > MOST) break
      length += line.length + 1
      fits = Math.max(0, at + 1 - 2 * head)
    }
    left += rows - fits
    if (fits > 0 && block.type === 'table') kept.push({ ...block, children: block.children.slice(0, head + fits) })
    else if (fits > 0 && block.type === 'list') kept.push({ ...block, children: block.children.slice(0, fits) })
  }
  if (left > 0)
    kept.push(
      paragraph(
        text(`${counted(left, 'more line')} left out: a comment is too short for them. Run `),
        ...code('practice-packs gaps'),
        text('.'),
      ),
    )
  return kept
}

function table(title: string, entries: readonly GapEntry[], report: GapReport, open: boolean): RootContent[] {
  if (entries.length === 0) return []
  const body: Table = {
    type: 'table',
    children: [
      row(...['What', 'Where', 'Words', 'More'].map((word) => [text(word)])),
      ...entries.map((entry) =>
        row(
          kindOf(entry),
          code(whereOf(entry)),
          entry.kind === 'finding' ? withCode(shorten(entry.text, 300)) : [text(shorten(entry.text, 300))],
          detailsOf(entry, report).flatMap((detail, at) => (at === 0 ? detail : [html('<br>'), ...detail])),
        ),
      ),
    ],
  }
  return open
    ? [heading(3, `${title} (${entries.length})`), body]
    : [html(`<details>\n<summary>${title} (${entries.length})</summary>`), body, html('</details>')]
}

function kindOf(entry: GapEntry): PhrasingContent[] {
  const kind = entry.kind === 'finding' ? entry.severity : KIND_NAMES[entry.kind]
  return entry.baseline === 'new' ? [strong('new'), text(` ${kind}`)] : [text(kind)]
}

function detailsOf(entry: GapEntry, report: GapReport): PhrasingContent[][] {
  const followUp = sayFollowUp(entry, report.asOf)
  const said = [
    entry.headings.length > 0 ? `in ${entry.headings.join(' > ')}` : null,
    entry.hides === null ? null : `hides ${sayHides(entry) ?? ''}`,
    sayAsk(entry) === null ? null : `ask ${sayAsk(entry) ?? ''}`,
    followUp,
    saySince(entry, report.asOf),
    entry.practices === null ? null : `in ${counted(entry.practices.length, 'checklist')}`,
    entry.reason === null ? null : `known: ${entry.reason}`,
    entry.kind === 'finding' ? entry.rule : null,
  ]
  return said
    .filter((detail) => detail !== null)
    .map((detail) => (detail === followUp ? withIssue(detail, entry.issue) : [text(detail)]))
}

/** Where a gap is discussed is the one address that is a link; `#12` becomes one on GitHub. */
function withIssue(followUp: string, issue: string | null): PhrasingContent[] {
  if (issue === null || !/^https?:\/\/[^\s|<>]+$/.test(issue) || !followUp.endsWith(issue)) return [text(followUp)]
  const link: PhrasingContent = { type: 'link', url: issue, children: [text(issue)] }
  return [text(followUp.slice(0, -issue.length)), link]
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
}: GuideChanges): RootContent[] {
  const blocks: RootContent[] = [heading(3, `Since ${since}`)]
  const lists = (title: string, items: readonly PhrasingContent[][]): void => {
    if (items.length > 0) blocks.push(paragraph(strong(title), text(` (${items.length})`)), list(items))
  }
  const one = (entry: GapEntry): PhrasingContent[] => [
    text(`${KIND_NAMES[entry.kind]} `),
    ...code(whereOf(entry)),
    text(` ${shorten(entry.text, 200)}`),
  ]
  lists('Opened', opened.map(one))
  lists('Closed', closed.map(one))
  lists(
    'Moved',
    moved.map(({ before, after }) => [...one(after), text(', was at '), ...code(whereOf(before))]),
  )
  lists(
    'Reworded',
    reworded.map(({ before, after }) => [...one(after), text(` – it was “${shorten(before.text, 200)}”`)]),
  )
  const asked = (entry: GapEntry): PhrasingContent[] => [...code(whereOf(entry)), text(` ${sayAsk(entry) ?? ''}`)]
  lists('Near misses opened', nearMisses.opened.map(one))
  lists('Near misses closed', nearMisses.closed.map(one))
  lists('Questions opened', questions.opened.map(asked))
  lists('Questions closed', questions.closed.map(asked))
  for (const [what, items] of [
    ['SLA', slas],
    ['Task', tasks],
  ] as const) {
    const say = ({ id, text: words }: (typeof items.added)[number]): string =>
      [id, shorten(words, 160)].filter(Boolean).join(': ')
    lists(
      `${what}s added`,
      items.added.map((item) => [text(say(item))]),
    )
    lists(
      `${what}s removed`,
      items.removed.map((item) => [text(say(item))]),
    )
    lists(
      `${what}s reworded`,
      items.reworded.map(({ before, after }) => [text(`${say(after)} – it was “${shorten(before.text, 160)}”`)]),
    )
    lists(
      `${what}s changed`,
      items.changed.map((change) => [text(`${say(change.after)} (${sayChange(change)})`)]),
    )
  }
  return blocks.length === 1 ? [...blocks, paragraph(text('Nothing changed.'))] : blocks
}

function baseline({ baseline: result, entries }: GapReport): RootContent[] {
  if (result === null) return []
  const fresh = entries.filter((entry) => entry.baseline === 'new')
  const items = [
    ...fresh.map((entry) => [strong('new'), text(' '), ...code(whereOf(entry)), text(` ${shorten(entry.text, 200)}`)]),
    ...result.stale.map(({ file, text: words }) => [text(`closed: ${file} ${shorten(words, 160)}`)]),
  ]
  return [
    paragraph(
      text(
        `${counted(fresh.length, 'new gap')}, ${result.known} known, ${result.stale.length} to take out of the baseline.`,
      ),
    ),
    ...(items.length === 0 ? [] : [list(items)]),
  ]
}

const html = (value: string) => ({ type: 'html', value }) as const
const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
const heading = (depth: 2 | 3, words: string): RootContent => ({ type: 'heading', depth, children: [text(words)] })
const strong = (words: string): PhrasingContent => ({ type: 'strong', children: [text(words)] })
const list = (items: readonly PhrasingContent[][]): List => ({
  type: 'list',
  children: items.map((item) => ({ type: 'listItem', children: [paragraph(...item)] })),
})
const row = (...cells: PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
})

/** On one line. A zero-width space keeps `@name` from calling somebody. */
const text = (words: string): PhrasingContent => ({
  type: 'text',
  value: words.replace(/\s+/g, ' ').replace(/@(?=\w)/g, '@\u200b'),
})

/** Code in a cell cannot hold `\|`. */
function code(words: string): PhrasingContent[] {
  if (words === '') return []
  return words.includes('\\|') ? [text(words)] : [{ type: 'inlineCode', value: words.replace(/\s+/g, ' ') }]
}

/** Our own messages quote in backticks. */
const withCode = (message: string): PhrasingContent[] =>
  message.split('`').flatMap((part, at) => (at % 2 === 1 ? code(part) : part === '' ? [] : [text(part)]))
