/**
 * The gap report as data: what is unfinished, where, since when, who owns it, and what it hides from readers.
 *
 * Every format is a view of this value. Everything in it is sorted, so that the same guide gives the same report.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Finding, Place, Severity } from '../model/finding.ts'
import type { Marker } from '../model/marker.ts'
import type { HistoryPoint, Origin } from '../model/sources.ts'
import type { Rule } from '../model/rules.ts'

type EntryKind = 'gap' | 'uplift' | 'near-miss' | 'finding'

export interface GapEntry {
  readonly kind: EntryKind
  /** `gap`, `uplift`, `near-miss`, or the finding's own rule. */
  readonly rule: string
  readonly severity: Severity
  /** The marker's text, or the finding's message. */
  readonly text: string
  readonly place: Place | null
  /** Title of the phase it belongs to. */
  readonly phase: string | null
  readonly headings: readonly string[]
  readonly hides: Marker['hides']
  /** Name of the role to ask. */
  readonly ask: string | null
  readonly question: string | null
  /** Who sees to it: the name of a role, or as written. */
  readonly owner: string | null
  readonly due: IsoDay | null
  /** An address, or `#12`. */
  readonly issue: string | null
  /** Null where git does not know the line. */
  readonly since: Origin | null
  /** ODS codes of the practices whose checklist holds the section; null when no practices were given. */
  readonly practices: readonly string[] | null
  /**
   * 16 hex digits of its text and its place in the guide's headings; no line numbers, so it survives edits around it.
   */
  readonly fingerprint: string
  /** Whether the baseline contains it; null without a baseline, and for everything but gaps. */
  readonly baseline: 'new' | 'known' | null
  /** Why it is tolerated, from the baseline. */
  readonly reason: string | null
}

export interface GapReport {
  /** Name and hash of the guide. */
  readonly edition: string
  /** The day of the report, from which ages are counted. */
  readonly asOf: IsoDay
  /** Phases in the guide's order. */
  readonly phases: readonly { readonly id: string; readonly title: string }[]
  /** Names of the guide's pages. */
  readonly pages: readonly string[]
  /** Gaps, near misses, uplifts, then findings, worst first; within each in reading order. */
  readonly entries: readonly GapEntry[]
  readonly rules: ReadonlyMap<string, Rule>
  readonly changes: GuideChanges | null
  readonly baseline: BaselineResult | null
  readonly history: readonly HistoryPoint[] | null
  /** What the report leaves out, and why: full sentences. */
  readonly lacks: readonly string[]
  /** Path of the guide's folder from the root of its checkout, with `/` at the end, for tools that annotate files. */
  readonly prefix: string
}

/** Two states of one thing. */
export interface Pair<T> {
  readonly before: T
  readonly after: T
}

export interface GuideChanges {
  /** The revision as the user named it. */
  readonly since: string
  /** Pages and data of the guide that are new or have another text. */
  readonly files: readonly string[]
  readonly opened: readonly GapEntry[]
  readonly closed: readonly GapEntry[]
  /** The same text in another place. */
  readonly moved: readonly Pair<GapEntry>[]
  readonly reworded: readonly Pair<GapEntry>[]
  readonly nearMisses: OpenedAndClosed
  /** Of markers with `ask` or `question`: those that got one, and those whose question is gone or is another one now. */
  readonly questions: OpenedAndClosed
  readonly slas: ItemChanges
  readonly tasks: ItemChanges
  /** What must not happen without a word: ids of tasks that are gone. */
  readonly findings: readonly Finding[]
}

interface OpenedAndClosed {
  readonly opened: readonly GapEntry[]
  readonly closed: readonly GapEntry[]
}

/** An SLA or a task as it is compared. */
export interface ComparedItem {
  readonly id: string
  readonly text: string
  readonly place: Place
  /** Terms besides its text: `limit`, `due`, `who` … as the guide has them. */
  readonly terms: Readonly<Record<string, string>>
}

export interface ItemChanges {
  readonly added: readonly ComparedItem[]
  readonly removed: readonly ComparedItem[]
  readonly reworded: readonly Pair<ComparedItem>[]
  /** The limit or another term changed; `what` names them. */
  readonly changed: readonly (Pair<ComparedItem> & { readonly what: readonly string[] })[]
}

export interface BaselineEntry {
  readonly fingerprint: string
  readonly file: string
  /** The headings above it; empty in a file that was written without them. */
  readonly headings: readonly string[]
  readonly text: string
  readonly reason: string
}

interface BaselineResult {
  readonly known: number
  /** How many of them have other words now than in the baseline. */
  readonly reworded: number
  /** Gaps that are not in the baseline. */
  readonly fresh: number
  /** Entries whose gap no longer exists, to be removed. */
  readonly stale: readonly BaselineEntry[]
}

export const isGap = ({ kind }: GapEntry): boolean => kind === 'gap'
export const countOf = ({ entries }: Pick<GapReport, 'entries'>, kind: EntryKind): number =>
  entries.filter((entry) => entry.kind === kind).length
