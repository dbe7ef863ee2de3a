/**
 * Compares a gap report with a baseline: the gaps that are known, each with a reason. A gap that is not in the baseline
 * is new.
 *
 * @module
 */
import { option } from '../base/text.ts'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import { writeYaml } from '../base/yaml.ts'
import { openYaml } from '../model/yaml-map.ts'
import { list, mapping, text } from '../model/yaml-shape.ts'
import { isGap, type BaselineEntry, type GapEntry, type GapReport } from './gap-report.ts'
import { pairMarkers, sameWords } from './compare-guides.ts'

export const BASELINE_SHAPE = mapping({
  known: list(
    mapping(
      { 'fingerprint?': text, 'file?': text, 'headings?': list(text), 'text?': text, reason: text },
      { anyOf: ['fingerprint', 'text'] },
    ),
  ),
})

/** @throws UserError when the file is not a baseline, or an entry has no reason */
export function parseBaseline(source: SourceFile): BaselineEntry[] {
  const fail = (what: string): UserError =>
    new UserError('usage', `${source.file}: ${what}`, `Fix it, or write a new one with ${option('writeBaseline')}.`)
  const map = openYaml(source, BASELINE_SHAPE)
  if (!map.has('known')) throw fail('Unexpected content, expected a list `known:`.')
  const entries = map.list('known').map((entry, index) => {
    const value = (key: string): string => (entry.optional(key) ?? '').trim()
    const read = {
      fingerprint: value('fingerprint'),
      file: value('file'),
      headings: entry.strings('headings'),
      text: value('text'),
      reason: entry.has('reason') ? value('reason') : '',
    }
    if (read.fingerprint === '' && read.text === '')
      throw fail(`Entry ${index + 1} names no gap, expected \`fingerprint\` or \`text\`.`)
    if (read.reason === '')
      throw fail(`Entry ${index + 1} (“${read.text}”) has no \`reason\`. Say why this gap may stay.`)
    return read
  })
  map.done()
  return entries
}

/** Marks each gap as known or new, and finds entries of the baseline whose gap no longer exists. */
export function applyBaseline(report: GapReport, baseline: readonly BaselineEntry[]): GapReport {
  const left = new Set(baseline)
  const take = (matches: (entry: BaselineEntry) => boolean): BaselineEntry | undefined => {
    const found = [...left].find(matches)
    if (found) left.delete(found)
    return found
  }
  const matched = new Map<GapEntry, BaselineEntry>()
  const gaps = report.entries.filter(isGap)
  const match = (by: (gap: GapEntry, entry: BaselineEntry) => boolean): void => {
    for (const gap of gaps) {
      const found = matched.has(gap) ? undefined : take((entry) => by(gap, entry))
      if (found) matched.set(gap, found)
    }
  }
  match((gap, entry) => entry.fingerprint === gap.fingerprint)
  // A renamed heading changes a gap's fingerprint but not its text.
  match((gap, entry) => entry.file === gap.place?.file && sameWords(entry.text, gap.text))
  match((gap, entry) => sameWords(entry.text, gap.text))
  const reworded = knownAgain(
    [...left],
    gaps.filter((gap) => !matched.has(gap)),
    new Set(report.pages),
  )
  for (const { entry, gap } of reworded) {
    matched.set(gap, entry)
    left.delete(entry)
  }
  return {
    ...report,
    entries: report.entries.map((entry) => {
      if (!isGap(entry)) return entry
      const known = matched.get(entry)
      return { ...entry, baseline: known ? 'known' : 'new', reason: known?.reason ?? null }
    }),
    baseline: { known: matched.size, reworded: reworded.length, fresh: gaps.length - matched.size, stale: [...left] },
  }
}

/** Gaps with other words in their place, or with most of them elsewhere: as when two revisions are compared. */
function knownAgain(
  entries: readonly BaselineEntry[],
  gaps: readonly GapEntry[],
  pages: ReadonlySet<string>,
): { readonly entry: BaselineEntry; readonly gap: GapEntry }[] {
  const before = entries.map((entry) => ({ ...entry, kind: 'gap' as const, place: { file: entry.file }, entry }))
  const pairs = pairMarkers(
    before.filter(({ headings }) => headings.length > 0),
    gaps,
    pages,
  ).reworded.map((pair) => ({ entry: pair.before.entry, gap: pair.after }))
  // An entry without headings is looked for in its whole file.
  const left = gaps.filter((gap) => !pairs.some((pair) => pair.gap === gap))
  const inFile = pairMarkers(
    before.filter(({ headings }) => headings.length === 0),
    left.map((gap) => ({ ...gap, headings: [], gap })),
    pages,
  ).reworded.map((pair) => ({ entry: pair.before.entry, gap: pair.after.gap }))
  return [...pairs, ...inFile]
}

/** The report's gaps as a baseline file; existing reasons are kept, new gaps get `reason`. */
export function writeBaseline({ entries }: GapReport, reason: string): string {
  const known = entries.filter(isGap).map((gap) => ({
    fingerprint: gap.fingerprint,
    file: gap.place?.file ?? '',
    headings: gap.headings,
    text: gap.text,
    reason: gap.reason ?? reason,
  }))
  const head = [
    '# Gaps that are known. A gap report that is judged by this file fails only on new ones.',
    '# Each says why it may stay; take an entry out when its gap is closed.',
  ]
  return `${head.join('\n')}\n${writeYaml({ known })}`
}
