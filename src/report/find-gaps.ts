/**
 * A guide and its findings become the gap report; its entries in groups, and the practices that each affects.
 *
 * In:  a Guide, its findings, and what git and the practices file add.
 * Out: a GapReport. Pure: no disk, no clock.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import { type Finding, type Place, worstFirst } from '../model/finding.ts'
import type { Guide, Task } from '../model/guide.ts'
import type { Marker } from '../model/marker.ts'
import type { Plan } from '../model/plan.ts'
import { type Rule, RULES } from '../model/rules.ts'
import type { Origin, SourceFile } from '../model/sources.ts'
import { fingerprints } from './compare-guides.ts'
import type { GapEntry, GapReport } from './gap-report.ts'

export interface GapInputs {
  readonly guide: Guide
  readonly findings: readonly Finding[]
  /** The pages as on disk, for the text beside a near miss. */
  readonly pages?: readonly SourceFile[]
  readonly rules: readonly Rule[]
  readonly asOf: IsoDay
  /** By `file:line`; null when there is no history. */
  readonly origins?: ReadonlyMap<string, Origin>
  /** ODS codes of the practices that a marker touches; absent when no practices were given. */
  readonly practicesOf?: (marker: Marker) => readonly string[]
  readonly lacks?: readonly string[]
  readonly prefix?: string
}

type Draft = Omit<GapEntry, 'fingerprint'> & { readonly identity: readonly string[] }

export function findGaps(inputs: GapInputs): GapReport {
  const { guide, rules, asOf } = inputs
  const known = new Map(rules.map((rule) => [rule.id, rule]))
  const markers = guide.markers.map((marker) => markerDraft(marker, inputs))
  const drafts = [
    ...markers.filter(({ kind }) => kind === 'gap'),
    ...guide.nearMisses.map((miss) => nearMissDraft(miss, inputs)),
    ...markers.filter(({ kind }) => kind === 'uplift'),
    ...worstFirst(inputs.findings.map((finding) => findingDraft(finding, guide))),
  ]
  const names = fingerprints(drafts.map(({ identity }) => identity))
  return {
    edition: guide.edition.label,
    asOf,
    phases: guide.phases.map(({ id, title }) => ({ id, title })),
    pages: guide.pages.map(({ file }) => file),
    entries: drafts.map((draft, index) => withoutIdentity(draft, names[index] ?? '')),
    rules: known,
    changes: null,
    baseline: null,
    history: null,
    lacks: inputs.lacks ?? [],
    prefix: inputs.prefix ?? '',
  }
}

function withoutIdentity(draft: Draft, fingerprint: string): GapEntry {
  const { identity, ...entry } = draft
  void identity
  return { ...entry, fingerprint }
}

function markerDraft(marker: Marker, { guide, origins, practicesOf }: GapInputs): Draft {
  const { kind, text, place, headings, hides, question, due, issue } = marker
  const named = (role: string | null): string | null =>
    role === null ? null : (guide.data.roles.find(({ id }) => id === role)?.name ?? role)
  return {
    ...(kind === 'GAP' ? entryOf('gap') : entryOf('uplift')),
    text,
    place,
    phase: titleOf(marker.phase, guide),
    headings,
    hides,
    ask: named(marker.ask),
    question,
    owner: named(marker.owner),
    due,
    issue,
    since: origins?.get(`${place.file}:${place.line}`) ?? null,
    practices: practicesOf?.(marker) ?? null,
    baseline: null,
    reason: null,
    identity: [kind, text, ...headings],
  }
}

function nearMissDraft({ written, place }: Guide['nearMisses'][number], inputs: GapInputs): Draft {
  const { guide, origins } = inputs
  const page = guide.pages.find(({ file }) => file === place.file)
  const headings = page?.headings.filter((heading) => heading.place.line < place.line) ?? []
  return {
    ...plain,
    ...entryOf('near-miss'),
    text: [written, wordsAfter(written, place, inputs)].join(' ').trim(),
    place,
    phase: titleOf(page?.phase ?? null, guide),
    headings: headings.slice(-1).map(({ text }) => text),
    since: origins?.get(`${place.file}:${place.line}`) ?? null,
    identity: ['near-miss', written, place.file, headings.at(-1)?.text ?? ''],
  }
}

/** The text after it on its line, which shows the one that is meant. */
function wordsAfter(written: string, { file, line, column }: Place, { pages = [] }: GapInputs): string {
  const text = pages.find((page) => page.file === file)?.text.split(/\r\n|\r|\n/)[line - 1] ?? ''
  return (text.slice(column - 1 + written.length).split('-->')[0] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
}

function findingDraft({ rule, severity, message, place }: Finding, guide: Guide): Draft {
  const page = guide.pages.find(({ file }) => file === place?.file)
  return {
    ...plain,
    kind: 'finding',
    rule,
    severity,
    text: message,
    place: place ?? null,
    phase: titleOf(page?.phase ?? null, guide),
    headings: [],
    since: null,
    // Line numbers in a message change with every edit above them.
    identity: [rule, place?.file ?? '', message.replace(/ \(lines [^)]*\)/g, '')],
  }
}

/** Entries for marks of the guide's editors take name and severity from their rule. */
const entryOf = <Id extends 'gap' | 'uplift' | 'near-miss'>(id: Id) =>
  ({ kind: id, rule: id, severity: RULES[id].severity }) as const

const plain = {
  hides: null,
  ask: null,
  question: null,
  owner: null,
  due: null,
  issue: null,
  practices: null,
  baseline: null,
  reason: null,
} as const

const titleOf = (phase: string | null, { phases }: Guide): string | null =>
  phases.find(({ id }) => id === phase)?.title ?? null

/** Entries grouped by phase, in the guide's order; entries of no phase come last, without a title. */
export function byPhase(
  entries: readonly GapEntry[],
  { phases }: Pick<GapReport, 'phases'>,
): { title: string | null; entries: GapEntry[] }[] {
  const titles: (string | null)[] = [...new Set(phases.map(({ title }) => title)), null]
  return titles
    .map((title) => ({ title, entries: entries.filter(({ phase }) => phase === title) }))
    .filter((group) => group.entries.length > 0)
}

/** Entries of one rule; never empty. */
export type RuleGroup = [...GapEntry[], GapEntry]

/** Entries grouped by rule, in order of first appearance. */
export function byRule(entries: readonly GapEntry[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>()
  for (const entry of entries) groups.set(entry.rule, [...(groups.get(entry.rule) ?? []), entry])
  return [...groups.values()]
}

/**
 * The practices whose checklist contains the marker's section. A marker at a task affects the practices that have the
 * task; any other marker of a phase, all that have the phase.
 *
 * @returns ODS codes, in the order of the practices file
 */
export function practicesTouched(guide: Guide, plans: readonly Plan[]): (marker: Marker) => readonly string[] {
  return (marker) => {
    if (marker.phase === null) return []
    const task = taskOf(marker, guide)
    const has = ({ tasks, phases }: Plan): boolean =>
      task === null
        ? phases.some(({ id }) => id === marker.phase) || tasks.some((one) => one.task.phase === marker.phase)
        : tasks.some((one) => one.task.id === task.id)
    return plans.filter(has).map(({ practice }) => practice.ods)
  }
}

/** Where a comment in column 1 starts its bracket: anything further right is inside a list item. */
const FIRST_COLUMN = 6

/** The task that a marker belongs to: on its line, right below it, or indented under it. */
export function taskOf({ place }: Marker, { tasks, pages }: Guide): Task | null {
  const above = tasks.filter((task) => task.place.file === place.file && task.place.line <= place.line)
  const task = above.reduce<Task | null>((last, one) => (last && last.place.line > one.place.line ? last : one), null)
  if (task === null) return null
  const headings = pages.find(({ file }) => file === place.file)?.headings ?? []
  if (headings.some((heading) => heading.place.line > task.place.line && heading.place.line < place.line)) return null
  const near = place.line - task.place.line <= 1
  return near || place.column > FIRST_COLUMN + 1 ? task : null
}
