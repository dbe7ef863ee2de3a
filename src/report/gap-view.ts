/**
 * The view of the report's template: the fields that it may mention, and their values for a report. It has no text for
 * readers; that is in `templates/reports/gap-report.hbs`.
 *
 * @module
 */
import { shortDate } from '../base/day-in-words.ts'
import type { IsoDay } from '../base/day.ts'
import type { ViewOf, ViewShape } from '../model/view.ts'
import type { ReportSpec } from '../template/parse-template.ts'
import { countOf, type GapEntry, type GapReport, type ItemChanges } from './gap-report.ts'
import { byPhase, byRule } from './find-gaps.ts'
import { asSentence, sayAge, sayChange } from './phrases.ts'

const text = { type: 'text' } as const
const day = { type: 'text', day: true } as const
const flag = { type: 'flag' } as const
const list = <Item extends ViewShape>(item: Item) => ({ type: 'list', item }) as const

const entry = {
  gap: flag,
  uplift: flag,
  nearMiss: flag,
  text,
  /** `guide/09-end.md:33` */
  where: text,
  /** The headings above it, with ` > ` between. */
  section: text,
  /** Null where nothing is hidden. */
  hiddenLines: text,
  hiddenHeadings: list({ heading: text }),
  hiddenItems: text,
  hiddenSlas: text,
  ask: text,
  question: text,
  owner: text,
  due: day,
  overdue: flag,
  /** An address, or `#12`; `link` is it where it is an address. */
  issue: text,
  link: text,
  /** `4 March 2020` */
  since: day,
  age: text,
  author: text,
  /** How many practices’ checklists contain it; null when no practices were given. */
  practiceCount: text,
  practices: text,
  isNew: flag,
  reason: text,
} as const

const finding = {
  rule: text,
  title: text,
  why: text,
  fix: text,
  times: text,
  error: flag,
  warning: flag,
  note: flag,
  /** One entry per file: lines separated by commas, and the messages. */
  files: list({ file: text, lines: text, several: flag }),
  places: list({ where: text, message: text }),
} as const

const items = {
  added: list({ text }),
  removed: list({ text }),
  reworded: list({ text, was: text }),
  changed: list({ text, what: text }),
} as const

export const GAP_VIEW = {
  guide: text,
  asOf: day,
  counts: {
    gaps: text,
    /** Gaps whose comment hides guide content. */
    hiding: text,
    uplifts: text,
    nearMisses: text,
    errors: text,
    warnings: text,
    notes: text,
  },
  lacks: list({ text }),
  changed: flag,
  changes: {
    since: text,
    opened: list(entry),
    closed: list(entry),
    moved: list({ ...entry, was: text }),
    reworded: list({ ...entry, was: text }),
    /** What looks like a marker and is none. */
    missesOpened: list(entry),
    missesClosed: list(entry),
    questionsOpened: list(entry),
    questionsClosed: list(entry),
    /** An SLA or a task changed. */
    items: flag,
    slas: items,
    tasks: items,
  },
  judged: flag,
  baseline: { known: text, fresh: text, stale: list({ file: text, text }) },
  /** Whether any entry names somebody to ask, and whether git knows the lines: otherwise the columns would be empty. */
  asked: flag,
  dated: flag,
  /** Markers whose comment hides guide content. */
  hidden: list(entry),
  /** Groups of markers, in the guide's order. `title` is null for pages of no phase. */
  phases: list({ number: text, title: text, entries: list(entry) }),
  problems: list(finding),
  advice: list(finding),
  history: list({ date: day, revision: text, gaps: text, uplifts: text }),
  commits: text,
} as const satisfies ViewShape

export type GapView = ViewOf<typeof GAP_VIEW>

/** What the report's template may mention. */
export const GAP_REPORT: ReportSpec = {
  file: 'gap-report.hbs',
  shape: GAP_VIEW,
  keys: {
    filters: {
      type: 'labels',
      values: [
        ...['legend', 'all', 'phase', 'kind', 'age', 'ask', 'owner', 'due', 'ages', 'kinds', 'dues'],
        ...['no_phase', 'nobody', 'undated', 'shown', 'reset'],
      ],
      says: 'Labels of the filters above the list, on the web page.',
    },
    chart: {
      type: 'labels',
      values: ['title', 'description', 'gaps', 'uplifts'],
      says: 'Labels of the picture of gaps over time, on the web page.',
    },
  },
}
type EntryView = GapView['phases'][number]['entries'][number]

export function viewOfReport(report: GapReport): GapView {
  const { entries, changes, baseline, history, lacks } = report
  const markers = entries.filter(({ kind }) => kind !== 'finding')
  const see = (one: GapEntry): EntryView => viewOfEntry(one, report.asOf)
  const severity = (wanted: GapEntry['severity']): string =>
    String(entries.filter(({ kind, severity }) => kind === 'finding' && severity === wanted).length)
  const pair = ({ before, after }: { readonly before: GapEntry; readonly after: GapEntry }, was: string) => ({
    ...see(after),
    was: was === 'place' ? whereOf(before) : before.text,
  })
  return {
    guide: report.edition,
    asOf: shortDate(report.asOf),
    counts: {
      gaps: String(countOf(report, 'gap')),
      hiding: String(entries.filter(({ kind, hides }) => kind === 'gap' && hides !== null).length),
      uplifts: String(countOf(report, 'uplift')),
      nearMisses: String(countOf(report, 'near-miss')),
      errors: severity('error'),
      warnings: severity('warning'),
      notes: severity('note'),
    },
    lacks: lacks.map((text) => ({ text })),
    changed: changes !== null,
    changes: {
      since: changes?.since ?? null,
      opened: changes?.opened.map(see) ?? [],
      closed: changes?.closed.map(see) ?? [],
      moved: changes?.moved.map((one) => pair(one, 'place')) ?? [],
      reworded: changes?.reworded.map((one) => pair(one, 'text')) ?? [],
      missesOpened: changes?.nearMisses.opened.map(see) ?? [],
      missesClosed: changes?.nearMisses.closed.map(see) ?? [],
      questionsOpened: changes?.questions.opened.map(see) ?? [],
      questionsClosed: changes?.questions.closed.map(see) ?? [],
      items: [changes?.slas, changes?.tasks].some((items) =>
        Object.values(items ?? {}).some((list) => list.length > 0),
      ),
      slas: viewOfItems(changes?.slas),
      tasks: viewOfItems(changes?.tasks),
    },
    judged: baseline !== null,
    baseline: {
      known: String(baseline?.known ?? 0),
      fresh: String(baseline?.fresh ?? 0),
      stale: baseline?.stale.map(({ file, text }) => ({ file, text })) ?? [],
    },
    asked: markers.some(({ ask }) => ask !== null),
    dated: markers.some(({ since }) => since !== null),
    hidden: markers.filter(({ hides }) => hides !== null).map(see),
    phases: byPhase(markers, report).map(({ title, entries: inPhase }, index) => ({
      number: String(index + 1),
      title,
      entries: inPhase.map(see),
    })),
    problems: viewOfFindings(report, ({ severity }) => severity !== 'note'),
    advice: viewOfFindings(report, ({ severity }) => severity === 'note'),
    history: steps(history ?? []).map(({ date, revision, gaps, uplifts }) => ({
      date: shortDate(date),
      revision: revision.slice(0, 8),
      gaps: String(gaps),
      uplifts: String(uplifts),
    })),
    commits: history === null ? null : String(history.length),
  }
}

function viewOfEntry(one: GapEntry, asOf: IsoDay): EntryView {
  const { hides, since } = one
  const some = (count: number | undefined): string | null => (count === undefined || count === 0 ? null : String(count))
  const goesOn = [one.question, one.owner, one.due, one.issue, one.reason, hides].some((further) => further !== null)
  return {
    gap: one.kind === 'gap',
    uplift: one.kind === 'uplift',
    nearMiss: one.kind === 'near-miss',
    text: goesOn && one.text !== '' ? asSentence(one.text) : one.text,
    where: whereOf(one),
    section: one.headings.length === 0 ? null : one.headings.join(' > '),
    hiddenLines: some(hides?.lines),
    hiddenHeadings: hides?.headings.map((heading) => ({ heading })) ?? [],
    hiddenItems: some(hides?.items),
    hiddenSlas: some(hides?.slas),
    ask: one.ask,
    question: one.question,
    owner: one.owner,
    due: one.due === null ? null : shortDate(one.due),
    overdue: one.due !== null && one.due < asOf,
    issue: one.issue,
    link: one.issue?.startsWith('http') === true ? one.issue : null,
    since: since === null ? null : shortDate(since.date),
    age: since === null ? null : sayAge(since.date, asOf),
    author: since?.author ?? null,
    practiceCount: one.practices === null ? null : String(one.practices.length),
    practices: one.practices === null || one.practices.length === 0 ? null : one.practices.join(', '),
    isNew: one.baseline === 'new',
    reason: one.reason,
  }
}

function viewOfFindings(report: GapReport, wanted: (one: GapEntry) => boolean): GapView['problems'] {
  const found = report.entries.filter((one) => one.kind === 'finding' && wanted(one))
  return byRule(found).map((group) => {
    const [{ rule, severity }] = group
    const info = report.rules.get(rule)
    const files = [...new Set(group.map(({ place }) => place?.file ?? ''))]
    return {
      rule,
      title: info?.title ?? rule,
      why: info?.why ?? null,
      fix: info?.fix ?? null,
      times: String(group.length),
      error: severity === 'error',
      warning: severity === 'warning',
      note: severity === 'note',
      files: files.map((file) => {
        const lines = new Set(group.filter(({ place }) => place?.file === file).map(({ place }) => place?.line ?? 0))
        return { file, lines: [...lines].join(', '), several: lines.size > 1 }
      }),
      places: group.map((one) => ({ where: whereOf(one), message: inQuotes(one.text) })),
    }
  })
}

const viewOfItems = (items: ItemChanges | undefined): GapView['changes']['slas'] => {
  const say = ({ id, text }: ItemChanges['added'][number]): string => (id === '' ? text : `${id}: ${text}`)
  return {
    added: items?.added.map((one) => ({ text: say(one) })) ?? [],
    removed: items?.removed.map((one) => ({ text: say(one) })) ?? [],
    reworded: items?.reworded.map(({ before, after }) => ({ text: say(after), was: before.text })) ?? [],
    changed: items?.changed.map((change) => ({ text: say(change.after), what: sayChange(change) })) ?? [],
  }
}

/** The commits at which a count changed, and the first. */
const steps = (history: NonNullable<GapReport['history']>): NonNullable<GapReport['history']> =>
  history.filter((point, at) => {
    const before = history[at - 1]
    return before === undefined || before.gaps !== point.gaps || before.uplifts !== point.uplifts
  })

/** Messages quote text of files in backticks, which only programmers read as quotation marks. */
const inQuotes = (message: string): string => message.replace(/`([^`]*)`/g, '“$1”')

const whereOf = ({ place }: GapEntry): string => (place === null ? '' : `${place.file}:${place.line}`)
